import type { WrittenBlock } from './agentEdit.ts';
import { blocksOfHunk } from './writtenBlocks.ts';

export interface PatchedFile {
  /** As the patch names it: relative to the agent's folder, or absolute. */
  readonly path: string;
  readonly blocks: readonly WrittenBlock[];
  /** The whole file, when the patch makes it. */
  readonly after?: string;
}

const longestPatch = 2_000_000;

/**
 * Reads the patches in a text, in the form that Codex's `apply_patch` takes, wherever they stand in it (a shell command may hold one).
 *
 *     *** Begin Patch
 *     *** Update File: src/a.ts
 *     @@ function pay()
 *      const total = sum(prices);
 *     -return total;
 *     +return total + shipping;
 *     *** End Patch
 */
export function parseApplyPatch(text: string): readonly PatchedFile[] {
  const files: PatchedFile[] = [];
  let file: { path: string; kind: 'add' | 'update'; hunks: string[][] } | undefined;
  let inside = false;
  const close = (): void => {
    if (file === undefined) return;
    const { path, kind, hunks } = file;
    const blocks = hunks.flatMap((hunk) => blocksOfHunk(hunk, kind === 'add' ? 1 : undefined));
    const after = kind === 'add' ? hunks.flatMap((hunk) => hunk.map((line) => `${line.slice(1)}\n`)).join('') : undefined;
    if (blocks.length > 0) files.push({ path, blocks, ...(after !== undefined && { after }) });
    file = undefined;
  };
  for (const line of text.slice(0, longestPatch).split(/\r?\n/u)) {
    const [, action, path] = /^\*\*\* (Add|Update|Delete) File: (.{1,1000})$/u.exec(line) ?? [];
    const moved = /^\*\*\* Move to: (.{1,1000})$/u.exec(line)?.[1];
    if (line.trim() === '*** Begin Patch') inside = true;
    else if (!inside) continue;
    else if (line.trim() === '*** End Patch') {
      close();
      inside = false;
    } else if (action !== undefined && path !== undefined) {
      close();
      if (action !== 'Delete') file = { path: path.trim(), kind: action === 'Add' ? 'add' : 'update', hunks: [[]] };
    } else if (moved !== undefined && file !== undefined) file = { ...file, path: moved.trim() };
    else if (line.startsWith('@@')) file?.hunks.push([]);
    else if (/^[ +-]/u.test(line)) file?.hunks.at(-1)?.push(line);
    else if (line === '') file?.hunks.at(-1)?.push(' ');
  }
  close();
  return files;
}
