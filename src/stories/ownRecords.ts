import type { OriginTracker } from '../changes/originTracker.ts';
import type { SegmentStore, TrackedText } from '../changes/segmentStore.ts';
import { documentUri } from './documentUri.ts';

interface OwnParts {
  readonly origins: Pick<OriginTracker, 'text' | 'segments'>;
  readonly segments: SegmentStore;
}

/** What the editor recorded of the files of a repository, by their paths there. */
export interface OwnRecords {
  /**
   * As its document is shown, or as it was when it was last closed; then as it was before its text was replaced from outside, the newest
   * first.
   */
  readonly own: (path: string) => readonly TrackedText[];
  /** Keeps a state for when its text comes back. */
  readonly keep: (path: string, state: TrackedText) => void;
}

export function ownRecords(root: string, { origins, segments }: OwnParts): OwnRecords {
  const uriOf = (path: string): string => documentUri(`${root}/${path}`);
  return {
    own(path) {
      const uri = uriOf(path);
      const text = origins.text(uri);
      const last = text === undefined ? segments.load(uri) : { text, segments: origins.segments(uri) };
      return [...(last === undefined ? [] : [last]), ...segments.kept(uri)];
    },
    keep: (path, state) => segments.keep(uriOf(path), state),
  };
}
