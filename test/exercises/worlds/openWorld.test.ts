import assert from 'node:assert/strict';
import { test } from 'node:test';
import { locateUnits } from '../../../src/analysis/locateUnits.ts';
import { parseSource } from '../../../src/analysis/parseSource.ts';
import { openWorld } from '../../../src/exercises/worlds/openWorld.ts';
import { openUnitWorld, runWhere, testSandbox, valueOf } from '../openUnitWorld.ts';

const sandbox = testSandbox();

const checkout = `
interface Order { id: string; status: 'draft' | 'paid'; items: { price: number }[]; total?: number }
declare const api: { save(order: Order): Promise<{ ok: boolean }>; log(text: string): void };
export async function checkout(order: Order) {
  if (order.status === 'paid') return undefined;
  order.total = order.items.reduce((sum, item) => sum + item.price, 0);
  try {
    const saved = await api.save(order);
    return saved.ok;
  } catch (error) {
    api.log('failed');
    throw error;
  }
}
`;

test('the real body runs: writes to an argument and calls to the outside are effects, in order', async () => {
  const world = valueOf(await openUnitWorld(sandbox, checkout, 'checkout'));
  const { run } = await runWhere(world, { 'order.status': '"draft"', 'order.items`': 'an array of 2 items', ok: 'true' });
  assert.deepEqual(run.observation, {
    effects: [
      { kind: 'set', target: 'order.total', values: ['3'] },
      { kind: 'call', target: 'api.save', values: ['order'] },
    ],
    settlement: { kind: 'resolves', value: 'true' },
  });
  assert.deepEqual(run.executedLines, [5, 6, 7, 8, 9]);
  assert.deepEqual(run.boundaryCalls, [{ target: 'api.save', occurrence: 0, line: 8, async: true }]);
});

test('an early return is a scenario of its own, with the declared value that leads there', async () => {
  const world = valueOf(await openUnitWorld(sandbox, checkout, 'checkout'));
  const { scenario, run } = await runWhere(world, { 'order.status': '"paid"' });
  assert.deepEqual(run.observation, { effects: [], settlement: { kind: 'resolves', value: 'undefined' } });
  assert.equal(scenario.values.find(({ slot }) => slot === '`order.status`')?.source, 'declared type');
});

test('a scripted failure rejects one call and shows as a class of its own', async () => {
  const world = valueOf(await openUnitWorld(sandbox, checkout, 'checkout'));
  const { scenario } = await runWhere(world, { 'order.status': '"draft"' });
  const failing = world.withFailure(scenario, { call: { target: 'api.save', occurrence: 0 }, with: 'rejects' });
  const run = valueOf(await world.run(failing));
  assert.deepEqual(run.observation.effects.at(-1), { kind: 'call', target: 'api.log', values: ['"failed"'] });
  assert.deepEqual(run.observation.settlement, { kind: 'rejects', error: 'ScriptedFailure' });
  assert.equal(failing.title, '`api.save` rejects');
});

test('an edit of the unit runs in the same scenario', async () => {
  const world = valueOf(await openUnitWorld(sandbox, checkout, 'checkout'));
  const { scenario } = await runWhere(world, { 'order.status': '"paid"' });
  const guard = `if (order.status === 'paid') return undefined;`;
  const start = checkout.indexOf(guard);
  const run = valueOf(await world.run(scenario, [{ start, end: start + guard.length, text: '' }]));
  assert.deepEqual(
    run.observation.effects.map(({ target }) => target),
    ['order.total', 'api.save'],
  );
});

test('no value is ever outside its declared type', async () => {
  const text = `
export function label(mode: 'on' | 'off', level: number | undefined) {
  if (level === undefined) return mode === 'on' ? 'bare' : 'none';
  return level > 3 ? 'high' : mode;
}
`;
  const world = valueOf(await openUnitWorld(sandbox, text, 'label'));
  const values = world.scenarios.flatMap((scenario) => scenario.values);
  const modes = values.filter(({ slot }) => slot === 'argument `mode`').map(({ value }) => value);
  assert.ok(modes.length > 0 && modes.every((value) => value === '"on"' || value === '"off"'), modes.join());
  assert.ok(values.some(({ slot, value, source }) => slot === 'argument `level`' && value === '4' && source === 'comparison in the code'));
  assert.ok(values.some(({ slot, value }) => slot === 'argument `level`' && value === 'undefined'));
});

test('a literal argument of a real call comes first and says where it stands', async () => {
  const text = 'export function wait(delay: number) { if (delay > 10) return "long"; if (delay === 5) return "five"; return "short"; }';
  const site = { file: '/project/src/a.ts', path: 'src/a.ts', lines: [7, 7], arguments: ['250'], reliance: [], inTest: false } as const;
  const world = valueOf(await openUnitWorld(sandbox, text, 'wait', [site]));
  const { scenario, run } = await runWhere(world, { delay: '250' });
  assert.deepEqual(run.observation.settlement, { kind: 'returns', value: '"long"' });
  assert.deepEqual(
    scenario.values.filter(({ slot }) => slot === 'argument `delay`'),
    [{ slot: 'argument `delay`', value: '250', source: 'call site', from: 'src/a.ts:7' }],
  );
});

