import assert from 'node:assert/strict';
import { test } from 'node:test';
import { locateUnits } from '../../src/analysis/locateUnits.ts';
import { matchUnits } from '../../src/analysis/matchUnits.ts';
import { parseSource } from '../../src/analysis/parseSource.ts';
import type { LocatedUnit } from '../../src/analysis/sourceText.ts';

const units = (text: string, path = 'cart.ts'): readonly LocatedUnit[] => locateUnits(parseSource(`/repo/${path}`, text), path);

function statuses(before: readonly LocatedUnit[], after: readonly LocatedUnit[]): readonly string[] {
  return matchUnits(before, after).map(
    ({ before: old, after: now, status }) =>
      `${old?.unit.path ?? ''}:${old?.unit.name ?? ''} → ${now?.unit.path ?? ''}:${now?.unit.name ?? ''} ${status}`,
  );
}

const total = 'function total(items) { let sum = 0; for (const item of items) sum += item.price; return sum; }';

test('a formatted unit does the same, an altered one is edited', () => {
  assert.deepEqual(statuses(units(total), units(total.replaceAll('; ', ';\n'))), ['cart.ts:total → cart.ts:total same behaviour']);
  assert.deepEqual(statuses(units(total), units(total.replace('+=', '-='))), ['cart.ts:total → cart.ts:total edited']);
});

test('a renamed and a moved unit are found by what they do', () => {
  assert.deepEqual(statuses(units(total), units(total.replace('total', 'sumOf'))), ['cart.ts:total → cart.ts:sumOf renamed']);
  assert.deepEqual(statuses(units(total), units(total, 'sums.ts')), ['cart.ts:total → sums.ts:total moved']);
});

test('a unit renamed and edited at once is found by its likeness', () => {
  const after = total.replace('total', 'sumOf').replace('let sum = 0', 'let sum = 1');
  assert.deepEqual(statuses(units(total), units(after)), ['cart.ts:total → cart.ts:sumOf edited']);
});

test('units that have nothing in common are new and removed', () => {
  const other = 'async function send(mail) { await smtp.open(); if (!mail.to) throw new Error(mail.id); return smtp.send(mail); }';
  assert.deepEqual(statuses(units(total), units(other)), [': → cart.ts:send new', 'cart.ts:total → : removed']);
});

test('two alike units keep their own names', () => {
  const both = `${total}\n${total.replace('total', 'sum')}`;
  assert.deepEqual(statuses(units(both), units(both)), [
    'cart.ts:total → cart.ts:total same behaviour',
    'cart.ts:sum → cart.ts:sum same behaviour',
  ]);
});

test('a getter and a setter of one name are not mixed up', () => {
  const text = 'class A { get a() { return this.b; } set a(v) { this.b = v; } }';
  assert.ok(statuses(units(text), units(text)).every((status) => status.endsWith('same behaviour')));
});

test('a one-line body that also stands elsewhere does not count as moved', () => {
  assert.deepEqual(statuses(units('function a() { return null; }'), units('function b() { return null; }', 'other.ts')), [
    ': → other.ts:b new',
    'cart.ts:a → : removed',
  ]);
});

const traces = (before: readonly LocatedUnit[], after: readonly LocatedUnit[]): readonly string[] =>
  matchUnits(before, after).map(({ before: old, after: now, status, trace }) =>
    `${(now ?? old)?.unit.name ?? ''} ${status}${trace ? `, ${trace.how} ${trace.with.unit.name}` : ''}`.trim(),
  );

const addTax = 'for (const line of order.lines) { line.tax = line.price * rates[line.country]; audit.note(line.id, line.tax); }';
const ship = 'const label = printer.label(order.address); courier.pickUp(label, order.weight); order.shipped = clock.now();';
const whole = `function finish(order) { if (!order.paid) return; ${addTax} ${ship} }`;

test('code taken out into a function that is then called is extracted, and told backwards inlined', () => {
  const parts = `function finish(order) { if (!order.paid) return; addTax(order); ${ship} }\nfunction addTax(order) { ${addTax} }`;
  assert.deepEqual(traces(units(whole), units(parts)), ['finish edited', 'addTax new, extracted finish']);
  assert.deepEqual(traces(units(parts), units(whole)), ['finish edited', 'addTax removed, inlined finish']);
});

test('a function that became two which do not call each other was split, and told backwards merged', () => {
  const parts = `function tax(order) { ${addTax} }\nfunction send(order) { ${ship} }`;
  // The larger part is taken for what is left of it.
  assert.deepEqual(traces(units(whole), units(parts)), ['tax edited', 'send new, split finish']);
  assert.deepEqual(traces(units(parts), units(whole)), ['finish edited', 'send removed, merged finish']);
});

test('a new function that only looks alike in its first lines comes from nowhere', () => {
  const added = `${whole}\nfunction refund(order) { if (!order.paid) return; bank.pay(order.owner, order.total); }`;
  assert.deepEqual(traces(units(whole), units(added)), ['finish same behaviour', 'refund new']);
});

test('a caller that only uses the new name of a renamed function does the same as before', () => {
  const before = `${total}\nfunction show(cart) { render(total(cart.items)); }`;
  const after = before.replaceAll('total', 'sumOf');
  assert.deepEqual(traces(units(before), units(after)), ['sumOf renamed', 'show same behaviour']);
  const method = 'class Cart { load() { const items = this.db.all(); this.items = items; } open() { this.load(); this.shown = true; } }';
  assert.deepEqual(traces(units(method), units(method.replaceAll('load', 'refresh'))), [
    'Cart edited',
    'Cart.refresh renamed',
    'Cart.open same behaviour',
  ]);
  assert.deepEqual(traces(units(before), units(after.replace('render', 'draw'))), ['sumOf renamed', 'show edited']);
});
