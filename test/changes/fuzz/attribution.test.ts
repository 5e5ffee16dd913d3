import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runSeed } from './runSeed.ts';
import type { SeedFindings } from './runSeed.ts';

const isLong = process.env['UNDERSTAND_LONG'] === '1';
const isVerbose = process.env['UNDERSTAND_VERBOSE'] !== undefined;
const firstSeed = Number(process.env['UNDERSTAND_SEED'] ?? '1');
const seeds = Number(process.env['UNDERSTAND_FUZZ_SEEDS'] ?? (isLong ? '50' : '2'));
const steps = Number(process.env['UNDERSTAND_FUZZ_STEPS'] ?? (isLong ? '200' : '20'));
const leastDecided = 0.95;

function shareOf({ seen, decided }: Pick<SeedFindings, 'seen' | 'decided'>): number {
  return seen === 0 ? 1 : decided / seen;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(2)} %`;
}

function storyOf({ seed, log, wrong }: SeedFindings): string {
  const lines = log.map((line, index) => `${String(index + 1)}. ${line}`);
  return `seed ${String(seed)} (UNDERSTAND_SEED=${String(seed)} UNDERSTAND_FUZZ_SEEDS=1 repeats it), after\n${lines.join('\n')}\n${wrong.join('\n')}`;
}

test('through every edit and every git operation no line is given to somebody who did not write it, and what was seen stays decided', async (context) => {
  const found: SeedFindings[] = [];
  for (let seed = firstSeed; seed < firstSeed + seeds; seed += 1) {
    const findings = await runSeed(seed, steps, (log, { seen, decided, undecided }) => {
      if (!isVerbose || decided >= seen * leastDecided) return;
      const step = `seed ${String(seed)} step ${String(log.length)} ${log.at(-1) ?? ''}: ${String(decided)}/${String(seen)}`;
      process.stdout.write(`${step}\n  ${undecided.join('\n  ')}\n`);
    });
    found.push(findings);
    if (isVerbose || isLong)
      process.stdout.write(
        `seed ${String(seed)}: ${String(findings.wrong.length)} wrong, ${percent(shareOf(findings))} of ${String(findings.seen)}\n`,
      );
  }
  const [seen, decided] = [found.reduce((sum, each) => sum + each.seen, 0), found.reduce((sum, each) => sum + each.decided, 0)];
  const wrong = found.filter((each) => each.wrong.length > 0);
  const lowest = found.toSorted((left, right) => shareOf(left) - shareOf(right))[0];
  context.diagnostic(
    `${String(seeds)} seeds of ${String(steps)} steps from ${String(firstSeed)}: ${String(wrong.length)} with a wrong verdict, ${percent(decided / seen)} of ${String(seen)} seen characters decided, ${percent(lowest === undefined ? 1 : shareOf(lowest))} in the lowest, seed ${String(lowest?.seed)}`,
  );
  assert.ok(seen > 100, 'something was seen');
  assert.deepEqual(wrong.map(storyOf), []);
  assert.ok(decided / seen >= leastDecided, `only ${percent(decided / seen)} decided`);
});
