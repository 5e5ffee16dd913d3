/** Several windows may show one repository; the one that holds its lease watches it, the others read. */
export interface LeaseStore {
  /**
   * Takes or renews the lease on `root` (absolute path) for `holder` (any id that no other process uses).
   * True: `holder` leads for ten seconds unless it asks again; a killed leader is replaced after that. False: another holder leads.
   */
  acquire(root: string, holder: string): boolean;
  /** Gives the lease back at once; does nothing when `holder` does not hold it. */
  release(root: string, holder: string): void;
}
