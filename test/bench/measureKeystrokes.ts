import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileForHost } from '../host/compileForHost.ts';
import { copyPlayground } from '../host/playgroundRepository.ts';
import { artefacts, checkout, startVscode } from '../host/startVscode.ts';
import type { KeystrokeTimes } from './keystrokes.ts';

/** What a key costs the extension host of a real window in a long file. */
export async function measureKeystrokes(): Promise<KeystrokeTimes> {
  const playground = copyPlayground({ history: 'mixed' });
  const resultsFile = join(artefacts, 'compiled/keystroke-results.json');
  const testEntry = await compileForHost(join(checkout, 'test/bench/keystrokes.ts'), join(artefacts, 'compiled/keystrokes.cjs'));
  const environment = { UNDERSTAND_TEST_RESULTS: resultsFile };
  const vscode = await startVscode({ workspace: playground.root, name: 'keystrokes', testEntry, environment });
  const code = await vscode.testsEnded;
  await vscode.stop(code !== 0);
  playground.dispose();
  if (code !== 0) throw new Error('the measurement in the extension host failed; see .test-artefacts/keystrokes');
  return JSON.parse(readFileSync(resultsFile, 'utf8')) as KeystrokeTimes;
}
