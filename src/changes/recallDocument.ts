import type { Origin } from '../terms/origin.ts';
import type { Recalled } from './recallSegments.ts';
import type { Segment, TrackedText } from './segmentStore.ts';
import { editorOrigin } from './signals/editSignal.ts';
import type { TextHistory } from './textHistory.ts';

/** Who can be asked about text that nobody was seen to write. */
export interface RecallSources {
  /** Whether git's history holds this text for this absolute path; `root` is the document's workspace folder. */
  readonly knownToGit?: (path: string, text: string, root: string | undefined) => Promise<boolean>;
  /** Who wrote the lines (1-based) of a text, where its commits or what was kept of them say so. */
  readonly history?: (path: string, text: string, root: string | undefined) => Promise<ReadonlyMap<number, Origin>>;
}

interface RecalledDocument {
  readonly place: { readonly uri: string; readonly path?: string; readonly root?: string };
  readonly tracked: TrackedText;
  readonly history: TextHistory;
}

interface RecallParts<Document> extends RecallSources {
  /** States of a document that went away from outside, the newest first. */
  readonly kept: (uri: string) => readonly TrackedText[];
  /** An answer came: it is about the stretches that `isMeant` names, and about the lines of `text`. */
  readonly onKnown: (document: Document, isMeant: (segment: Segment) => boolean, known: Recalled, text: string) => void;
}

export interface Recall<Document> {
  /** Text that was replaced as a whole may come from git: then nobody wrote it just now, and it may have been here before. */
  afterReplacement(document: Document, source: string, since: number): void;
  /** Text that nobody was seen to write: its commits may know. */
  ofUnknown(document: Document): void;
}

/** So many earlier states of a document are searched for what git brought back. */
const searchedStates = 20;

export function createRecall<Document extends RecalledDocument>({
  knownToGit,
  history,
  kept,
  onKnown,
}: RecallParts<Document>): Recall<Document> {
  return {
    afterReplacement(document, source, since) {
      const { path, root } = document.place;
      const { text } = document.tracked;
      if (path === undefined || knownToGit === undefined) return;
      const isMeant = (segment: Segment): boolean => segment.since === since && segment.origin.evidence[0]?.source === source;
      if (!document.tracked.segments.some(isMeant)) return;
      void knownToGit(path, text, root).then(async (known) => {
        if (!known) return;
        const said = (await history?.(path, text, root)) ?? new Map<number, Origin>();
        const otherwise = editorOrigin(
          'unknown',
          'git-content',
          0,
          path,
          'Brought by git (checkout, stash, rebase …), not written just now.',
        );
        const earlier = [...document.history.newest(searchedStates), ...kept(document.place.uri)];
        onKnown(document, isMeant, { earlier, history: said, otherwise }, text);
      });
    },
    ofUnknown(document) {
      const { path, root } = document.place;
      const { text, segments } = document.tracked;
      const isMeant = ({ origin }: Segment): boolean => origin.kind === 'unknown';
      if (path === undefined || history === undefined || !segments.some(isMeant)) return;
      void history(path, text, root).then((said) => {
        if (said.size === 0) return;
        onKnown(document, isMeant, { earlier: [], history: said }, text);
      });
    },
  };
}
