import { existsSync } from 'node:fs';
import { createOriginTracker } from '../../../src/changes/originTracker.ts';
import type { OriginTracker } from '../../../src/changes/originTracker.ts';
import type { SegmentStore } from '../../../src/changes/segmentStore.ts';
import type { EditSignals, TextReplacement } from '../../../src/terms/edit.ts';
import { documentUri } from '../../../src/stories/documentUri.ts';
import type { GitRepository } from '../../builders/gitRepository.ts';
import type { FakeClock } from '../../fakes/fakeClock.ts';

interface OpenDocument {
  text: string;
  sequence: number;
  /** Texts before each edit since the document was opened or read again. */
  undo: string[];
  redo: string[];
}

/** An editor over the files of a repository that tells a real tracker what it does; every write reaches the disk at once. */
export interface FuzzEditor {
  readonly tracker: OriginTracker;
  paths(): readonly string[];
  isOpen(path: string): boolean;
  text(path: string): string;
  open(path: string): void;
  close(path: string): void;
  edit(path: string, replacements: readonly TextReplacement[], signals: EditSignals): void;
  undo(path: string): boolean;
  redo(path: string): boolean;
  /** The window is reloaded: what was not kept is forgotten, and every open document is shown anew. */
  restart(): void;
  /** The files changed on disk: open documents are read again, those of deleted files close. */
  readAgain(): void;
}

interface Parts {
  readonly fixture: GitRepository;
  readonly clock: FakeClock;
  readonly store: SegmentStore;
  readonly trackerParts: Omit<Parameters<typeof createOriginTracker>[0], 'store' | 'clock'>;
}

export function createFuzzEditor({ fixture, clock, store, trackerParts }: Parts): FuzzEditor {
  let tracker = createOriginTracker({ store, clock, ...trackerParts });
  const documents = new Map<string, OpenDocument>();
  const apply = (path: string, replacements: readonly TextReplacement[], signals: EditSignals): void => {
    const document = documents.get(path);
    if (document === undefined) return;
    document.sequence += 1;
    for (const { offset, length, text } of replacements.toSorted((left, right) => right.offset - left.offset))
      document.text = document.text.slice(0, offset) + text + document.text.slice(offset + length);
    tracker.edited([{ uri: documentUri(`${fixture.root}/${path}`), sequence: document.sequence, replacements, signals, at: clock.now() }]);
    clock.advance(70);
  };
  const replaceAll = (path: string, next: string, signals: EditSignals): void => {
    const { text } = documents.get(path) ?? { text: '' };
    const shorter = Math.min(text.length, next.length);
    let [head, tail] = [0, 0];
    while (head < shorter && text[head] === next[head]) head += 1;
    while (tail < shorter - head && text.at(-1 - tail) === next.at(-1 - tail)) tail += 1;
    const replaced = { offset: head, length: text.length - head - tail, text: next.slice(head, next.length - tail) };
    apply(path, [replaced], signals);
  };
  const travel = (path: string, from: 'undo' | 'redo', to: 'undo' | 'redo'): boolean => {
    const document = documents.get(path);
    const next = document?.[from].pop();
    if (document === undefined || next === undefined) return false;
    document[to].push(document.text);
    replaceAll(path, next, { [from]: true });
    fixture.write(path, document.text);
    return true;
  };
  const show = (path: string): void => {
    const text = fixture.read(path);
    documents.set(path, { text, sequence: 0, undo: [], redo: [] });
    const file = `${fixture.root}/${path}`;
    tracker.shown({ uri: documentUri(file), path: file, root: fixture.root, text, sequence: 0, dirty: false });
  };
  return {
    get tracker() {
      return tracker;
    },
    paths: () => [...documents.keys()],
    isOpen: (path) => documents.has(path),
    text: (path) => documents.get(path)?.text ?? '',
    open: show,
    close(path) {
      if (documents.delete(path)) tracker.hidden(documentUri(`${fixture.root}/${path}`));
    },
    edit(path, replacements, signals) {
      const document = documents.get(path);
      if (document === undefined) return;
      document.undo.push(document.text);
      document.redo.length = 0;
      apply(path, replacements, signals);
      fixture.write(path, document.text);
    },
    undo: (path) => travel(path, 'undo', 'redo'),
    redo: (path) => travel(path, 'redo', 'undo'),
    restart() {
      tracker.dispose();
      tracker = createOriginTracker({ store, clock, ...trackerParts });
      for (const path of documents.keys()) show(path);
    },
    readAgain() {
      for (const [path, document] of documents) {
        if (!existsSync(`${fixture.root}/${path}`)) {
          documents.delete(path);
          tracker.hidden(documentUri(`${fixture.root}/${path}`));
          continue;
        }
        const text = fixture.read(path);
        if (text === document.text) continue;
        replaceAll(path, text, { fromDisk: true });
        document.undo.length = 0;
        document.redo.length = 0;
      }
      clock.advance(400);
    },
  };
}
