import { writeFileSync } from 'node:fs';
import * as vscode from 'vscode';
import { openProfiler, ownNodes } from '../host/hostProfile.ts';
import type { Profile } from '../host/hostProfile.ts';

/** Busy milliseconds of the extension host per key, at the 99th percentile. */
export interface KeystrokeTimes {
  readonly own: number;
  /** Everything else that runs there for the same key: VS Code's own work and TypeScript's. */
  readonly others: number;
  readonly keys: number;
}

const lines = 20_000;
const keys = 400;
const pauseMs = 40;
/** Samples this far apart belong to different keys. */
const gapMs = 12;
const idle = new Set(['(idle)', '(program)', '(root)', '(garbage collector)']);

/** Types in the middle of a file of 20,000 lines and says what each key cost in the extension host. */
export async function measureKeystrokes(home: string): Promise<KeystrokeTimes> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (folder === undefined) throw new Error('no folder is open');
  const file = vscode.Uri.joinPath(folder.uri, 'src/twentyThousandLines.ts');
  writeFileSync(file.fsPath, Array.from({ length: lines }, (_, line) => `export const value${line} = ${line};`).join('\n'));
  const document = await vscode.workspace.openTextDocument(file);
  const editor = await vscode.window.showTextDocument(document);
  const at = document.lineAt(lines / 2).range.end;
  editor.selection = new vscode.Selection(at, at);
  editor.revealRange(new vscode.Range(at, at));
  const type = async (count: number): Promise<void> => {
    for (let key = 0; key < count; key += 1) {
      await vscode.commands.executeCommand('type', { text: key % 60 === 59 ? '\n' : 'x' });
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  };
  await type(50);
  const profiler = await openProfiler(100);
  const profile = await profiler.profile(async () => await type(keys));
  profiler.dispose();
  await vscode.commands.executeCommand('workbench.action.files.revert');
  await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
  const own = ownNodes(profile, home);
  const waits = new Set(profile.nodes.filter(({ callFrame }) => idle.has(callFrame.functionName)).map(({ id }) => id));
  return {
    own: percentile(
      clusters(profile, (id) => own.has(id)),
      0.99,
    ),
    others: percentile(
      clusters(profile, (id) => !own.has(id) && !waits.has(id)),
      0.99,
    ),
    keys,
  };
}

/** Time in the nodes that are meant, added up from one pause to the next. */
function clusters({ samples, timeDeltas }: Profile, isMeant: (id: number) => boolean): readonly number[] {
  const sums: number[] = [];
  let sinceMs = Infinity;
  samples.forEach((id, index) => {
    const passedMs = (timeDeltas[index + 1] ?? 0) / 1_000;
    if (isMeant(id)) {
      if (sinceMs > gapMs) sums.push(0);
      sums[sums.length - 1] = (sums.at(-1) ?? 0) + passedMs;
      sinceMs = 0;
    } else sinceMs += passedMs;
  });
  return sums;
}

function percentile(values: readonly number[], share: number): number {
  return values.toSorted((left, right) => left - right)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? Number.NaN;
}
