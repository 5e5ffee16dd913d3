import { mkdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { runInDesktop } from './runInDesktop.ts';
import { startVscode } from './startVscode.ts';
import type { HostRun } from './hostRun.ts';

const limitMs = 300_000;

/**
 * Runs a compiled test entry inside the extension host of a real VS Code and resolves when it has settled.
 * Route: the desktop where `VSCODE_EXECUTABLE` names one, else the server in Chromium.
 */
export async function runInHost(run: HostRun): Promise<void> {
  mkdirSync(dirname(run.resultsFile), { recursive: true });
  rmSync(run.resultsFile, { force: true });
  const desktop = process.env['VSCODE_EXECUTABLE'];
  if (desktop !== undefined) {
    await runInDesktop(desktop, run);
    return;
  }
  const vscode = await startVscode({ ...run, environment: { UNDERSTAND_TEST_RESULTS: run.resultsFile } });
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), limitMs);
  });
  const code = await Promise.race([vscode.testsEnded, late]);
  clearTimeout(timer);
  await vscode.stop(code !== 0);
  if (code === undefined) throw new Error(`the tests in the extension host did not end within ${String(limitMs)} ms`);
}
