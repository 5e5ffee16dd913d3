import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explainUnit } from '../../src/explain/explainUnit.ts';
import { hoverCard } from '../../src/explain/hoverCard.ts';
import type { Fact } from '../../src/terms/fact.ts';
import type { UnitKey } from '../../src/terms/ids.ts';
import { unknownOrigin } from '../../src/terms/origin.ts';
import type { Origin } from '../../src/terms/origin.ts';
import type { Unit } from '../../src/terms/unit.ts';

const unit: Unit = {
  key: '0123456789abcdef' as UnitKey,
  surface: 'fedcba9876543210',
  path: 'src/cart.ts',
  name: 'checkout',
  kind: 'function',
  lines: [3, 20],
  signature: '(cart: Cart): Promise<void>',
  size: { lines: 18, statements: 9, branches: 2 },
  nameAt: { from: { line: 3, column: 17 }, to: { line: 3, column: 25 } },
};
const assisted: Origin = { kind: 'ai', confidence: 0.6, evidence: [] };

function fact(text: string, surprise: number, reach: Fact['reach'] = 'here', kind = 'outside-changes'): Fact {
  return { id: `${kind}:${text}`, kind, text, lines: [[4, 5]], basis: 'syntax', surprise, reach };
}

test('on code nobody touched, the card leads with something from elsewhere or stays silent', () => {
  const here = fact('`sort` reorders the caller’s list.', 0.9);
  const elsewhere = fact('`serve` ignores the result.', 0.6, 'elsewhere');
  const untouched = { unit, origin: unknownOrigin, touched: false };
  assert.equal(hoverCard({ ...untouched, facts: [here] }), undefined);
  assert.deepEqual(hoverCard({ ...untouched, facts: [here, elsewhere] })?.body, [elsewhere.text, here.text]);
});

test('on code that just arrived any fact worth saying will do, and the words follow the evidence', () => {
  const card = hoverCard({ unit, origin: assisted, touched: true, facts: [fact('`sort` reorders the caller’s list.', 0.9)] });
  assert.equal(card?.headline, 'New here, probably AI-assisted');
  assert.equal(card.source, 'From static analysis');
});

test('a fact that the line nearly says itself makes no card', () => {
  assert.equal(hoverCard({ unit, origin: assisted, touched: true, facts: [fact('It returns early.', 0.4)] }), undefined);
});

test('a card keeps to ninety words, its links and source included, by leaving out whole sentences', () => {
  const long = (start: string): Fact => fact(`${start} ${'word '.repeat(33)}end.`, 0.8, 'elsewhere');
  const card = hoverCard({ unit, origin: unknownOrigin, touched: false, facts: ['One', 'Two', 'Three', 'Four'].map(long) });
  assert.equal(card?.body.length, 2);
  assert.ok(card.body.join(' ').split(' ').length <= 90);
});

test('a card is named by the pattern, leads with its fact, and a pattern alone makes none', () => {
  const outline = { pattern: { id: 'cache', title: 'Cache in `prices`', text: 'Handed out again.', lines: [[4, 9]] }, steps: [] } as const;
  const elsewhere = fact('`serve` ignores the result.', 0.6, 'elsewhere');
  const card = hoverCard({ unit, outline, origin: unknownOrigin, touched: false, facts: [elsewhere] });
  assert.equal(card?.headline, 'Cache in `prices`');
  assert.deepEqual(card.body, [elsewhere.text, 'Handed out again.']);
  assert.equal(hoverCard({ unit, outline, origin: unknownOrigin, touched: true, facts: [] }), undefined);
});

test('sentences name the lines they rest on, how it runs before what to watch out for, each matter once', () => {
  const { proved } = explainUnit({
    unit,
    facts: [
      fact('Second.', 0.6),
      fact('First.', 0.9, 'elsewhere', 'caught-failures'),
      fact('Second.', 0.5),
      fact('Trivial.', 0.1),
      fact('Callers.', 0.55, 'elsewhere', 'callers'),
    ],
  });
  assert.deepEqual(proved, [
    { text: 'Second.', lines: [[4, 5]], section: 'how it runs' },
    { text: 'First.', lines: [[4, 5]], section: 'watch out' },
    { text: 'Callers.', lines: [[4, 5]], section: 'in this project' },
  ]);
});
