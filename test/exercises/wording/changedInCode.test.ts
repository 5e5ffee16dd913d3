import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changedInCode } from '../../../src/exercises/wording/changedInCode.ts';
import { listedLines } from '../../../src/terms/exercise.ts';

const before = 'function find(users) {\n  audit(users);\n  return users;\n}';

test('what a change replaced stands before what replaced it', () => {
  const now = before.replace('return users;', 'return users.filter(active);');
  assert.deepEqual(changedInCode(before, now, 10), { removed: [{ before: 12, text: '  return users;' }], added: [12] });
});

test('what it took out stands where it stood, what it put in is marked', () => {
  assert.deepEqual(changedInCode(before, before.replace('  audit(users);\n', ''), 10), {
    removed: [{ before: 11, text: '  audit(users);' }],
    added: [],
  });
  assert.deepEqual(changedInCode(before, before.replace('  return', '  log(1);\n  return'), 1)?.added, [3]);
});

test('another indentation, and comments that went, are no change', () => {
  assert.equal(changedInCode(before.replace('  audit', '  // old\n      audit'), before, 1), undefined);
});

test('what took out more than can be read is not shown', () => {
  const long = before.replace('  return', `${'  step();\n'.repeat(17)}  return`);
  assert.equal(changedInCode(long, before, 1), undefined);
});

test('a listing has every line of both texts once, in order', () => {
  const now = before.replace('  audit(users);\n', '  check(users);\n  log(users);\n');
  const lines = listedLines({ text: now, firstLine: 10, change: changedInCode(before, now, 10) ?? assert.fail() });
  assert.deepEqual(
    lines.map(({ number, mark, text }) => `${number ?? ''}${mark}${text}`),
    ['10 function find(users) {', '-  audit(users);', '11+  check(users);', '12+  log(users);', '13   return users;', '14 }'],
  );
});
