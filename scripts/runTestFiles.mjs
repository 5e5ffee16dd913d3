import { globSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { run } from 'node:test';
import { inspect } from 'node:util';
import { root } from './install/paths.mjs';

/** Files matching `patterns` below the checkout, relative, sorted. */
export function testFiles(patterns, excluded = []) {
  return globSync(patterns, { cwd: root })
    .filter((path) => !excluded.some((part) => path.startsWith(part)))
    .toSorted();
}

/** What the runner itself says at the end of each file. */
const ownSummary = /^(tests|suites|pass|fail|cancelled|skipped|todo|duration_ms) /;

/**
 * Runs test files with `node:test` and counts leaf tests; failures are printed, passes are not.
 * A file without tests, a skipped or a todo test counts as failed: none of them shows that anything holds.
 * `figures` are what the tests said they measured.
 */
export async function runTestFiles(name, files, concurrency = Math.max(1, availableParallelism())) {
  /** @type {{ passed: number, failed: number, figures: string[] }} */
  const counts = { passed: 0, failed: 0, figures: [] };
  const seen = new Set();
  const written = new Map();
  const fail = (what, details = '') => {
    counts.failed += 1;
    process.stdout.write(`FAIL ${name}: ${what}\n${details}`);
  };
  if (files.length === 0) {
    fail('no test files found');
    return counts;
  }
  const stream = run({ files, cwd: root, concurrency });
  for await (const { type, data } of stream) {
    if (type === 'test:stdout' || type === 'test:stderr') {
      written.set(data.file, ((written.get(data.file) ?? '') + data.message).slice(-6000));
      if (process.env.UNDERSTAND_VERBOSE !== undefined) process.stdout.write(data.message);
      continue;
    }
    if (type === 'test:diagnostic' && !ownSummary.test(data.message)) {
      counts.figures.push(`${(data.file ?? '').replace(`${root}/`, '')}: ${data.message}`);
    }
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    const file = data.file ?? '';
    if (data.details?.type === 'suite' && type === 'test:pass') continue;
    // A file that crashed is reported as a test that carries the file's own name.
    const ownName = files.some((path) => data.name === path || data.name.endsWith(`/${path}`));
    if (!ownName) seen.add(file);
    const where = `${file.replace(`${root}/`, '')}: ${data.name}`;
    if (type === 'test:fail') {
      const isParent = /subtests? failed/.test(data.details.error?.message ?? '');
      if (isParent) continue;
      fail(where, `${ownName ? (written.get(file) ?? '') : ''}${inspect(data.details.error?.cause ?? data.details.error, { depth: 4 })}\n`);
    } else if (data.skip !== undefined || data.todo !== undefined) {
      fail(where, 'a skipped test shows nothing\n');
    } else if (!ownName) {
      counts.passed += 1;
    }
  }
  for (const file of files) {
    if (![...seen].some((path) => path.endsWith(file))) fail(`${file} ran no test`);
  }
  for (const figure of counts.figures) process.stdout.write(`     ${figure}\n`);
  process.stdout.write(
    `${counts.failed === 0 ? 'ok  ' : 'FAIL'} ${name}: ${counts.passed} passed, ${counts.failed} failed in ${files.length} files\n`,
  );
  return counts;
}
