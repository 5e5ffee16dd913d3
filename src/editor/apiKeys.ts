import type * as vscode from 'vscode';

/** Keys for model servers, each bound to the origin it was entered for; in the editor's secret storage and nowhere else. */
export interface ApiKeys {
  keyFor(origin: string): Promise<string | undefined>;
  set(origin: string, key: string): Promise<void>;
  /** Removes every key of ours; resolves to how many there were. */
  clear(): Promise<number>;
}

const prefix = 'understand.llm.key ';
/** Which origins have a key: the storage itself cannot be listed in every supported version. */
const listId = 'understand.llm.keyOrigins';

export function createApiKeys(secrets: vscode.SecretStorage, memory: vscode.Memento): ApiKeys {
  const origins = (): readonly string[] => memory.get<readonly string[]>(listId, []);
  return {
    keyFor: async (origin) => await secrets.get(prefix + origin),
    async set(origin, key) {
      await memory.update(listId, [...new Set([...origins(), origin])]);
      await secrets.store(prefix + origin, key);
    },
    async clear() {
      const known = origins();
      for (const origin of known) await secrets.delete(prefix + origin);
      await memory.update(listId, undefined);
      return known.length;
    },
  };
}
