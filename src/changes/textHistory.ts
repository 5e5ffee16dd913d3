import type { TrackedText } from './segmentStore.ts';

/** Earlier texts of one document with the segments they had, newest last. */
export interface TextHistory {
  remember(tracked: TrackedText): void;
  /** The newest state with exactly this text. */
  find(text: string): TrackedText | undefined;
  /** No edit here led to `text`: it was read. */
  readFromDisk(text: string): void;
  /** Whether edits here led to `text`, be it `current` or one of the states. */
  madeHere(text: string, current: string): boolean;
  /** The newest states, newest first, at most `count`. */
  newest(count: number): readonly TrackedText[];
}

/** Undo reaches back this far; the oldest states go first. */
const maxStates = 500;
const maxCharacters = 8_000_000;
const maxRead = 20;

export function createTextHistory(): TextHistory {
  let states: TrackedText[] = [];
  let characters = 0;
  let read: readonly string[] = [];
  return {
    remember(tracked) {
      states.push(tracked);
      characters += tracked.text.length;
      let dropped = 0;
      while (states.length - dropped > maxStates || (characters > maxCharacters && states.length - dropped > 1)) {
        characters -= states[dropped]?.text.length ?? 0;
        dropped += 1;
      }
      if (dropped > 0) states = states.slice(dropped);
    },
    find: (text) => states.findLast((state) => state.text === text),
    readFromDisk: (text) => void (read = [...read, text].slice(-maxRead)),
    madeHere: (text, current) => (text === current || states.some((state) => state.text === text)) && !read.includes(text),
    newest: (count) => states.slice(-count).toReversed(),
  };
}
