import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { performance } from 'node:perf_hooks';
import * as vscode from 'vscode';
import { openProfiler, ownNodes } from '../host/hostProfile.ts';
import type { Profile } from '../host/hostProfile.ts';
import { longSource } from '../host/longSource.ts';

const lines = 5_000;
const rounds = 3;
const settleMs = 1_500;

/** How long the extension host could not answer, in milliseconds. */
export interface HeldTimes {
  /** Longest gap between two turns of the event loop, one value per round. */
  readonly gapsWith: readonly number[];
  readonly gapsWithout: readonly number[];
  /** Longest stretch, in all rounds, in which every sample of the processor's profile stood in the product's own code. */
  readonly longestOwn: number;
  /** The function of the product that the longest stretch began in. */
  readonly longestIn: string;
  /** All of the product's own time in the rounds with it. */
  readonly ownTime: number;
}

/** Longest gap between two turns of the event loop while `work` runs. */
async function longestGap(work: () => Promise<void>): Promise<number> {
  let longest = 0;
  let last = performance.now();
  let watching = true;
  const turn = (): void => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
    if (watching) setTimeout(turn, 0);
  };
  turn();
  await work();
  watching = false;
  return longest;
}

/** What a person does in a large file: opens it, types in two functions, hovers, looks on. */
async function readAndType(file: vscode.Uri): Promise<void> {
  const document = await vscode.workspace.openTextDocument(file);
  const editor = await vscode.window.showTextDocument(document);
  for (const line of [2_505, 4_305]) {
    const at = new vscode.Position(line, document.lineAt(line).text.length);
    editor.selection = new vscode.Selection(at, at);
    editor.revealRange(new vscode.Range(at, at));
    for (const text of ' // why?') {
      await vscode.commands.executeCommand('type', { text });
      await new Promise((resolve) => setTimeout(resolve, 40));
    }
    await vscode.commands.executeCommand('vscode.executeHoverProvider', file, new vscode.Position(line - 5, 26));
  }
  await new Promise((resolve) => setTimeout(resolve, settleMs));
  await vscode.commands.executeCommand('workbench.action.files.revert');
  await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
}

type OwnTimes = Pick<HeldTimes, 'longestOwn' | 'longestIn' | 'ownTime'>;

function ownStretches(profile: Profile, home: string): OwnTimes {
  const own = ownNodes(profile, home);
  let times: OwnTimes = { longestOwn: 0, longestIn: '', ownTime: 0 };
  let stretch = { began: '', ms: 0 };
  profile.samples.forEach((id, index) => {
    const within = own.get(id);
    if (within === undefined) {
      stretch = { began: '', ms: 0 };
      return;
    }
    const passedMs = (profile.timeDeltas[index + 1] ?? 0) / 1_000;
    stretch = { began: stretch.ms === 0 ? within : stretch.began, ms: stretch.ms + passedMs };
    times = { ...times, ownTime: times.ownTime + passedMs };
    if (stretch.ms > times.longestOwn) times = { ...times, longestOwn: stretch.ms, longestIn: stretch.began };
  });
  return times;
}

async function measure(file: vscode.Uri, home: string): Promise<HeldTimes> {
  const setting = vscode.workspace.getConfiguration('understand');
  const profiler = await openProfiler(500);
  const gapsWith: number[] = [];
  const gapsWithout: number[] = [];
  const stretches: OwnTimes[] = [];
  // The first opening also starts TypeScript's server, with or without the product.
  await readAndType(file);
  for (let round = 0; round < rounds; round++) {
    await setting.update('enabled', false, vscode.ConfigurationTarget.Workspace);
    gapsWithout.push(await longestGap(async () => await readAndType(file)));
    await setting.update('enabled', true, vscode.ConfigurationTarget.Workspace);
    gapsWith.push(await longestGap(async () => await readAndType(file)));
    stretches.push(ownStretches(await profiler.profile(async () => await readAndType(file)), home));
  }
  profiler.dispose();
  const [worst] = stretches.toSorted((left, right) => right.longestOwn - left.longestOwn);
  return {
    gapsWith,
    gapsWithout,
    longestOwn: worst?.longestOwn ?? 0,
    longestIn: worst?.longestIn ?? '',
    ownTime: stretches.reduce((sum, { ownTime }) => sum + ownTime, 0),
  };
}

const median = (values: readonly number[]): number => [...values].sort((left, right) => left - right)[Math.floor(values.length / 2)] ?? 0;

export function describeLargeFile(report: (times: HeldTimes) => void): void {
  describe('a file of five thousand lines', () => {
    it('is opened, typed in and hovered without the product holding up the extension host', async function () {
      this.timeout(240_000);
      const [folder] = vscode.workspace.workspaceFolders ?? [];
      assert.ok(folder !== undefined);
      const file = vscode.Uri.joinPath(folder.uri, 'src/large.ts');
      mkdirSync(dirname(file.fsPath), { recursive: true });
      writeFileSync(file.fsPath, longSource(lines));
      const home = vscode.extensions.getExtension('understand-this.understand-this')?.extensionPath;
      assert.ok(home !== undefined);
      const times = await measure(file, home);
      report(times);
      assert.ok(times.ownTime > 0, 'the profile saw nothing of the product');
      // Gaps also grow with what else the machine does, the engine's own process included: told, not held.
      const ratio = times.longestOwn / median(times.gapsWithout);
      assert.ok(ratio < 1, `it held the host ${ratio.toFixed(2)} times as long as the host without it was held: ${JSON.stringify(times)}`);
    });
  });
}
