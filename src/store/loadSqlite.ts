export type Sqlite = typeof import('node:sqlite');

/**
 * The runtime's own SQLite, or nothing where it has none (before Node 22.13). Asked for when first needed, because an import at the top
 * would end the process on such a runtime.
 */
export function loadSqlite(): Sqlite | undefined {
  // `getBuiltinModule` came with Node 22.3; the declared types do not know an older runtime.
  return 'getBuiltinModule' in process ? process.getBuiltinModule('node:sqlite') : undefined;
}
