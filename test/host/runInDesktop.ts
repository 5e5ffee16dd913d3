import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { compileTestExtension } from './compileForHost.ts';
import type { HostRun } from './hostRun.ts';
import { checkout } from './startVscode.ts';

/** The same test entry in a desktop VS Code, which may load product and test extension side by side. */
export async function runInDesktop(executable: string, run: HostRun): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'understand-desktop-'));
  try {
    const suggestions = await compileTestExtension(join(checkout, 'test/extensions/suggestions'), join(folder, 'suggestions'));
    const suggestionFile = join(folder, 'suggestions.json');
    writeFileSync(suggestionFile, JSON.stringify(run.suggestions ?? []));
    await runTests({
      vscodeExecutablePath: executable,
      extensionDevelopmentPath: [checkout, suggestions],
      extensionTestsPath: run.testEntry,
      extensionTestsEnv: { UNDERSTAND_TEST_SUGGESTIONS: suggestionFile, UNDERSTAND_TEST_RESULTS: run.resultsFile },
      launchArgs: [
        run.workspace,
        '--enable-proposed-api=understand-this-test.suggestions',
        `--user-data-dir=${join(folder, 'data')}`,
        `--extensions-dir=${join(folder, 'extensions')}`,
        ...(run.trust === false ? [] : ['--disable-workspace-trust']),
      ],
    }).catch((error: unknown) => {
      // Failed tests are read from the results; only a run without results is an error of its own.
      process.stderr.write(`${String(error)}\n`);
    });
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}
