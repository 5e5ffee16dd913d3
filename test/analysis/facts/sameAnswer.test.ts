import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sameAnswer } from '../../../src/analysis/facts/sameAnswer.ts';
import { sentences } from '../unitIn.ts';

test('one answer for two situations is named', () => {
  const text = 'function nameOf(user) {\n  if (!user) return null;\n  if (user.blocked) { return null; }\n  return user.name;\n}';
  assert.deepEqual(sentences(sameAnswer, text), ['Callers cannot tell `!user` (line 2) from `user.blocked` (line 3): both give `null`.']);
});

test('predicates, different answers, and a single answer are no news', () => {
  const said = (body: string): readonly string[] => sentences(sameAnswer, `function f(user) { ${body} }`);
  assert.deepEqual(said('if (!user) return false; if (user.blocked) return false; return true;'), []);
  assert.deepEqual(said("if (!user) return null; if (user.blocked) return ''; return user.name;"), []);
  assert.deepEqual(said('if (!user) return null; return user.name;'), []);
  assert.deepEqual(said('if (!user) return; if (user.blocked) return; send(user);'), []);
  assert.deepEqual(said('if (!user) { warn(); return null; } if (user.blocked) return null; return user.name;'), []);
});
