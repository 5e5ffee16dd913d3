import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileEntry } from '../../src/analysis/fileEntry.ts';

function constantsIn(text: string): unknown {
  return fileEntry('/project/a.test.ts', `import { parse } from './parse';\n${text}`).calls.find(({ names }) => names[0] === 'parse')
    ?.constants;
}

test('an argument that names a `const` with a literal is known by the literal', () => {
  assert.deepEqual(constantsIn("test('x', () => {\n  const line = '--a b';\n  expect(parse(line, true)).toBe(1);\n});"), ["'--a b'", null]);
  assert.deepEqual(constantsIn("const rows = [{ id: 1 }, { id: 2 }];\ntest('x', () => {\n  parse(rows);\n});"), ['[{ id: 1 }, { id: 2 }]']);
});

test('a parameter, a variable, a nearer name and what is computed are not', () => {
  assert.equal(constantsIn("const line = 'a';\ncases.forEach((line) => parse(line));"), undefined);
  assert.equal(constantsIn("let line = 'a';\nparse(line);"), undefined);
  assert.equal(constantsIn("const line = 'a';\nfunction f() {\n  const line = make();\n  parse(line);\n}"), undefined);
  assert.equal(constantsIn('const line = `a${b}`;\nparse(line);'), undefined);
  assert.equal(constantsIn("parse(line);\nconst line = 'a';"), undefined);
});
