/** What is kept of one file. */
export interface StoredEntry {
  readonly contentHash: string;
  /** How the file looked on disk, and when it was looked at, as `analysis/fileLook.ts` writes it; absent for a text that came from elsewhere. */
  readonly look?: string;
  /** JSON made by `analysis/repositoryIndex.ts`. */
  readonly entry: string;
}

/** Cache of per-file index entries; losing it costs time, never truth. */
export interface IndexStore {
  /** Everything that is kept of `root`, by path. */
  loadAll(root: string): ReadonlyMap<string, StoredEntry>;
  save(root: string, path: string, stored: StoredEntry): void;
  /** Drops the entries of `root` whose path is not in `paths`. */
  keepOnly(root: string, paths: ReadonlySet<string>): void;
}
