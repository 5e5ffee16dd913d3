import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { unitIn } from './unitIn.ts';

const keyOf = (text: string, name?: string): string => unitIn(text, name, 'cart.tsx').unit.key;

const original = `export async function checkout(order, { rate, ...rest }, retries = 3) {
  // Prices are in cents.
  let total = 0;
  for (const item of order.items) {
    if (item.gift) continue;
    total += item.price * rate;
  }
  try { await api.charge(total, "eur", rest); } catch (error) { log(error); throw error; }
  const receipt = { total, paid: true };
  return receipt ?? order.old?.receipt;
}`;

/** Rewrites that keep what the unit does. */
const harmless: readonly (readonly [what: string, rewrite: (text: string) => string])[] = [
  ['CRLF', (text) => text.replaceAll('\n', '\r\n')],
  ['a byte order mark', (text) => `\uFEFF${text.replace('\uFEFF', '')}`],
  ['indentation', (text) => text.replaceAll('\n  ', '\n\t\t')],
  ['a comment', (text) => text.replace('let ', '/* sum */ let ')],
  ['quotes', (text) => text.replaceAll('"', "'")],
  ['a renamed local', (text) => text.replaceAll(/\btotal\b(?!:)/g, 'sum').replace('{ sum, paid', '{ total: sum, paid')],
  ['a renamed parameter', (text) => text.replaceAll(/\border\b/g, 'purchase')],
  ['a renamed destructured parameter', (text) => text.replace('{ rate,', '{ rate: factor,').replace('* rate', '* factor')],
  ['a renamed unit', (text) => text.replaceAll('checkout', 'pay')],
  ['no export', (text) => text.replace('export ', '')],
  ['a move within the file', (text) => `const before = 1;\n\n${text}`],
  ['braces around one statement', (text) => text.replace('if (item.gift) continue;', 'if (item.gift) { continue; }')],
  ['grouping parentheses', (text) => text.replace('item.price * rate', '(item.price * rate)')],
];

test('any sequence of harmless rewrites keeps the key', () => {
  const key = keyOf(original);
  for (const [what, rewrite] of harmless) assert.equal(keyOf(rewrite(original)), key, what);
  const rewrites = fc.uniqueArray(fc.constantFrom(...harmless), { selector: ([what]) => what });
  fc.assert(
    fc.property(rewrites, (chosen) => keyOf(chosen.reduce((text, [, rewrite]) => rewrite(text), original)) === key),
    { numRuns: 60 },
  );
});

/** Rewrites after which the unit may do something else. */
const behavioural: readonly (readonly [from: string, to: string])[] = [
  ['async function', 'function'],
  ['let total = 0', 'let total = 1'],
  ['total +=', 'total -='],
  ['item.price', 'item.cost'],
  ['item.gift', '!item.gift'],
  ['continue', 'break'],
  ['api.charge', 'bank.charge'],
  ['await api', 'api'],
  ['"eur"', '"usd"'],
  ['throw error', 'throw log'],
  ['??', '||'],
  ['old?.receipt', 'old.receipt'],
  ['retries = 3', 'retries = 4'],
  ['(order, { rate, ...rest }, retries = 3)', '({ rate, ...rest }, order, retries = 3)'],
  ['paid: true', 'done: true'],
  ['const item of', 'const item in'],
  ['log(error);', ''],
  ['item.price * rate', 'item.price * order'],
];

test('what may change behaviour changes the key', () => {
  const keys = behavioural.map(([from, to]) => {
    assert.ok(original.includes(from), from);
    return keyOf(original.replace(from, to));
  });
  assert.equal(new Set([keyOf(original), ...keys]).size, behavioural.length + 1);
});

test('a key tells grouping that matters from grouping that does not', () => {
  assert.notEqual(keyOf('function f(a) { return (a?.b).c; }'), keyOf('function f(a) { return a?.b.c; }'));
  assert.notEqual(keyOf('function f(a) { for (; a; ) g(); }'), keyOf('function f(a) { for (a; ; ) g(); }'));
  assert.notEqual(keyOf('function f(a, b, c) { return a - (b - c); }'), keyOf('function f(a, b, c) { return a - b - c; }'));
  assert.notEqual(keyOf('const f = () => { let a; }'), keyOf('const f = () => { var a; }'));
  assert.notEqual(keyOf('const f = (x) => -x;'), keyOf('const f = (x) => +x;'));
});

test('a function without other modifiers keeps its key when it is exported', () => {
  assert.equal(keyOf('export function f(a) { return a; }'), keyOf('function f(a) { return a; }'));
  assert.equal(keyOf('export default class { a = 1; }'), keyOf('class A { a = 1; }'));
});

test('a recursive unit keeps its key under another name, a call of someone else does not', () => {
  assert.equal(keyOf('function f(n) { return n && f(n - 1); }'), keyOf('function g(n) { return n && g(n - 1); }'));
  assert.notEqual(keyOf('function f(n) { return n && f(n - 1); }'), keyOf('function f(n) { return n && g(n - 1); }'));
});

test('line breaks around JSX text say nothing, its words do', () => {
  const inline = 'function Row() { return <p>Hello <b>you</b></p>; }';
  assert.equal(keyOf(inline), keyOf('function Row() {\n  return (\n    <p>\n      Hello <b>you</b>\n    </p>\n  );\n}'));
  assert.notEqual(keyOf(inline), keyOf(inline.replace('Hello', 'Bye')));
});

test('the text of a template keeps its line ends apart from CRLF', () => {
  assert.equal(keyOf('const f = () => `a\n${b}`;'), keyOf('const f = () => `a\r\n${b}`;'));
  assert.notEqual(keyOf('const f = () => `a${b}`;'), keyOf('const f = () => `a\n${b}`;'));
});
