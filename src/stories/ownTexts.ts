import type { OriginTracker } from '../changes/originTracker.ts';
import type { SegmentStore, TrackedText } from '../changes/segmentStore.ts';
import { documentUri } from './documentUri.ts';

interface OwnParts {
  readonly origins: Pick<OriginTracker, 'text' | 'segments'>;
  readonly segments: SegmentStore;
}

/**
 * What the editor knows of a file (absolute path): as its document is shown, or as it was when it was last closed; then as it was before
 * its text was replaced from outside, the newest first.
 */
export function ownTexts(file: string, { origins, segments }: OwnParts): readonly TrackedText[] {
  const uri = documentUri(file);
  const text = origins.text(uri);
  const last = text === undefined ? segments.load(uri) : { text, segments: origins.segments(uri) };
  return [...(last === undefined ? [] : [last]), ...segments.kept(uri)];
}
