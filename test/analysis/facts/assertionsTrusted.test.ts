import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertionsTrusted } from '../../../src/analysis/facts/assertionsTrusted.ts';
import { sentences } from '../unitIn.ts';

test('outside data that is only said to have a type is named', () => {
  const said = [
    'Nothing here checks that what `JSON.parse` gives has the shape of `Config`: a wrong shape shows only where a field is used.',
  ];
  assert.deepEqual(sentences(assertionsTrusted, 'function read(text: string) { return JSON.parse(text) as Config; }'), said);
  assert.deepEqual(
    sentences(assertionsTrusted, 'function read(text: string) { const c: Config = JSON.parse(text); return c.name; }'),
    said,
  );
});

test('data that is tested, handed to a check, or given a modest type stays unmentioned', () => {
  const said = (body: string): readonly string[] => sentences(assertionsTrusted, `function read(text: string) { ${body} }`);
  assert.deepEqual(said('const c = JSON.parse(text) as Config; if (!c.name) throw new Error(); return c;'), []);
  assert.deepEqual(said('const c = JSON.parse(text) as Config; validate(c); return c;'), []);
  assert.deepEqual(said('return parseConfig(JSON.parse(text) as Config);'), []);
  assert.deepEqual(said('return JSON.parse(text) as unknown;'), []);
  assert.deepEqual(said('return JSON.parse(text) as Partial<Config>;'), []);
});
