import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createDocumentCache } from '../../../src/analysis/documentCache.ts';
import { missingEntries } from '../../../src/analysis/facts/missingEntries.ts';
import { typedSentences } from '../unitIn.ts';

const cache = createDocumentCache();

test('an entry of a record that may be missing is named', () => {
  const text = (body: string): string => `function rate(rates: Record<string, { value: number }>, country: string) {\n  ${body}\n}`;
  assert.deepEqual(typedSentences(missingEntries, cache, text('return rates[country].value;')), [
    'For a `country` that `rates` does not hold, reading `value` (line 2) throws a `TypeError`; the types do not tell.',
  ]);
  assert.deepEqual(typedSentences(missingEntries, cache, text('return rates[country]?.value;')), []);
  assert.deepEqual(typedSentences(missingEntries, cache, text('if (!(country in rates)) return 0; return rates[country].value;')), []);
  assert.deepEqual(typedSentences(missingEntries, cache, text('for (const country in rates) return rates[country].value; return 0;')), []);
});

test('the first of none is named', () => {
  const text = (body: string): string => `function first(rows: string[]) {\n  ${body}\n}`;
  assert.deepEqual(typedSentences(missingEntries, cache, text('return rows[0];')), [
    'When `rows` is empty, this gives `undefined`, though the type says `string`.',
  ]);
  assert.deepEqual(typedSentences(missingEntries, cache, text("return rows.length > 0 ? rows[0].trim() : '';")), []);
  assert.deepEqual(typedSentences(missingEntries, cache, text('return rows[0] ?? null;')), []);
  assert.deepEqual(typedSentences(missingEntries, cache, text('const made = [rows]; return made[0];')), []);
});
