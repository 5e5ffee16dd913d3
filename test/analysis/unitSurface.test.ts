import assert from 'node:assert/strict';
import { test } from 'node:test';
import { unitIn } from './unitIn.ts';

const surfaceOf = (text: string, name?: string): string => unitIn(text, name).unit.surface;

const original =
  'async function load(id: string, options: { retries?: number } = {}, ...rest: string[]): Promise<Order> { return await get(id); }';

test('the surface stays the same through another body, other names and other defaults', () => {
  for (const [from, to] of [
    ['return await get(id);', 'for (;;) await get(id);'],
    ['(id: string', '(key: string'],
    ['= {}', '= defaults'],
    ['function load', 'function fetchOrder'],
    ['): Promise', ') : Promise'],
  ] as const) {
    assert.ok(original.includes(from), from);
    assert.equal(surfaceOf(original.replace(from, to)), surfaceOf(original), to);
  }
});

test('the surface changes with what callers are checked against', () => {
  const changed = [
    ['id: string', 'id: number'],
    ['(id: string', '(id?: string'],
    ['retries?:', 'retries:'],
    [' = {}', ''],
    ['...rest: string[]', 'rest: string[]'],
    ['Promise<Order>', 'Promise<Order | undefined>'],
  ].map(([from = '', to = '']) => {
    assert.ok(original.includes(from), from);
    return surfaceOf(original.replace(from, to));
  });
  assert.equal(new Set([surfaceOf(original), ...changed]).size, changed.length + 1);
});

test('overloads are part of the surface, in their order', () => {
  const first = 'function parse(text: string): Tree;';
  const second = 'function parse(bytes: Buffer): Tree;';
  const body = 'function parse(input: string | Buffer): Tree { return read(input); }';
  assert.notEqual(surfaceOf(`${first}\n${body}`), surfaceOf(body));
  assert.notEqual(surfaceOf(`${first}\n${second}\n${body}`), surfaceOf(`${second}\n${first}\n${body}`));
});

test('what a class keeps to itself is not its surface', () => {
  const owner = (members: string): string => surfaceOf(`class Cart extends Base { ${members} total(): number { return 1; } }`, 'Cart');
  assert.equal(owner('private rate = 1; #cache = new Map(); private reset() {}'), owner(''));
  assert.equal(owner('size: number = 0;'), owner('size: number = 1;'));
  assert.notEqual(owner('size: number = 0;'), owner(''));
  assert.notEqual(owner('protected reset() {}'), owner(''));
});
