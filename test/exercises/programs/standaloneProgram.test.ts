import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { openUnitWorld, testSandbox, valueOf } from '../openUnitWorld.ts';

const sandbox = testSandbox();

/** What a program prints when plain Node runs it on its own. */
async function printedBy(program: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'program-'));
  try {
    await writeFile(join(folder, 'program.mjs'), program);
    const { stdout } = await promisify(execFile)(process.execPath, [join(folder, 'program.mjs')]);
    return stdout;
  } finally {
    await rm(folder, { recursive: true });
  }
}

const units: readonly (readonly [what: string, name: string, text: string])[] = [
  [
    'awaits, a caught failure and a write to an argument',
    'unit',
    `declare const api: { save(order: object): Promise<{ ok: boolean }>; log(text: string): void };
     export async function unit(order: { id: string; done?: boolean; tags: string[] }) {
       order.tags.push('seen');
       try { const saved = await api.save({ ...order, at: new Date() }); order.done = saved.ok; return saved; }
       catch (error) { api.log(String(order.id)); delete order.done; return [error, order]; }
       finally { api.log('end'); }
     }`,
  ],
  [
    'a method with private fields, a map and its base class',
    'Cache.load',
    `declare class Base { load(key: string): Promise<string>; }
     export class Cache extends Base {
       #held = new Map<string, string>(); hits = 0;
       override async load(key: string): Promise<string> {
         const found = this.#held.get(key);
         if (found !== undefined) { this.hits += 1; return found; }
         const made = await super.load(key); this.#held.set(key, made); return made.trim();
       }
     }`,
  ],
  [
    'timers, concurrent calls and a variable of the module',
    'unit',
    `declare function load(id: number): Promise<number>;
     let running = 0;
     export async function unit(ids: number[]) {
       running++; const timer = setTimeout(() => { running = -1; }, 50);
       const all = await Promise.allSettled(ids.map((id) => load(id)));
       clearTimeout(timer); running--; return all.map((one) => one.status);
     }`,
  ],
  [
    'construction of outside things, each its own',
    'unit',
    `declare class Job { constructor(name: string); start(): void; name: string; }
     declare function createQueue(): { add(job: Job): number };
     export function unit(names: readonly string[]) {
       const queue = createQueue(); const jobs = names.map((name) => new Job(name));
       for (const job of jobs) { job.start(); queue.add(job); }
       return { jobs, other: createQueue(), text: 'a "quoted"  text that is long enough to be cut somewhere in the middle' };
     }`,
  ],
  [
    'an arrow function with optional parts, numbers and a regular expression',
    'unit',
    `const WORD = /^[a-z]+$/;
     export const unit = (text: string | undefined, options?: { depth?: number; sep: 'x' | 'y' }) => {
       const depth = options?.depth ?? 2;
       if (!text || !WORD.test(text)) return -0 * depth;
       return [...text.repeat(depth)].join(options?.sep ?? '-');
     };`,
  ],
  [
    'a constructor with a base class, parameters that are fields, and fields that start with a value',
    'Cart.constructor',
    `declare class Base { kind: string; constructor(kind: string); start(): number }
     export class Cart extends Base {
       items: string[] = []; count = 0; readonly #prices = new Map<string, number>();
       constructor(private api: { load(id: string): number }, id: string | undefined, readonly limit = 3) {
         super('cart');
         if (id === undefined) return;
         this.items.push(id); this.#prices.set(id, api.load(id)); this.count += this.start();
       }
     }`,
  ],
  [
    'classes from outside that the code tests for, and standard errors',
    'unit',
    `declare class Field { name: string; clear(): void }
     declare class Other { x: number }
     export function unit(at: Field | string, error: TypeError | undefined, other: unknown) {
       const made = new Other();
       if (at instanceof Field) { at.clear(); return [at.name, made instanceof Other, error instanceof TypeError, other instanceof Other]; }
       return [at, made, other];
     }`,
  ],
  [
    'a generator, pulled to its end',
    'walk',
    `declare const log: { write(text: string): void };
     export function* walk(tree: { name: string; children: { name: string }[] }, deep: boolean) {
       log.write('start'); yield tree.name;
       if (deep) for (const child of tree.children) yield child.name;
       log.write('end'); return tree.children.length;
     }`,
  ],
  [
    'an asynchronous generator over pages from outside',
    'Pager.[Symbol.asyncIterator]',
    `declare const api: { page(at: number): Promise<{ items: string[]; more: boolean }> };
     export class Pager { #size = 2;
       async *[Symbol.asyncIterator]() {
         for (let at = 0; at < 4; at += this.#size) { const page = await api.page(at); yield* page.items; if (!page.more) return; }
       }
     }`,
  ],
];

for (const [what, name, text] of units) {
  test(`plain Node prints what the sandbox observed: ${what}`, async () => {
    const world = valueOf(await openUnitWorld(sandbox, text, name));
    const [first] = world.scenarios;
    assert.ok(first);
    const calls = valueOf(await world.run(first)).boundaryCalls;
    const failing = calls.map((call) => world.withFailure(first, { call, with: call.async ? 'rejects' : 'throws' }));
    for (const scenario of [...world.scenarios, ...failing]) {
      const { program, expected } = valueOf(world.program(scenario, valueOf(await world.run(scenario))));
      assert.equal(await printedBy(program), `${expected}\n`, program);
      assert.doesNotMatch(program, /^\s*import\b|\$line/m);
    }
  });
}

test('a program holds the tokens of the unit, and those of an edit when it shows one', async () => {
  const text = 'export function unit(count: number) { if (count > 3) return "many"; return "few"; }';
  const world = valueOf(await openUnitWorld(sandbox, text, 'unit'));
  const [scenario] = world.scenarios;
  assert.ok(scenario);
  const plain = valueOf(world.program(scenario, valueOf(await world.run(scenario))));
  assert.match(plain.program, /if \(count > 3\)\s+return "many";/);
  const start = text.indexOf('> 3');
  const mutant = valueOf(await world.run(scenario, [{ start, end: start + 3, text: '< 3' }]));
  const shown = valueOf(world.program(scenario, mutant));
  assert.match(shown.program, /if \(count < 3\)/);
  assert.notEqual(shown.expected, plain.expected);
  assert.equal(await printedBy(shown.program), `${shown.expected}\n`);
});
