import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { detectFacts } from '../../src/analysis/detectFacts.ts';
import { locateUnits } from '../../src/analysis/locateUnits.ts';
import { parseSource } from '../../src/analysis/parseSource.ts';
import { modelPrompt } from '../../src/explain/modelPrompt.ts';
import { estimateTokens, requestTokens } from '../../src/llm/budget.ts';
import { isSubstantial } from '../../src/terms/unit.ts';

const packages = join(import.meta.dirname, '../../node_modules');
const sampled = 150;

function median(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? Number.NaN;
}

test('a question about a unit sends a fraction of what its file would take, over units of real packages', async (context) => {
  const files = ['rxjs/src/internal', '@reduxjs/toolkit/src', '@tanstack/query-core/src'].flatMap((folder) =>
    globSync('**/*.ts', { cwd: join(packages, folder) }).map((file) => join(packages, folder, file)),
  );
  const own = files.filter((file) => !/\.(?:test|spec|d)\.ts$|__tests__|\/tests\//u.test(file));
  const sent: number[] = [];
  const whole: number[] = [];
  const step = Math.max(1, Math.floor(own.length / sampled));
  for (const file of own.filter((_, index) => index % step === 0)) {
    const text = readFileSync(file, 'utf8');
    const units = locateUnits(parseSource(file, text), 'file.ts').filter(({ unit }) => isSubstantial(unit));
    const located = units[Math.floor(units.length / 2)];
    if (located === undefined) continue;
    const [first, last] = located.unit.lines;
    const code = text
      .split(/\r?\n/u)
      .slice(first - 1, last)
      .join('\n');
    const facts = detectFacts(located, { callSites: [] });
    const { request } = await modelPrompt({ unit: located.unit, code, facts, recorded: [], reader: 'new here' }, { kind: 'why' }, 'mark');
    sent.push(requestTokens(request));
    whole.push(requestTokens(request) - estimateTokens(code) + estimateTokens(text));
  }
  context.diagnostic(
    `${String(sent.length)} units: median ${String(median(sent))} tokens sent, ${String(median(whole))} with the whole file`,
  );
  assert.ok(sent.length >= 80, `only ${String(sent.length)} units`);
  assert.ok(median(sent) < 0.7 * median(whole), `${String(median(sent))} of ${String(median(whole))}`);
});
