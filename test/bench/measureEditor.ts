import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileForHost } from '../host/compileForHost.ts';
import { copyPlayground } from '../host/playgroundRepository.ts';
import { artefacts, checkout, startVscode } from '../host/startVscode.ts';
import { until } from '../host/until.ts';
import { driveWorkbench } from '../host/workbench.ts';
import type { HostTimes } from './inHost.ts';

export interface EditorTimes extends HostTimes {
  /** Milliseconds VS Code itself reports for activating the product and an extension that does nothing. */
  readonly activation: number;
  readonly activationOfEmpty: number;
}

const suggestion = `(gateway: PaymentGateway, ledger: Ledger, receiptId: string): Promise<boolean> {
  if (receiptId === 'free') return false;
  try {
    await gateway.refund(receiptId);
    return true;
  } catch {
    ledger.lastRefund = receiptId;
    return false;
  }
}`;

function installEmpty(extensionsFolder: string): void {
  const folder = join(extensionsFolder, 'understand-this-test.empty-0.0.1');
  mkdirSync(folder);
  const manifest = { name: 'empty', publisher: 'understand-this-test', version: '0.0.1', engines: { vscode: '^1.105.0' } };
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ ...manifest, main: './empty.js', activationEvents: ['onStartupFinished'] }));
  writeFileSync(join(folder, 'empty.js'), 'exports.activate = () => undefined;\n');
}

/** Tall enough for the list of all running extensions, of which only visible rows are drawn. */
const viewport = { width: 1280, height: 3_000 };

/** Activation, hover and an accepted suggestion, each with its peer, in real windows of VS Code. */
export async function measureEditor(): Promise<EditorTimes> {
  const activation = await measureActivation();
  const playground = copyPlayground({ history: 'mixed' });
  const resultsFile = join(artefacts, 'compiled/bench-results.json');
  const testEntry = await compileForHost(join(checkout, 'test/bench/inHost.ts'), join(artefacts, 'compiled/bench.cjs'));
  const vscode = await startVscode({
    workspace: playground.root,
    name: 'bench',
    testEntry,
    suggestions: [{ file: 'src/payments.ts', after: 'export async function refundOrder', insert: suggestion }],
    environment: { UNDERSTAND_TEST_RESULTS: resultsFile },
  });
  const code = await vscode.testsEnded;
  await vscode.stop(code !== 0);
  playground.dispose();
  if (code !== 0) throw new Error('the measurement in the extension host failed; see .test-artefacts/bench');
  return { ...activation, ...(JSON.parse(readFileSync(resultsFile, 'utf8')) as HostTimes) };
}

/** Read from "Show Running Extensions", where VS Code lists what each activation took. */
async function measureActivation(): Promise<Pick<EditorTimes, 'activation' | 'activationOfEmpty'>> {
  const playground = copyPlayground({ history: 'mixed' });
  const vscode = await startVscode({ workspace: playground.root, name: 'bench-activation', install: installEmpty, viewport });
  let failed = true;
  try {
    const workbench = driveWorkbench(vscode.page);
    await workbench.command('Developer: Show Running Extensions');
    const times = await until(async () => {
      const rows = await vscode.page.locator('.runtime-extensions-editor .monaco-list-row').allInnerTexts();
      const timeOf = (name: RegExp): number | undefined => {
        const found = /Activation: (\d+)ms/u.exec(rows.find((row) => name.test(row)) ?? '')?.[1];
        return found === undefined ? undefined : Number(found);
      };
      const activation = timeOf(/^Understand This/mu);
      const activationOfEmpty = timeOf(/^empty/mu);
      return activation === undefined || activationOfEmpty === undefined ? undefined : { activation, activationOfEmpty };
    });
    failed = false;
    return times;
  } finally {
    await vscode.stop(failed);
    playground.dispose();
  }
}
