import { createOriginTracker } from '../../src/changes/originTracker.ts';
import type { OriginTracker } from '../../src/changes/originTracker.ts';
import type { SegmentSnapshot, SegmentStore } from '../../src/changes/segmentStore.ts';
import { createSegmentMemory } from '../../src/store/segmentMemory.ts';
import type { Change } from '../../src/terms/change.ts';
import type { EditSignals, TextReplacement } from '../../src/terms/edit.ts';
import type { OriginKind } from '../../src/terms/origin.ts';
import { createFakeClock } from '../fakes/fakeClock.ts';
import type { FakeClock } from '../fakes/fakeClock.ts';

export interface RecordedSaves extends SegmentStore {
  readonly saves: SegmentSnapshot[];
}

export function createMemorySegmentStore(): RecordedSaves {
  const saves: SegmentSnapshot[] = [];
  const memory = createSegmentMemory();
  return {
    ...memory,
    saves,
    save(snapshot) {
      saves.push(snapshot);
      memory.save(snapshot);
    },
  };
}

/** One document in a tracker, edited as an editor would report it. The first `|` in the text is the caret and is taken out. */
export interface TrackedDocumentDriver {
  readonly uri: string;
  readonly clock: FakeClock;
  readonly tracker: OriginTracker;
  readonly store: RecordedSaves;
  readonly changes: Change[];
  /** Puts the caret in front of the only place where `text` stands. */
  goTo(text: string): void;
  /** Each character is one edit with a keyboard selection, 50 ms apart. */
  type(text: string): void;
  /** One edit at the caret; it stands behind the text afterwards. Returns the highest durable sequence. */
  insert(text: string, signals: EditSignals): number;
  accept(text: string): void;
  replaceAll(text: string, signals: EditSignals): void;
  edit(replacements: readonly TextReplacement[], signals: EditSignals): number;
  text(): string;
  /** The text as runs of one origin: `[['ai', 'a()'], …]`. */
  runs(): [OriginKind, string][];
  lineOrigin(line: number): OriginKind;
}

interface DriverOptions {
  readonly uri?: string;
  readonly store?: RecordedSaves;
  readonly clock?: FakeClock;
  readonly tracker?: OriginTracker;
  readonly knownToGit?: (path: string, text: string) => Promise<boolean>;
}

export const ghostText: EditSignals = { selection: 'none', atCaret: true, suggestionTaken: true };
export const keyboard: EditSignals = { selection: 'keyboard', atCaret: true };

export function showDocument(marked: string, options: DriverOptions = {}): TrackedDocumentDriver {
  const uri = options.uri ?? 'file:///shop/src/cart.ts';
  const store = options.store ?? createMemorySegmentStore();
  const clock = options.clock ?? createFakeClock();
  const { knownToGit } = options;
  const tracker = options.tracker ?? createOriginTracker({ store, clock, ...(knownToGit === undefined ? {} : { knownToGit }) });
  const changes: Change[] = [];
  tracker.onClosed((change) => changes.push(change));
  let caret = Math.max(0, marked.indexOf('|'));
  let text = marked.replace('|', '');
  let sequence = 0;
  tracker.shown({ uri, path: uri.slice('file://'.length), root: '/shop', text, sequence: 0, dirty: false });

  const driver: TrackedDocumentDriver = {
    uri,
    clock,
    tracker,
    store,
    changes,
    goTo(place) {
      caret = text.indexOf(place);
    },
    type(typed) {
      for (const character of typed) {
        driver.insert(character, keyboard);
        clock.advance(50);
      }
    },
    insert(inserted, signals) {
      const at = caret;
      caret += inserted.length;
      return driver.edit([{ offset: at, length: 0, text: inserted }], signals);
    },
    accept(inserted) {
      driver.insert(inserted, ghostText);
    },
    replaceAll(next, signals) {
      driver.edit([{ offset: 0, length: text.length, text: next }], signals);
    },
    edit(replacements, signals) {
      sequence += 1;
      for (const { offset, length, text: inserted } of replacements.toSorted((left, right) => right.offset - left.offset)) {
        text = text.slice(0, offset) + inserted + text.slice(offset + length);
      }
      return tracker.edited([{ uri, sequence, replacements, signals, at: clock.now() }]);
    },
    text: () => text,
    runs() {
      const runs: [OriginKind, string][] = [];
      for (const { origin, start, end } of tracker.segments(uri)) {
        const last = runs.at(-1);
        if (last?.[0] === origin.kind) last[1] += text.slice(start, end);
        else runs.push([origin.kind, text.slice(start, end)]);
      }
      return runs;
    },
    lineOrigin: (line) => tracker.originOfLines(uri, [line, line]).kind,
  };
  return driver;
}
