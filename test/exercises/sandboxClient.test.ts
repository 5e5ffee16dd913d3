import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createSandbox } from '../../src/exercises/sandboxClient.ts';
import { systemClock } from '../../src/terms/clock.ts';
import { testSandbox } from './openUnitWorld.ts';

const sandbox = testSandbox();
const modulePath = fileURLToPath(new URL('../../src/sandboxProcess.ts', import.meta.url));

/** A run whose unit is this function body, without anything from outside. */
function body(code: string): string {
  const nothing = '{ "kind": "primitive", "code": "undefined" }';
  return `{ script: { roots: [], self: ${nothing}, arguments: [] }, unit: { outsideNames: [], build($line) { return function () { ${code} } } } }`;
}

async function settlementOf(code: string): Promise<unknown> {
  const [result] = await sandbox.run([body(code)]);
  assert.ok(result);
  if (!result.ok) return result.reason;
  return result.value.status === 'ran' ? result.value.settlement : result.value;
}

const hostile: readonly (readonly [what: string, code: string])[] = [
  ['an endless loop', 'for (;;) {}'],
  ['endless allocation', 'const all = []; for (;;) all.push(new Array(100000).fill(1));'],
  ['a huge text', 'let text = "ab"; for (;;) text += text;'],
  ['array buffers without end', 'const all = []; for (;;) all.push(new ArrayBuffer(1e7));'],
  ['a regular expression that explodes', 'return /^(a+)+$/.test("a".repeat(40) + "b");'],
  ['endless promises', 'const again = () => Promise.resolve().then(again); return again();'],
  ['endless timers', 'const again = () => setTimeout(again, 1); again(); return new Promise(() => {});'],
  ['a slow native sort', 'return Array.from({ length: 3e6 }, () => Math.sin(1)).sort(() => 1).length;'],
  ['deep recursion', 'const down = (n) => down(n + 1) + 1; return down(0);'],
  [
    'a proxy that answers everything',
    'return new Proxy({}, { get: () => { for (;;) {} }, ownKeys: () => { for (;;) {} }, getPrototypeOf: () => { for (;;) {} } });',
  ],
  ['getters that throw', 'return { get a() { throw new Error("no"); }, then: undefined };'],
  [
    'changed builtins',
    'Array.prototype.map = () => { throw 1; }; Object.keys = null; JSON.stringify = () => "{}"; Promise.prototype.then = null; return 1;',
  ],
  ['a prototype with setters', 'Object.defineProperty(Object.prototype, "status", { set() { for (;;) {} } }); return {};'],
  ['a report in another shape', 'String.prototype.slice = () => { throw 1 }; return "a".repeat(100);'],
];
for (const [what, code] of hostile) {
  test(`${what} ends within three seconds, and the next unit runs`, async () => {
    await settlementOf('return 7;');
    const started = performance.now();
    const [result] = await sandbox.run([body(code)]);
    const elapsedMs = performance.now() - started;
    assert.ok(result);
    assert.ok(elapsedMs < 3_000, `${elapsedMs} ms`);
    assert.deepEqual(await settlementOf('return 7;'), { kind: 'returns', value: '7' });
  });
}

test('code under study finds no way to its host', async () => {
  const found = await settlementOf(
    `const global = (0, (() => 0).constructor)("return this")();
     return ["process", "require", "module", "fetch", "Buffer", "Deno", "std", "os", "console", "WebAssembly", "import"].filter((name) => name in global);`,
  );
  assert.deepEqual(found, { kind: 'returns', value: '[]' });
});

test('code under study loads no module', async () => {
  assert.deepEqual(await settlementOf('return (0, (() => 0).constructor)("return import(\\"node:fs\\")")();'), {
    kind: 'rejects',
    error: 'ReferenceError',
  });
});

test('runs are worlds apart: what one leaves behind, the next does not see', async () => {
  const [, second] = await sandbox.run([
    body('globalThis.left = 1; Array.prototype.left = 1;'),
    body('return [globalThis.left, [].left];'),
  ]);
  assert.deepEqual(second?.ok && second.value.status === 'ran' ? second.value.settlement : second, {
    kind: 'returns',
    value: '[undefined, undefined]',
  });
});

test('a run that is killed fails alone: those around it in the batch are answered', async () => {
  const results = await sandbox.run([body('return 1;'), body('for (;;) {}'), body('return 3;')]);
  assert.deepEqual(
    results.map((result) => (result.ok ? result.value.status : 'failed')),
    ['ran', 'failed', 'ran'],
  );
});

test('a sandbox that was disposed answers, with a failure', async () => {
  const own = createSandbox({ modulePath, clock: systemClock });
  const under = own.run([body('for (;;) {}')]);
  own.dispose();
  assert.deepEqual(await under, [{ ok: false, reason: 'cancelled' }]);
  assert.deepEqual(await own.run([body('return 1;')]), [{ ok: false, reason: 'cancelled' }]);
});

test('a sandbox whose module is missing says so instead of waiting', async () => {
  const own = createSandbox({ modulePath: `${modulePath}.missing`, clock: systemClock });
  const [result] = await own.run([body('return 1;')]);
  assert.equal(result?.ok, false);
  own.dispose();
});
