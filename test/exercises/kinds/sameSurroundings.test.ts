import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseSource } from '../../../src/analysis/parseSource.ts';
import { locateUnits } from '../../../src/analysis/locateUnits.ts';
import { sameSurroundings } from '../../../src/exercises/kinds/sameSurroundings.ts';

const file = `import { report } from './report.ts';
function settle(value) {
  if (isResolved()) return;
  report(value);
  this.status = 'done';
}
function isResolved() { return status !== 'open'; }`;

const [settle] = locateUnits(parseSource('/project/settle.ts', file), 'settle.ts');

function fits(before: string): boolean {
  assert.ok(settle);
  return sameSurroundings(before, settle);
}

test('an older text that uses what is still there is run', () => {
  assert.equal(
    fits('function settle(value) {\n  if (isResolved()) throw new Error();\n  const text = String(value);\n  report(text);\n}'),
    true,
  );
});

test('what was a variable then and is a function now tells nothing of before', () => {
  assert.equal(fits('function settle(value) {\n  if (isResolved) return;\n  report(value);\n}'), false);
});

test('an older text that needs what the file no longer has is not run', () => {
  assert.equal(fits('function settle(value) {\n  if (isServer) return;\n  report(value);\n}'), false);
  assert.equal(fits('function settle(value) {\n  this.listeners.emit(value);\n}'), false);
});

test('members, exported functions and arrow functions are read as they are written', () => {
  for (const form of [
    'settle(value) { report(value); }',
    'private async settle(value: string) { report(value); }',
    'export async function settle(value: string): Promise<void> { report(value); }',
    'export default function settle(value: string) { report(value); }',
    'export const settle = (value: string) => { report(value); };',
    '(value: string) => report(value)',
  ])
    assert.equal(fits(form), true, form);
});
