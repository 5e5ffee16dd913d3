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

test('overload signatures and abstract methods are no units', () => {
  assert.deepEqual(unitsOf('function f(a: string): void;\nfunction f(a: number): void;\nfunction f(a: unknown) { return; }'), [
    'function f 3-3',
  ]);
  assert.deepEqual(unitsOf('abstract class A { abstract run(): void; }'), ['class A 1-1']);
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
