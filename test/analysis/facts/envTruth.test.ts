import assert from 'node:assert/strict';
import { test } from 'node:test';
import { envTruth } from '../../../src/analysis/facts/envTruth.ts';
import { sentences } from '../unitIn.ts';

const said = (value: string): readonly string[] =>
  sentences(envTruth, `function config(next) {\n  if (next) stop();\n  return ${value};\n}`);

test('a switch of the environment asked for truth takes its own "false" for set', () => {
  const text = ['`PRIVATE_MODE=false` and `PRIVATE_MODE=0` count as set: each is a text that is not empty.'];
  assert.deepEqual(said('!!process.env.PRIVATE_MODE'), text);
  assert.deepEqual(said('process.env.PRIVATE_MODE ? 1 : 2'), text);
  assert.deepEqual(said('Boolean(import.meta.env.PRIVATE_MODE)'), text);
});

test('an address, a key, and a switch that is compared are asked for as they should be', () => {
  assert.deepEqual(said('!process.env.DATABASE_URL'), []);
  assert.deepEqual(said("process.env.PRIVATE_MODE === 'true'"), []);
  assert.deepEqual(said('process.env.PRIVATE_MODE'), []);
});
