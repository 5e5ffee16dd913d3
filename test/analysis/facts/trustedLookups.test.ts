import assert from 'node:assert/strict';
import { test } from 'node:test';
import { trustedLookups } from '../../../src/analysis/facts/trustedLookups.ts';
import { createDocumentCache } from '../../../src/analysis/documentCache.ts';
import { sentences, typedSentences } from '../unitIn.ts';

const cache = createDocumentCache();

test('a look-up that is trusted to find something is named with what throws', () => {
  const text =
    'function nameOf(rows: { id: string; name: string }[], id: string) {\n  const row = rows.find((one) => one.id === id)!;\n  return row.name;\n}';
  const said = ['`!` checks nothing: when `rows.find` finds nothing, `row.name` (line 3) throws a `TypeError`.'];
  assert.deepEqual(sentences(trustedLookups, text), said);
  assert.deepEqual(typedSentences(trustedLookups, cache, text), said);
});

test('a member that may be null by its type is named', () => {
  const text = 'function depth(node: { parent: { level: number } | null }) {\n  return node.parent!.level;\n}';
  assert.deepEqual(typedSentences(trustedLookups, cache, text), [
    '`!` checks nothing: where `node.parent` is `null`, reading `level` of it (line 2) throws a `TypeError`.',
  ]);
  assert.deepEqual(sentences(trustedLookups, text), []);
});

test('a look-up that was asked for before, a member tested before, and an optional read are no news', () => {
  const map = 'function f(map: Map<string, { a: number }>, k: string) { BODY }';
  assert.deepEqual(typedSentences(trustedLookups, cache, map.replace('BODY', 'if (map.has(k)) return map.get(k)!.a; return 0;')), []);
  assert.deepEqual(typedSentences(trustedLookups, cache, 'function f(n: { p: { a: number } | null }) { return n.p ? n.p!.a : 0; }'), []);
  assert.deepEqual(typedSentences(trustedLookups, cache, 'function f(n: { p: { a: number } }) { return n.p!.a; }'), []);
});
