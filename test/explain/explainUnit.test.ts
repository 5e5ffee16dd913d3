import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CallSite } from '../../src/analysis/sourceText.ts';
import { alteredByChange } from '../../src/explain/alteredByChange.ts';
import { explainUnit } from '../../src/explain/explainUnit.ts';
import { inThisProject } from '../../src/explain/inThisProject.ts';
import { restatesLine } from '../../src/explain/restatesLine.ts';
import type { Concept } from '../../src/terms/concept.ts';
import type { Fact } from '../../src/terms/fact.ts';
import type { UnitKey } from '../../src/terms/ids.ts';
import type { Unit } from '../../src/terms/unit.ts';

const unit: Unit = {
  key: '0123456789abcdef' as UnitKey,
  path: 'src/cart.ts',
  name: 'total',
  kind: 'function',
  lines: [3, 6],
  signature: '(items: Item[]): number',
  size: { lines: 4, statements: 2, branches: 0 },
  surface: '',
  nameAt: { from: { line: 3, column: 17 }, to: { line: 3, column: 22 } },
};
const code = {
  firstLine: 3,
  text: `function total(items) {
  const known = items.filter(isKnown);
  return sum(known);
}`,
};

function fact(text: string, more: Partial<Fact> = {}): Fact {
  return { id: `x:${text}`, kind: 'null-default', text, lines: [[4, 4]], basis: 'syntax', surprise: 0.7, reach: 'here', ...more };
}

function site(path: string, caller: string | undefined, line: number, more: Partial<CallSite> = {}): CallSite {
  return {
    file: `/shop/${path}`,
    path,
    lines: [line, line],
    ...(caller !== undefined && { caller }),
    arguments: [],
    reliance: ['uses the result'],
    inTest: false,
    ...more,
  };
}

test('a sentence that only says in words what its one line says is left out', () => {
  const paraphrase = fact('Filters `items` with `isKnown` into `known`.');
  const more = fact('`items` is asked once for each call of `total`.');
  assert.deepEqual(
    explainUnit({ unit, code, facts: [paraphrase, more] }).proved.map(({ text }) => text),
    [more.text],
  );
});

test('naming something that is not on the line, or resting on two lines, is no paraphrase', () => {
  assert.equal(restatesLine({ text: 'Calls `filter` with `isKnown`.', lines: [[4, 4]] }, code), true);
  assert.equal(restatesLine({ text: 'Calls `filter` for `checkout`.', lines: [[4, 4]] }, code), false);
  assert.equal(restatesLine({ text: 'Calls `filter` and `sum`.', lines: [[4, 5]] }, code), false);
});

test('a unit of which nothing can be said has no sentence and no headline', () => {
  assert.deepEqual(explainUnit({ unit, code, facts: [], outline: { steps: [] } }), { proved: [], recorded: [], said: [] });
});

test('callers are named with their places, those of other files first, and what they rely on is counted', () => {
  const callSites = [
    site('src/cart.ts', 'refresh', 40),
    site('src/checkout.ts', 'checkout', 12, { reliance: ['ignores the result'] }),
    site('src/checkout.ts', undefined, 3),
    site('test/cart.test.ts', undefined, 9, { inTest: true }),
    site('src/cart.ts', 'total', 5),
  ];
  assert.deepEqual(
    inThisProject({ unit, callSites, siblings: ['weight'] }).map(({ text }) => text),
    [
      'Called by `checkout` (src/checkout.ts:12), code at src/checkout.ts:3 and `refresh` (line 40).',
      'Of its 3 calls 1 ignores what it returns.',
      'Tests call it in test/cart.test.ts:9.',
      '`weight` in this file is built the same way.',
    ],
  );
});

test('callers already named with what they rely on are not listed again', () => {
  const relied = fact('`refresh` (line 40) is the one caller found, and it catches the failure.', { kind: 'callers', reach: 'elsewhere' });
  const texts = (callSites: readonly CallSite[]): readonly string[] =>
    explainUnit({ unit, code, facts: [relied], callSites }).proved.map(({ text }) => text);
  assert.deepEqual(texts([site('src/cart.ts', 'refresh', 40)]), [relied.text]);
  assert.deepEqual(texts([site('src/cart.ts', 'refresh', 40), site('src/cart.ts', 'checkout', 50)]), [
    relied.text,
    'Called by `refresh` (line 40) and `checkout` (line 50).',
  ]);
});

