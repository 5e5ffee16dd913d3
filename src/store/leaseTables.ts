import type { LeaseStore } from '../stories/leaseStore.ts';
import { leaseDurationMs } from './leaseDuration.ts';
import type { Clock } from '../terms/clock.ts';
import { numberIn, type Database } from './database.ts';

/** One row a repository. A lease that ends later than any could is a clock set back, and free to take. */
export function createLeaseTables(database: Database, clock: Clock): LeaseStore {
  /** A renewal waits for the disk, so it is written only in the lease's second half. */
  function holdsLongEnough(root: string, holder: string): boolean {
    const row = database.first('SELECT expires_at FROM lease WHERE root = ? AND holder = ?', [root, holder]);
    if (row === undefined) return false;
    const leftMs = numberIn(row, 'expires_at') - clock.now();
    return leftMs > leaseDurationMs / 2 && leftMs <= leaseDurationMs;
  }

  return {
    acquire(root, holder) {
      if (holdsLongEnough(root, holder)) return true;
      const now = clock.now();
      const taken = database.write(() =>
        database.run(
          `INSERT INTO lease (root, holder, expires_at) VALUES (?, ?, ?)
           ON CONFLICT (root) DO UPDATE SET holder = excluded.holder, expires_at = excluded.expires_at
             WHERE holder = excluded.holder OR expires_at <= ? OR expires_at > ?`,
          [root, holder, now + leaseDurationMs, now, now + leaseDurationMs],
        ),
      );
      return taken === 1;
    },
    release(root, holder) {
      database.write(() => database.run('DELETE FROM lease WHERE root = ? AND holder = ?', [root, holder]));
    },
  };
}
