import assert from 'node:assert/strict';
import { test } from 'node:test';
import { locateUnits } from '../../src/analysis/locateUnits.ts';
import { parseSource } from '../../src/analysis/parseSource.ts';
import { unitIn } from './unitIn.ts';

function unitsOf(text: string, path = 'cart.ts'): readonly string[] {
  return locateUnits(parseSource(`/repo/${path}`, text), path).map(({ unit }) => `${unit.kind} ${unit.name} ${unit.lines.join('-')}`);
}

test('every way of naming a function makes a unit', () => {
  const text = `export function total() { return 1; }
const discount = (rate: number) => rate;
export default async function () { return 2; }
function* pages() { yield 1; }
const api = { load() { return 1; }, save: async () => 2, get size() { return 3; } };
exports.legacy = function () { return 4; };`;
  assert.deepEqual(unitsOf(text), [
    'function total 1-1',
    'function discount 2-2',
    'function default 3-3',
    'generator pages 4-4',
    'method api.load 5-5',
    'method api.save 5-5',
    'getter api.size 5-5',
    'function legacy 6-6',
  ]);
});

test('a class comes before its members, and private names and arrow fields are members too', () => {
  const text = `class Cart extends Base {
  constructor(private items: Item[]) { super(); }
  get total() { return 1; }
  set total(value) { this.value = value; }
  #load() { return 2; }
  onClick = () => { this.#load(); };
  declare(): void;
}`;
  assert.deepEqual(unitsOf(text), [
    'class Cart 1-8',
    'constructor Cart.constructor 2-2',
    'getter Cart.total 3-3',
    'setter Cart.total 4-4',
    'method Cart.#load 5-5',
    'method Cart.onClick 6-6',
  ]);
});

test('components and hooks are told by name and by what they return', () => {
  const text = `export const Row = memo(function Row(props) { return <tr/>; });
export function useCart() { return 1; }
function Parse() { return 1; }`;
  assert.deepEqual(unitsOf(text, 'row.tsx'), ['component Row 1-1', 'hook useCart 2-2', 'function Parse 3-3']);
});

test('a nested function is a unit of its own only when it is named and substantial', () => {
  const text = `function createCart(items) {
  const isEmpty = () => items.length === 0;
  function checkout(user) {
    if (isEmpty()) return;
    user.charge();
    user.notify();
  }
  items.forEach((item) => {
    if (item.old) item.drop();
    item.a();
    item.b();
  });
  return { checkout };
}`;
  assert.deepEqual(unitsOf(text), ['function createCart 1-14', 'function createCart.checkout 3-7']);
});

test('reducers are named through the call they are handed to', () => {
  const text = "const slice = createSlice({ name: 'cart', reducers: { added(state, action) { state.items.push(action.payload); } } });";
  assert.deepEqual(unitsOf(text), ['method slice.reducers.added 1-1']);
});

test('a file that does not parse yields the units that do', () => {
  const text = `function whole() { return 1; }
function broken( { return ;
`;
  assert.deepEqual(unitsOf(text), ['function whole 1-1']);
});

test('the signatures of an overload set belong to its implementation, those without any body are no units', () => {
  assert.deepEqual(unitsOf('function f(a: string): void;\nfunction f(a: number): void;\nfunction f(a: unknown) { return; }'), [
    'function f 1-3',
  ]);
  assert.deepEqual(unitsOf('class A {\n  at(a: string): void;\n  at(a: number): void;\n  at(a: unknown) { return; }\n}'), [
    'class A 1-5',
    'method A.at 2-4',
  ]);
  assert.deepEqual(unitsOf('abstract class A { abstract run(): void; }\ndeclare function f(): void;'), ['class A 1-1']);
});

test('handlers of routes and reducers are named for what they answer to', () => {
  const text = `import express from 'express';
const app = express();
app.use(json());
app.get('/orders/:id', requireUser, async (req, res) => {
  const order = await db.find(req.params.id);
  res.json(order);
});
export const cart = createReducer(empty, (builder) => {
  builder.addCase(itemAdded, (state, action) => {
    if (state.closed) return;
    state.items.push(action.payload);
    state.count += 1;
  });
});`;
  assert.deepEqual(unitsOf(text), ['route GET /orders/:id 4-7', 'reducer addCase itemAdded 9-13', 'module module 3-7']);
});

