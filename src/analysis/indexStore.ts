/** Cache of per-file index entries, by content hash; losing it costs time, never truth. */
export interface IndexStore {
  /** `entry` is JSON made by `analysis/repositoryIndex.ts`. */
  load(root: string, path: string, contentHash: string): string | undefined;
  save(root: string, path: string, contentHash: string, entry: string): void;
  /** Drops the entries of `root` whose path is not in `paths`. */
  keepOnly(root: string, paths: ReadonlySet<string>): void;
}