test('a method runs on a scripted `this`, private fields included', async () => {
  const text = `
export class Counter {
  #count = 0;
  limit: number | undefined;
  constructor(private readonly sink: { push(value: number): void }) {}
  add(step: number) {
    if (this.limit !== undefined && this.#count + step > this.limit) return false;
    this.#count += step;
    this.sink.push(this.#count);
    return true;
  }
}
`;
  const world = valueOf(await openUnitWorld(sandbox, text, 'Counter.add'));
  const { run } = await runWhere(world, { 'this.limit': '2' });
  assert.deepEqual(run.observation.effects, [
    { kind: 'set', target: 'this.#count', values: ['2'] },
    { kind: 'call', target: 'this.sink.push', values: ['2'] },
  ]);
});

test('a variable of the module that the unit assigns is an effect', async () => {
  const text = 'let opened = 0;\nexport function open(by: number) {\n  if (by < 0) return opened;\n  opened += by;\n  return opened;\n}\n';
  const world = valueOf(await openUnitWorld(sandbox, text, 'open'));
  const { run } = await runWhere(world, { by: '1' });
  assert.deepEqual(run.observation.effects, [{ kind: 'set', target: 'opened', values: ['2'] }]);
});

test('timers run in the order of their due time, after what is waited for', async () => {
  const text = `
declare function log(text: string): Promise<void>;
export async function later(first: boolean) {
  setTimeout(() => { void log('slow'); }, 20);
  setTimeout(() => { void log('fast'); }, 10);
  if (first) await log('now');
}
`;
  const world = valueOf(await openUnitWorld(sandbox, text, 'later'));
  const { run } = await runWhere(world, { first: 'true' });
  assert.deepEqual(
    run.observation.effects.filter(({ target }) => target === 'log').map(({ values }) => values[0]),
    ['"now"', '"fast"', '"slow"'],
  );
});

test('constants and small closed helpers of the file run as they are', async () => {
  const text = `
const LIMIT = 3;
function clamp(value: number) { return value > LIMIT ? LIMIT : value; }
class TooSmall extends Error {}
export function size(value: number) {
  if (value < 0) throw new TooSmall('no');
  return clamp(value + LIMIT);
}
`;
  const world = valueOf(await openUnitWorld(sandbox, text, 'size'));
  const plain = await runWhere(world, { value: '1' });
  assert.deepEqual(plain.run.observation, { effects: [], settlement: { kind: 'returns', value: '3' } });
  const small = await runWhere(world, { value: '-1' });
  assert.deepEqual(small.run.observation.settlement, { kind: 'throws', error: 'TooSmall' });
});

const refused: readonly (readonly [why: string, text: string, reason: RegExp])[] = [
  ['a dynamic import', 'export async function unit(a: string) { return import(a); }', /loads code/],
  ['locale', 'export function unit(a: string) { return a.localeCompare("b"); }', /locale/],
  ['binary data', 'export function unit(a: Uint8Array) { return a.length > 2 ? a[0] : a[1]; }', /binary data/],
  ['a sine', 'export function unit(a: number) { return Math.sin(a); }', /engine/],
  ['a symbol that not every engine has', 'export function unit(a: () => void) { return { [Symbol.dispose]: a }; }', /engine/],
  ['a builtin the sandbox has not', 'export function unit(a: object) { return structuredClone(a); }', /structuredClone/],
  [
    'a class test on a part of the outside',
    'declare class Foo { a: number }\ndeclare const all: { Foo: typeof Foo };\nexport function unit(a: unknown) { return a instanceof all.Foo; }',
    /class from outside/,
  ],
  [
    'a read from something of unknown type',
    'export function unit(a: any) { const b = [a].map((c) => c.deep); return b; }',
    /type is not known/,
  ],
];
for (const [why, text, reason] of refused) {
  test(`${why} is refused with a reason`, async () => {
    const world = await openUnitWorld(sandbox, text, 'unit');
    assert.equal(world.ok, false);
    assert.match(world.ok ? '' : world.reason, reason);
  });
}

test('an edit may bring in a helper of the file', async () => {
  const text = 'const LIMIT = 5;\nexport function unit(count: number) { if (count > 3) return "many"; return "few"; }';
  const world = valueOf(await openUnitWorld(sandbox, text, 'unit'));
  const { scenario } = await runWhere(world, { count: '4' });
  const start = text.indexOf('count > 3');
  const run = valueOf(await world.run(scenario, [{ start, end: start + 'count > 3'.length, text: 'count > LIMIT' }]));
  assert.deepEqual(run.observation.settlement, { kind: 'returns', value: '"few"' });
});