test('that nobody calls a unit, or no test does, is never said', () => {
  assert.deepEqual(inThisProject({ unit, callSites: [] }), []);
});

test('what a change altered is what held before and no longer does, and what holds only since', () => {
  const kept = fact('Kept.');
  const gone = fact('A failed `save` is dropped.');
  const pointing = fact('`save` (line 12) may run twice.');
  const added = fact('`sort` reorders the caller’s own `items`.', { lines: [[5, 5]] });
  const told = alteredByChange({ before: [kept, gone, pointing], now: [kept, added], lines: unit.lines });
  assert.deepEqual(
    told.map(({ text, lines }) => ({ text, lines })),
    [
      { text: 'No longer so: A failed `save` is dropped.', lines: [[3, 6]] },
      { text: 'New with it: `sort` reorders the caller’s own `items`.', lines: [[5, 5]] },
    ],
  );
});

test('a fact that is new with the change is told there and not a second time', () => {
  const added = fact('`sort` reorders the caller’s own `items`.');
  const { proved } = explainUnit({ unit, facts: [added], altered: { before: [], now: [added] } });
  assert.deepEqual(
    proved.map(({ section }) => section),
    ['what this change altered'],
  );
});

test('of one variable it is told once who else has to do with it', () => {
  const facts = [
    fact('`value` (line 4) is shared: `read` changes it, and `result` acts on what it then finds.', { kind: 'closure-state' }),
    fact('Depends on `value`, which `read` assigns.', { kind: 'state-read-here' }),
    fact('Depends on `open`, which `close` assigns.', { kind: 'state-read-here' }),
  ];
  const texts = explainUnit({ unit, facts }).proved.map(({ text }) => text);
  assert.equal(texts.length, 2);
  assert.ok(texts.some((text) => text.includes('`open`')));
  const pattern = {
    id: 'private-state',
    title: 'Object with private state',
    text: '`read` and `result` share `value`.',
    lines: [[3, 3]] as const,
  };
  const told = explainUnit({ unit, facts, outline: { pattern, steps: [] } }).proved.map(({ text }) => text);
  assert.deepEqual(told, [pattern.text, 'Depends on `open`, which `close` assigns.']);
});

test('of a class it is told where it is made, not what its makers rely on', () => {
  const callSites = [site('src/a.ts', 'open', 3, { reliance: ['tests it for absence'] }), site('src/b.ts', 'read', 4)];
  assert.deepEqual(
    inThisProject({ unit: { ...unit, kind: 'class' }, callSites }).map(({ text }) => text),
    ['Made by `open` (src/a.ts:3) and `read` (src/b.ts:4).'],
  );
});

test('an idiom whose point a fact makes already is not told again', () => {
  const concept = (id: string, why: string): Concept => ({ id, why, misconception: '', lines: [[4, 4]] });
  const known = explainUnit({
    unit,
    facts: [fact('Changes `seen` (line 1), which outlives the call: every later caller in the process sees it.')],
    concepts: [
      concept('module-singleton', '`seen` (line 1) exists once per process.'),
      concept('json-roundtrip', 'The copy loses `Map` contents.'),
    ],
  });
  assert.deepEqual(
    known.concepts?.map(({ id }) => id),
    ['json-roundtrip'],
  );
});

test('ideas that went wrong last come first, those that are known are left to the code, and the places of those go to others', () => {
  const concepts = ['array-copy', 'promise-all', 'json-roundtrip', 'hook-deps', 'regex-anchor'].map((id): Concept => ({
    id,
    why: `Why ${id}.`,
    misconception: '',
    lines: [[4, 4]],
  }));
  const told = (understood: readonly string[], shaky: readonly string[]): readonly string[] =>
    (explainUnit({ unit, facts: [], concepts, levels: { understood: new Set(understood), shaky: new Set(shaky) } }).concepts ?? []).map(
      ({ id }) => id,
    );
  assert.deepEqual(told([], []), ['array-copy', 'promise-all', 'json-roundtrip']);
  assert.deepEqual(told(['promise-all'], ['hook-deps']), ['hook-deps', 'array-copy', 'json-roundtrip']);
  assert.deepEqual(
    told(
      concepts.map(({ id }) => id),
      [],
    ),
    [],
  );
});
