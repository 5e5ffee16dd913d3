import { writeFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import * as vscode from 'vscode';
import type { UnderstandThisApi } from '../../src/editor/publicApi.ts';

/** Milliseconds, as measured inside the extension host. */
export interface HostTimes {
  /** One value per round of hovers over the same positions, the product on and off in turn. */
  readonly hoverWith: readonly number[];
  readonly hoverWithout: readonly number[];
  /** From the accepted suggestion to … */
  readonly toRecorded: number;
  readonly toQuestion: number;
  /** Peer: to TypeScript's own diagnostics for the same insertion. */
  readonly toDiagnostics: number;
}

const rounds = 6;

async function hovers(uri: vscode.Uri, positions: readonly vscode.Position[]): Promise<number> {
  const start = performance.now();
  for (const position of positions) await vscode.commands.executeCommand('vscode.executeHoverProvider', uri, position);
  return (performance.now() - start) / positions.length;
}

async function until(ask: () => Promise<boolean> | boolean): Promise<number> {
  while (!(await ask())) await new Promise((resolve) => setTimeout(resolve, 10));
  return performance.now();
}

/** The entry VS Code calls; writes `HostTimes` to the file named by `UNDERSTAND_TEST_RESULTS`. */
export async function run(): Promise<void> {
  const product = vscode.extensions.getExtension<UnderstandThisApi>('understand-this.understand-this');
  const api = await product?.activate();
  if (api === undefined) throw new Error('the product is not installed');
  const [file] = await vscode.workspace.findFiles('src/payments.ts');
  if (file === undefined) throw new Error('the playground has no src/payments.ts');
  const document = await vscode.workspace.openTextDocument(file);
  const editor = await vscode.window.showTextDocument(document);
  const explained = async (line: number): Promise<Awaited<ReturnType<UnderstandThisApi['explain']>>> =>
    await api.explain(file, new vscode.Position(line, 20));
  await until(async () => (await explained(8)).ok);

  const names = [...document.getText().matchAll(/chargeCustomer|PaymentGateway|gateway|receiptId/gu)];
  const positions = names.map((match) => document.positionAt(match.index + 1));
  await hovers(file, positions);
  const hoverWith: number[] = [];
  const hoverWithout: number[] = [];
  const setting = vscode.workspace.getConfiguration('understand.hover');
  for (let round = 0; round < rounds; round += 1) {
    await setting.update('mode', 'off', vscode.ConfigurationTarget.Workspace);
    hoverWithout.push(await hovers(file, positions));
    await setting.update('mode', 'unfamiliar', vscode.ConfigurationTarget.Workspace);
    hoverWith.push(await hovers(file, positions));
  }

  const end = document.lineAt(document.lineCount - 1).range.end;
  editor.selection = new vscode.Selection(end, end);
  await vscode.commands.executeCommand('type', { text: '\nexport async function refundOrder' });
  const typed = document.version;
  while (document.version === typed) {
    await vscode.commands.executeCommand('editor.action.inlineSuggest.trigger');
    await new Promise((resolve) => setTimeout(resolve, 50));
    await vscode.commands.executeCommand('editor.action.inlineSuggest.commit');
  }
  const accepted = performance.now();
  const line = document.lineCount - 3;
  const [diagnostics, recorded, question] = await Promise.all([
    until(() => vscode.languages.getDiagnostics(file).some(({ message }) => message.includes('Ledger'))),
    until(async () => {
      const panel = await explained(line);
      return panel.ok && panel.value.explanation.recorded.length > 0;
    }),
    until(async () => {
      const panel = await explained(line);
      if (!panel.ok || panel.value.check === 'pending') return false;
      if ('why' in panel.value.check) throw new Error(`no question to wait for: ${panel.value.check.why}`);
      return true;
    }),
  ]);
  const times: HostTimes = {
    hoverWith,
    hoverWithout,
    toRecorded: recorded - accepted,
    toQuestion: question - accepted,
    toDiagnostics: diagnostics - accepted,
  };
  const target = process.env['UNDERSTAND_TEST_RESULTS'];
  if (target !== undefined) writeFileSync(target, JSON.stringify(times));
}
