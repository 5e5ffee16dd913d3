import { writeFileSync } from 'node:fs';
import * as vscode from 'vscode';
import { openProfiler, ownNodes } from '../host/hostProfile.ts';
import type { Profile } from '../host/hostProfile.ts';
import { longSource } from '../host/longSource.ts';

/** Busy milliseconds of the extension host per key, at the 99th percentile. */
export interface KeystrokeTimes {
  readonly own: number;
  /** The same at the 50th and 95th percentile. */
  readonly ownMedian: number;
  readonly own95: number;
  /** The same at the 99th, without the moments in which no sample could be taken for 1 ms: the machine did something else. */
  readonly ownRunning: number;
  /** Everything else that runs there for the same key: VS Code's own work and TypeScript's. */
  readonly others: number;
  readonly keys: number;
  /** Functions of the product by which the extension host entered it, with all the milliseconds spent there, most first. */
  readonly entered: readonly (readonly [string, number])[];
}

const lines = 20_000;
const keys = 400;
const pauseMs = 40;
/** Samples this far apart belong to different keys. */
const gapMs = 12;
const mostEntered = 6;
const notRunningMs = 1;
const idle = new Set(['(idle)', '(program)', '(root)', '(garbage collector)']);

/** The entry VS Code calls: types in the middle of a file of 20,000 lines; writes `KeystrokeTimes` to the file named by `UNDERSTAND_TEST_RESULTS`. */
export async function run(): Promise<void> {
  const product = vscode.extensions.getExtension('understand-this.understand-this');
  if (product === undefined) throw new Error('the product is not installed');
  await product.activate();
  const times = await measureKeystrokes(product.extensionPath);
  const target = process.env['UNDERSTAND_TEST_RESULTS'];
  if (target !== undefined) writeFileSync(target, JSON.stringify(times));
}

async function measureKeystrokes(home: string): Promise<KeystrokeTimes> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (folder === undefined) throw new Error('no folder is open');
  const file = vscode.Uri.joinPath(folder.uri, 'src/twentyThousandLines.ts');
  writeFileSync(file.fsPath, longSource(lines));
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
  const ownTimes = clusters(profile, (id) => own.has(id));
  const ownRunning = clusters(profile, (id) => own.has(id), notRunningMs);
  return {
    own: percentile(ownTimes, 0.99),
    ownMedian: percentile(ownTimes, 0.5),
    own95: percentile(ownTimes, 0.95),
    ownRunning: percentile(ownRunning, 0.99),
    others: percentile(
      clusters(profile, (id) => !own.has(id) && !waits.has(id)),
      0.99,
    ),
    keys,
    entered: [...entered(profile, own)].toSorted(([, left], [, right]) => right - left).slice(0, mostEntered),
  };
}

function entered({ samples, timeDeltas }: Profile, own: ReadonlyMap<number, string>): ReadonlyMap<string, number> {
  const times = new Map<string, number>();
  samples.forEach((id, index) => {
    const within = own.get(id);
    if (within !== undefined) times.set(within, (times.get(within) ?? 0) + (timeDeltas[index + 1] ?? 0) / 1_000);
  });
  return times;
}

/** Time in the nodes that are meant, added up from one pause to the next. */
function clusters({ samples, timeDeltas }: Profile, isMeant: (id: number) => boolean, longestMs = Infinity): readonly number[] {
  const sums: number[] = [];
  let sinceMs = Infinity;
  samples.forEach((id, index) => {
    const passedMs = (timeDeltas[index + 1] ?? 0) / 1_000;
    if (isMeant(id)) {
      if (sinceMs > gapMs) sums.push(0);
      sums[sums.length - 1] = (sums.at(-1) ?? 0) + (passedMs < longestMs ? passedMs : 0);
      sinceMs = 0;
    } else sinceMs += passedMs;
  });
  return sums;
}

function percentile(values: readonly number[], share: number): number {
  return values.toSorted((left, right) => left - right)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? Number.NaN;
}
