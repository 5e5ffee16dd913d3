import { cpSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildHistory } from '../../scripts/buildHistory.mjs';
import { checkout } from './startVscode.ts';

/** A copy of the playground: a folder of its own, a git repository where `history` says so. */
export function copyPlayground({ history }: { readonly history: 'mixed' | 'human' | 'none' }): { readonly root: string; dispose(): void } {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'understand-playground-')));
  cpSync(join(checkout, 'test/playground'), root, { recursive: true });
  if (history !== 'none') buildHistory(root, { agents: history === 'mixed' });
  return { root, dispose: () => rmSync(root, { recursive: true, force: true, maxRetries: 3 }) };
}
