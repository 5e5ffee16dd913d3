import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from './install/paths.mjs';

const bin = (name) => join(root, 'node_modules/.bin', name);

/** What `npm run check` holds: each line is one verdict. */
const checks = [
  ['types', bin('tsc'), ['-p', '.']],
  ['types of the webview', bin('tsc'), ['-p', 'webview']],
  ['lint', bin('oxlint'), ['--type-aware', '--deny-warnings', 'src', 'webview', 'test', 'scripts', 'esbuild.config.mjs']],
  ['format', bin('oxfmt'), ['--check', '.']],
  ['nothing unused', bin('knip'), []],
  ['architecture', process.execPath, ['--test', '--test-reporter=spec', 'test/architecture.test.ts']],
];

/** Runs every check to its end and says which hold; output only of those that do not. */
export function runChecks() {
  const counts = { passed: 0, failed: 0 };
  for (const [name, command, args] of checks) {
    const { status, stdout, stderr, error } = spawnSync(command, args, {
      cwd: root,
      encoding: 'utf8',
      shell: process.platform === 'win32',
    });
    const holds = status === 0;
    counts[holds ? 'passed' : 'failed'] += 1;
    process.stdout.write(`${holds ? 'ok  ' : 'FAIL'} check: ${name}\n`);
    if (!holds) process.stdout.write(`${stdout ?? ''}${stderr ?? ''}${error?.message ?? ''}\n`);
  }
  return counts;
}

if (existsSync(process.argv[1] ?? '') && fileURLToPath(import.meta.url) === process.argv[1]) {
  const { passed, failed } = runChecks();
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  process.exitCode = failed === 0 ? 0 : 1;
}
