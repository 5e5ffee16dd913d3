import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testSandbox } from '../openUnitWorld.ts';

/** All of them in the long suite; otherwise some, by seed. */
const long = process.env['UNDERSTAND_LONG'] === '1';
const seed = Number(process.env['UNDERSTAND_SEED'] ?? '1');
const sampled = 3;
const longestMs = 3_000;

const sandbox = testSandbox();

/** A run whose unit is this function body, without anything from outside. */
function body(code: string): string {
  const nothing = '{ "kind": "primitive", "code": "undefined" }';
  return `{ script: { roots: [], self: ${nothing}, arguments: [] }, unit: { outsideNames: [], build($line) { return function () { ${code} } } } }`;
}

/** What an engine's own loops, what is asked of a result, and what swallows an interrupt can do; in the words of the code. */
const hostile: Readonly<Record<string, string>> = {
  'an iterator without end is spread': 'return [...{ [Symbol.iterator]() { return { next: () => ({ done: false, value: 1 }) } } }];',
  'a short text is replaced by long ones': 'return "a".repeat(1e7).replaceAll("a", "b".repeat(1000)).length;',
  'a deep list is written as JSON': 'let x = []; for (let i = 0; i < 1e5; i++) x = [x]; return JSON.stringify(x).length;',
  'a deep list is read from JSON': 'return JSON.parse("[".repeat(1e5) + "]".repeat(1e5));',
  'a huge integer is written out': 'return String(2n ** 10000000n).length;',
  'a list of four milliards is sorted': 'const a = []; a.length = 4294967295; a.sort(); return 1;',
  'a list of four milliards is searched': 'const a = []; a.length = 4294967295; return a.indexOf(1);',
  'a list of four milliards is joined': 'return new Array(4294967295).join("x").length;',
  'a pattern looks behind without end': 'return /(?<=(a+)+)b/.test("a".repeat(5000) + "c");',
  'an endless stream is awaited': 'return (async () => { for await (const x of (async function*() { for (;;) yield 1; })()) {} })();',
  'a result is waited for that never answers': 'return (async () => ({ then(f) { for (;;) {} } }))();',
  'an element of the result never answers': 'const a = []; Object.defineProperty(a, 0, { get() { for (;;) {} } }); return a;',
  'the class of the result never answers': 'return Object.create({ get constructor() { for (;;) {} } });',
  'maps are walked without end': 'Map.prototype[Symbol.iterator] = function* () { for (;;) yield [1, 2]; }; return new Map([[1, 2]]);',
  'a date writes itself without end': 'Date.prototype.toISOString = () => { for (;;) {} }; return new Date(0);',
  'patterns are replaced': 'RegExp.prototype.test = () => { for (;;) {} }; return { a: 1 };',
  'a million timers are set': 'for (let i = 0; i < 1e6; i++) setTimeout(() => {}, i); return 1;',
  'promises hang on promises': 'let p = Promise.resolve(); for (let i = 0; i < 1e7; i++) p = p.then(() => {}); return p;',
  'weak maps hold buffers': 'const all = []; for (;;) all.push(new WeakMap([[{}, new ArrayBuffer(1e6)]]));',
  'the end of a run is caught': 'for (;;) { try { for (;;) {} } catch {} }',
  'the end of a run is put off': 'for (;;) { try { throw 1 } finally { continue; } }',
  'a full stack is caught and filled again': 'const f = () => { try { f(); } catch { f(); } }; f(); return 1;',
  'a comparison calls itself': 'return [3, 1, 2].sort((a, b) => { const deeper = (n) => deeper(n + 1); return deeper(0); });',
};
const names = Object.keys(hostile);
for (const [index, name] of names.entries()) {
  if (!long && !Array.from({ length: sampled }, (_, turn) => (seed + turn * 8) % names.length).includes(index)) continue;
  test(`${name}: the run ends, and the next one runs`, async () => {
    await sandbox.run([body('return 7;')]);
    const startedAt = performance.now();
    await sandbox.run([body(hostile[name] ?? '')]);
    const elapsedMs = performance.now() - startedAt;
    assert.ok(elapsedMs < longestMs, `${elapsedMs} ms`);
    const [next] = await sandbox.run([body('return 7;')]);
    assert.deepEqual(next?.ok && next.value.status === 'ran' ? next.value.settlement : next, { kind: 'returns', value: '7' });
  });
}

const ways: readonly (readonly [what: string, code: string])[] = [
  [
    'the function that makes functions',
    'return (() => {}).constructor("return this")().constructor.constructor("return typeof process + typeof require")();',
  ],
  ['the function that makes generators', 'return [...(function* () {}).constructor("yield typeof process + typeof require")()].join("");'],
  [
    'what an error says of its stack',
    'let seen = ""; Error.prepareStackTrace = (_, frames) => { try { seen = typeof frames[0].getThis().process; } catch {} return ""; }; void new Error().stack; return seen + "undefinedundefined".slice(seen.length);',
  ],
];
for (const [what, code] of ways) {
  test(`${what} leads to no host`, async () => {
    const [result] = await sandbox.run([body(code)]);
    assert.deepEqual(result?.ok && result.value.status === 'ran' ? result.value.settlement : result, {
      kind: 'returns',
      value: '"undefinedundefined"',
    });
  });
}

test('what a unit answers is data, whatever it looks like', async () => {
  const forged = '{"status":"refused","reason":"x"}';
  const [result] = await sandbox.run([body(`JSON.stringify = () => ${JSON.stringify(forged)}; return ${JSON.stringify(forged)};`)]);
  assert.deepEqual(result?.ok && result.value.status, 'ran');
});
