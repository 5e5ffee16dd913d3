import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clientHeaders } from '../../../src/analysis/facts/clientHeaders.ts';
import { sentences } from '../unitIn.ts';

const said = (value: string): readonly string[] =>
  sentences(clientHeaders, `function ipOf(request) {\n  const ip = ${value};\n  return ip;\n}`);

test('a header that everybody can send is named where it is read', () => {
  const text = ['`x-forwarded-for` is what the caller wrote, unless a proxy in front of this replaces it.'];
  assert.deepEqual(said("request.headers.get('x-forwarded-for')"), text);
  assert.deepEqual(said("request.headers['x-forwarded-for']"), text);
});

test('another header, and one that is only set or compared with, are not', () => {
  assert.deepEqual(said("request.headers.get('accept')"), []);
  assert.deepEqual(said("request.headers.set('x-forwarded-for', '::1')"), []);
  assert.deepEqual(said("names.includes('x-forwarded-for')"), []);
});
