import assert from 'node:assert/strict';
import { test } from 'node:test';
import { replacedLines } from '../../../src/exercises/wording/replacedLines.ts';

const before = 'function find(users) {\n  audit(users);\n  return users;\n}';

test('a line that a change replaced is quoted', () => {
  const now = before.replace('return users;', 'return users.filter(active);');
  assert.equal(replacedLines(before, now, 10), 'The change replaced `return users;` by what line 12 begins.');
});

test('a line that a change took out is quoted, with the place where it stood', () => {
  assert.equal(replacedLines(before, before.replace('  audit(users);\n', ''), 10), 'The change removed `audit(users);` before line 11.');
});

test('a larger change, or one that only adds, is not retold', () => {
  assert.equal(replacedLines(before, before.replace('return', 'log(1);\n  return'), 1), undefined);
  assert.equal(replacedLines(`${before}\na();\nb();\nc();`, before, 1), undefined);
});
