import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkAnswer, sentencesIn } from '../../src/explain/checkAnswer.ts';
import { readAnswer } from '../../src/explain/readAnswer.ts';
import type { Fact } from '../../src/terms/fact.ts';

const code = `export function topNames(users: User[], limit = 3): string[] {
  const sorted = users.sort((a, b) => b.score - a.score);
  return sorted.slice(0, limit).map((user) => user.name);
}`;

function fact(kind: string, text: string): Fact {
  return { id: kind, kind, text, lines: [[11, 11]], basis: 'types', surprise: 0.8, reach: 'here' };
}

/** The reasons of the struck sentences, of an answer about `topNames` on lines 10–13. */
function struck(answer: string, facts: readonly Fact[] = []): readonly (string | undefined)[] {
  const checked = checkAnswer(readAnswer(answer), { name: 'topNames', lines: [10, 13], code, facts, said: [] });
  const reasons = sentencesIn(checked.blocks).map((sentence) => sentence.struck);
  assert.equal(checked.sentences, reasons.length);
  assert.equal(checked.struck, reasons.filter((reason) => reason !== undefined).length);
  return reasons;
}

test('what is said in the code’s own names and lines stands', () => {
  const answer =
    'On line 11 `users.sort` puts the highest `score` first. Lines 10-12 then take `limit` of them with `slice`. A call such as `topNames([{ name: "Ada", score: 2 }])` gives `["Ada"]`. `Array.prototype.toSorted` would copy, and `Promise` has no part in it.';
  assert.deepEqual(struck(answer), [undefined, undefined, undefined, undefined]);
});

test('a name that is not in the code is struck, alone, called or as a member', () => {
  assert.deepEqual(struck('`rankUsers` does the work.'), ['names rankUsers, which is not in this code']);
  assert.deepEqual(struck('It calls `rank(users, limit)` first.'), ['names rank, which is not in this code']);
  assert.deepEqual(struck('It reads `user.email`.'), ['names email, which is not in this code']);
});

test('a line outside the unit is struck', () => {
  assert.deepEqual(struck('Line 42 decides. Lines 9-11 matter. Line 13 closes it.'), [
    'speaks of line 42, which is outside this code',
    'speaks of line 9, which is outside this code',
    undefined,
  ]);
});

for (const [proven, claim] of [
  [
    fact('outside-changes', '`sort` reorders the caller’s own `users`: whoever passed it sees the new order.'),
    'It does not mutate its input.',
  ],
  [fact('outside-changes', '`sort` reorders the caller’s own `users`.'), 'The function is pure.'],
  [fact('outside-changes', '`sort` reorders the caller’s own `users`.'), 'The original array stays unchanged.'],
  [fact('thrown-below', '`sort` throws `RangeError`, and nothing here catches it.'), 'It never throws.'],
  [fact('thrown-below', '`load` throws `RangeError`, and nothing here catches it.'), 'All errors are caught.'],
  [fact('returned-identity', 'Hands out `users` itself, not a copy.'), 'It returns a new array.'],
  [fact('caught-failures', 'Callers never learn that `sort` failed: the error is logged.'), 'The error is rethrown to the caller.'],
  [fact('await-order', '`forEach` does not wait: the code after it runs first.'), 'It waits for all of them.'],
  [fact('await-order', '`b` starts only after `a` has finished.'), 'Both run in parallel.'],
  [fact('empty-input', 'Throws a `TypeError` when `users` is empty.'), 'It handles an empty array.'],
  [fact('released-or-not', 'If `sort` fails, `release` is never reached.'), 'It always releases what it opened.'],
] as const) {
  test(`"${claim}" is struck where it is proven that ${proven.text}`, () => {
    assert.match(struck(claim, [proven])[0] ?? '', /^contradicts what is proven: /u);
    assert.deepEqual(struck(claim), [undefined], 'without the fact nothing is known');
  });
}

test('a claim under a condition, or about what could be, is not struck', () => {
  const facts = [
    fact('thrown-below', '`sort` throws `RangeError`, and nothing here catches it.'),
    fact('await-order', '`b` starts only after `a` has finished.'),
  ];
  assert.deepEqual(struck('If `users` is empty it never throws. They could run in parallel.', facts), [undefined, undefined]);
});

test('a question to the reader is struck: only proven ones are asked', () => {
  assert.deepEqual(struck('It sorts. What happens with two equal scores?'), [
    undefined,
    'asks a question that nothing proves an answer to',
  ]);
});
