import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createDocumentCache } from '../../../src/analysis/documentCache.ts';
import { overriddenGuard } from '../../../src/analysis/facts/overriddenGuard.ts';
import { sentences, typedSentences } from '../unitIn.ts';

const query = (members: string): string =>
  `function useUser(id, options) {\n  const { get } = api();\n  return useQuery({ ${members} });\n}`;

test('a condition that the caller’s own options replace is named', () => {
  assert.deepEqual(sentences(overriddenGuard, query('queryFn: () => get(id), enabled: !!id, ...options')), [
    '`options` has the last word: `enabled` in it replaces `!!id` (line 3).',
  ]);
});

test('a plain value, a spread before it, a spread of one’s own, and options without such a member are not', () => {
  assert.deepEqual(sentences(overriddenGuard, query('retry: 3, ...options')), []);
  assert.deepEqual(sentences(overriddenGuard, query('...options, enabled: !!id')), []);
  assert.deepEqual(sentences(overriddenGuard, query('enabled: !!id, ...get')), []);
  assert.deepEqual(sentences(overriddenGuard, query('enabled: !!id, ...options, enabled: false')), []);
  const typed = query('enabled: !!id, ...options').replace('options)', 'options: { retry?: number })');
  assert.deepEqual(typedSentences(overriddenGuard, createDocumentCache(), typed), []);
});