test('a function handed to something else than a router is no unit of its own', () => {
  assert.deepEqual(unitsOf("cache.get('/orders', (order) => order.id, 5);\nqueue.get('orders', (order) => order.id);"), [
    'module module 1-2',
  ]);
});

test('what a file does when it is loaded is one unit, after the others', () => {
  const text = `'use strict';
import './register.ts';
const port = 80;
export function start() { return port; }
if (process.env.PORT) {
  start();
}
await migrate();
exports.start = start;`;
  assert.deepEqual(unitsOf(text), ['function start 4-4', 'module module 5-8']);
});

test('declaring tests, exports and prototypes is nothing that a file does', () => {
  const text = `describe('cart', () => { it('adds', () => { expect(1).toBe(1); }); });
test.skip('later', () => {});
module.exports = { a: 1 };
Cart.prototype.total = function () { return 1; };
Object.defineProperty(exports, '__esModule', { value: true });`;
  assert.deepEqual(unitsOf(text), ['method Cart.total 4-4'.replace('method', 'function')]);
});

test('the key of a module is of what it does, not of what it declares', () => {
  const module = (text: string): string => unitIn(text, 'module').unit.key;
  const text = 'function start() { return 1; }\nstart();\nlog(2);';
  assert.equal(module(text.replace('return 1', 'return 3')), module(text));
  assert.equal(module(`// Boot.\n${text}`), module(text));
  assert.notEqual(module(text.replace('log(2)', 'log(3)')), module(text));
});

test('a type that is computed is a unit that nothing runs of, one that lists members is none', () => {
  const text = `type Order = { id: string };
export type Keys<T> = { [K in keyof T]: T[K] extends string ? K : never }[keyof T];
interface Cart { items: Order[] }`;
  assert.deepEqual(unitsOf(text), ['type Keys 2-2']);
  assert.deepEqual(unitIn(text, 'Keys').unit.size, { lines: 1, statements: 1, branches: 0 });
});

test('every way of holding a function by a member is a unit', () => {
  const text = `class Cart {
  static of = (items) => items;
  'quoted name'() { return 1; }
  [Symbol.iterator]() { return 2; }
  async *pages() { yield 1; }
  static { load(); }
}
const handlers = { 'user.created': (event) => event.id, async removed() { return 1; } } satisfies Handlers;
Cart.create = function () { return new Cart(); };
module.exports.total = () => 1;
export default class { run() { return 1; } }`;
  assert.deepEqual(unitsOf(text), [
    'class Cart 1-7',
    'method Cart.of 2-2',
    'method Cart.quoted name 3-3',
    'method Cart.[Symbol.iterator] 4-4',
    'generator Cart.pages 5-5',
    'method handlers.user.created 8-8',
    'method handlers.removed 8-8',
    'function Cart.create 9-9',
    'function total 10-10',
    'class default 11-11',
    'method default.run 11-11',
  ]);
});

test('every extension of the languages is read, each in its own way', () => {
  for (const extension of ['ts', 'mts', 'cts'])
    assert.deepEqual(unitsOf('const f = <T>(a: T): T => a;', `a.${extension}`), ['function f 1-1']);
  for (const extension of ['js', 'mjs', 'cjs', 'jsx', 'tsx'])
    assert.deepEqual(unitsOf('const Row = (props) => <p>{props.a}</p>;', `a.${extension}`), ['component Row 1-1']);
});

test('name, signature and size are those of the declaration, past a byte order mark and CRLF', () => {
  const { unit } = unitIn(
    '\uFEFF/** Adds. */\r\nexport const add = (a: number,\r\n  b = 2): number => {\r\n  if (a) return b;\r\n  return a && b;\r\n};\r\n',
  );
  assert.deepEqual(unit.lines, [2, 6]);
  assert.equal(unit.signature, '(a: number, b = 2): number');
  assert.deepEqual(unit.size, { lines: 5, statements: 3, branches: 2 });
  assert.deepEqual(unit.nameAt, { from: { line: 2, column: 14 }, to: { line: 2, column: 17 } });
});

test('an unnamed default export is shown at its keyword', () => {
  assert.deepEqual(unitIn('export default () => 1;').unit.nameAt, { from: { line: 1, column: 8 }, to: { line: 1, column: 15 } });
});