test('an edit outside the unit is refused', async () => {
  const text = 'const LIMIT = 5;\nexport function unit(count: number) { if (count > LIMIT) return "many"; return "few"; }';
  const world = valueOf(await openUnitWorld(sandbox, text, 'unit'));
  const { scenario } = await runWhere(world, { count: '1' });
  const start = text.indexOf('5');
  assert.deepEqual(await world.run(scenario, [{ start, end: start + 1, text: '6' }]), {
    ok: false,
    reason: 'the edit lies outside the unit',
  });
});

test('without types only what the code itself compares and reaches is used', async () => {
  const text = 'export function unit(order) { if (order.kind === "gift") return order.note; return "plain"; }';
  const sourceFile = parseSource('/project/unit.js', text);
  const [located] = locateUnits(sourceFile, 'unit.js');
  assert.ok(located);
  const world = valueOf(await openWorld({ located, callSites: [] }, { sandbox, seed: 1 }));
  assert.ok(world.scenarios.flatMap(({ values }) => values).every(({ source }) => source === 'comparison in the code'));
  const { run } = await runWhere(world, { 'order.kind': '"gift"' });
  assert.deepEqual(run.observation.settlement, { kind: 'returns', value: 'order.note' });
});

test('a run that has been cancelled is no run', async () => {
  const world = valueOf(await openUnitWorld(sandbox, checkout, 'checkout'));
  const [scenario] = world.scenarios;
  assert.ok(scenario);
  assert.deepEqual(await world.run(scenario, [], AbortSignal.abort()), { ok: false, reason: 'cancelled' });
});

test('what a generator yields shows between the effects around it', async () => {
  const text = `
declare const log: { write(text: string): void };
export function* unit(names: string[]) { for (const name of names) { log.write(name); yield name.length; } return 'done'; }
`;
  const world = valueOf(await openUnitWorld(sandbox, text, 'unit'));
  const { run, scenario } = await runWhere(world, { names: 'an array of one item' });
  assert.deepEqual(run.observation, {
    effects: [
      { kind: 'call', target: 'log.write', values: ['"a"'] },
      { kind: 'call', target: 'yield', values: ['1'] },
    ],
    settlement: { kind: 'returns', value: '"done"' },
  });
  assert.ok(scenario.assumptions.includes('Its consumer takes one value after another, to the end.'));
});

for (const [what, text, reason] of [
  ['never ends', 'export function* unit(from: number) { let at = from; while (true) yield at++; }', /yields more than/],
  [
    'waits for its consumer',
    'export function* unit(): Generator<number, number, number> { const got = yield 1; return got > 1 ? 2 : 3; }',
    /consumer/,
  ],
] as const) {
  test(`a generator that ${what} is refused`, async () => {
    const opened = await openUnitWorld(sandbox, text, 'unit');
    assert.ok(!opened.ok);
    assert.match(opened.reason, reason);
  });
}

for (const [what, text] of [
  [
    'compares through something from outside',
    'declare function order(left: string, right: string): number;\nexport function unit(names: string[]) { return [...names].sort((a, b) => order(a, b)); }',
  ],
  [
    'has no order of its own',
    'export function unit(all: { at: number }[]) { return [...all, { at: 0 }].sort(() => 1).map(({ at }) => at); }',
  ],
] as const) {
  test(`sorting that ${what} differs between engines and is refused`, async () => {
    const opened = await openUnitWorld(sandbox, text, 'unit');
    const longest = opened.ok ? opened.value.scenarios.filter(({ title }) => title.includes('2 items')) : [];
    assert.deepEqual(longest, []);
  });
}

test('a function of the project that waits comes along where it is handed a function to run', async () => {
  const text = `
declare const api: { load(id: string): Promise<number> };
function sleep(ms: number): Promise<void> { return new Promise((resolve) => setTimeout(resolve, ms)); }
async function retry(task: () => Promise<number>): Promise<number> {
  try { return await task(); } catch { await sleep(50); return task(); }
}
export async function unit(id: string) { return retry(() => api.load(id)); }
`;
  const world = valueOf(await openUnitWorld(sandbox, text, 'unit'));
  const { scenario, run } = await runWhere(world, { id: '"a"' });
  assert.deepEqual(scenario.assumptions, ['Promises from outside settle one after another, in the order of the calls.']);
  assert.deepEqual(run.observation.settlement, { kind: 'resolves', value: '1' });
  const again = valueOf(await world.run(world.withFailure(scenario, { call: { target: 'api.load', occurrence: 0 }, with: 'rejects' })));
  assert.deepEqual(
    again.observation.effects.map(({ target }) => target),
    ['api.load', 'setTimeout', 'api.load'],
  );
});

test('something of any type that is copied whole has the fields the code reaches and no others', async () => {
  const text = `export function unit(options: any, dry: boolean) { const all = { ...options, dry }; return dry ? Object.keys(all) : all; }`;
  const world = valueOf(await openUnitWorld(sandbox, text, 'unit'));
  assert.deepEqual((await runWhere(world, { dry: 'true' })).run.observation.settlement, { kind: 'returns', value: '["dry"]' });
  assert.ok(!(await openUnitWorld(sandbox, text.replace('any', 'Missing'), 'unit')).ok, 'a type that is not found forbids who knows what');
});
