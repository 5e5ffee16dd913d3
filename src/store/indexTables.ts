import type { IndexStore } from '../analysis/indexStore.ts';
import type { Clock } from '../terms/clock.ts';
import { textIn, type Database } from './database.ts';

interface Entry {
  readonly root: string;
  readonly path: string;
  readonly contentHash: string;
  readonly entry: string;
}

/** Each transaction waits for the disk, so entries are written in batches: the cache may lose the last second, never truth. */
const batchSize = 200;
const batchDelayMs = 1_000;

/** The index cache. `flush` writes what is waiting; it must run before the database closes. */
export function createIndexTables(database: Database, clock: Clock): IndexStore & { flush(): void } {
  const waiting = new Map<string, Entry>();
  let cancelFlush: (() => void) | undefined;
  const id = (root: string, path: string): string => `${root}\u0000${path}`;

  function flush(): void {
    cancelFlush?.();
    cancelFlush = undefined;
    if (waiting.size === 0) return;
    database.write(() => {
      for (const { root, path, contentHash, entry } of waiting.values()) {
        database.run('INSERT OR REPLACE INTO index_entry (root, path, content_hash, entry) VALUES (?, ?, ?, ?)', [
          root,
          path,
          contentHash,
          entry,
        ]);
      }
    });
    waiting.clear();
  }

  return {
    load(root, path, contentHash) {
      const fresh = waiting.get(id(root, path));
      if (fresh !== undefined) return fresh.contentHash === contentHash ? fresh.entry : undefined;
      const row = database.first('SELECT entry FROM index_entry WHERE root = ? AND path = ? AND content_hash = ?', [
        root,
        path,
        contentHash,
      ]);
      return row && textIn(row, 'entry');
    },
    save(root, path, contentHash, entry) {
      waiting.set(id(root, path), { root, path, contentHash, entry });
      if (waiting.size >= batchSize) flush();
      else cancelFlush ??= clock.after(batchDelayMs, flush);
    },
    keepOnly(root, paths) {
      flush();
      const rows = database.all('SELECT path FROM index_entry WHERE root = ?', [root]);
      const gone = rows.map((row) => textIn(row, 'path')).filter((path) => !paths.has(path));
      if (gone.length === 0) return;
      database.write(() => {
        for (const path of gone) database.run('DELETE FROM index_entry WHERE root = ? AND path = ?', [root, path]);
      });
    },
    flush,
  };
}
