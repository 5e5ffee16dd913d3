import type { IndexStore, StoredEntry } from '../analysis/indexStore.ts';
import type { Clock } from '../terms/clock.ts';
import { textIn, type Database } from './database.ts';

interface Entry {
  readonly root: string;
  readonly path: string;
  readonly stored: StoredEntry;
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
      for (const { root, path, stored } of waiting.values()) {
        database.run('INSERT OR REPLACE INTO index_entry (root, path, content_hash, look, entry) VALUES (?, ?, ?, ?, ?)', [
          root,
          path,
          stored.contentHash,
          stored.look ?? null,
          stored.entry,
        ]);
      }
    });
    waiting.clear();
  }

  return {
    loadAll(root) {
      flush();
      const rows = database.all('SELECT path, content_hash, look, entry FROM index_entry WHERE root = ?', [root]);
      return new Map(
        rows.map((row) => {
          const { look } = row;
          const stored = { contentHash: textIn(row, 'content_hash'), entry: textIn(row, 'entry') };
          return [textIn(row, 'path'), typeof look === 'string' ? { ...stored, look } : stored];
        }),
      );
    },
    save(root, path, stored) {
      waiting.set(id(root, path), { root, path, stored });
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
