import type { SegmentSnapshot, SegmentStore, TrackedText } from '../changes/segmentStore.ts';
import { mostKept, mostKeptCharacters } from './keptBounds.ts';

/** Origins of documents for as long as the process lasts. */
export function createSegmentMemory(): SegmentStore {
  const snapshots = new Map<string, SegmentSnapshot>();
  const kept = new Map<string, readonly TrackedText[]>();
  const moved = <Value>(map: Map<string, Value>, from: string, to: string, rename: (value: Value, uri: string) => Value): void => {
    for (const [uri, value] of Array.from(map)) {
      if (uri !== from && !uri.startsWith(`${from}/`)) continue;
      map.delete(uri);
      const name = to + uri.slice(from.length);
      map.set(name, rename(value, name));
    }
  };
  return {
    load: (uri) => snapshots.get(uri),
    save: (snapshot) => void snapshots.set(snapshot.uri, snapshot),
    move(from, to) {
      moved(snapshots, from, to, (snapshot, uri) => ({ ...snapshot, uri, sequence: 0 }));
      moved(kept, from, to, (states) => states);
    },
    keep(uri, { text, segments }) {
      if (text.length > mostKeptCharacters) return;
      const others = (kept.get(uri) ?? []).filter((each) => each.text !== text);
      kept.set(uri, [{ text, segments }, ...others].slice(0, mostKept));
    },
    kept: (uri) => kept.get(uri) ?? [],
    withText(text, within) {
      const states = [...[...snapshots].map(([uri, state]) => [uri, [state]] as const), ...kept];
      return states
        .filter(([uri]) => uri.startsWith(`${within}/`))
        .flatMap(([, each]) => each)
        .find((each) => each.text === text);
    },
  };
}
