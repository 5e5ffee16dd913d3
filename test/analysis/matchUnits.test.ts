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
