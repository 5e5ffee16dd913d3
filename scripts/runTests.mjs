import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { runChecks } from './check.mjs';
import { root } from './install/paths.mjs';
import { runTestFiles, testFiles } from './runTestFiles.mjs';

/** Folders of `test/` that are not unit tests. */
const notUnit = ['test/playground', 'test/integration', 'test/e2e', 'test/bench', 'test/architecture.test.ts'];

/** `npm test [-- SUITE …]`, in this order; the architecture test is part of `check`. */
const suites = {
  check: () => runChecks(),
  build: () => built(),
  unit: () => runTestFiles('unit', testFiles(['test/**/*.test.ts'], notUnit)),
  integration: () => runTestFiles('integration', testFiles(['test/integration/*.test.ts']), 1),
  e2e: () => runTestFiles('e2e', testFiles(['test/e2e/*.test.ts']), 1),
};

function built() {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'esbuild.config.mjs')], { cwd: root, encoding: 'utf8' });
  if (status !== 0) process.stdout.write(`FAIL build\n${stdout}${stderr}`);
  return status === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

const chosen = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(suites);
const total = { passed: 0, failed: 0 };
for (const name of chosen) {
  const startedAt = Date.now();
  const suite = suites[name];
  const { passed, failed } = suite === undefined ? { passed: 0, failed: 0 } : await suite();
  if (passed + failed === 0) process.stdout.write(`FAIL ${name}: no such suite, or it saw no tests\n`);
  total.passed += passed;
  total.failed += passed + failed === 0 ? 1 : failed;
  process.stdout.write(`${name}: ${passed} passed, ${failed} failed, ${((Date.now() - startedAt) / 1000).toFixed(1)} s\n`);
}
process.stdout.write(`${total.passed} passed, ${total.failed} failed\n`);
process.exitCode = total.failed === 0 ? 0 : 1;
