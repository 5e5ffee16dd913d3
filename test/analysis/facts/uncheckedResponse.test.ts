import assert from 'node:assert/strict';
import { test } from 'node:test';
import { uncheckedResponse } from '../../../src/analysis/facts/uncheckedResponse.ts';
import { sentences } from '../unitIn.ts';

test('an answer read without a look at its status is named', () => {
  assert.deepEqual(
    sentences(uncheckedResponse, 'async function f(url) {\n  const response = await fetch(url);\n  return await response.json();\n}'),
    ['`fetch` also resolves for 404 and 500, and nothing here looks at `response.ok` or `response.status`.'],
  );
});

test('a tested, handed on or returned answer, and a fetch of somebody else, stay unmentioned', () => {
  const said = (body: string, before = ''): readonly string[] =>
    sentences(uncheckedResponse, `${before}async function f(url) { const res = await fetch(url); ${body} }`);
  assert.deepEqual(said('if (!res.ok) throw new Error(); return res.json();'), []);
  assert.deepEqual(said('check(res); return res.json();'), []);
  assert.deepEqual(said('return res;'), []);
  assert.deepEqual(said('return res.json();', "import { fetch } from './http.ts';\n"), []);
});
