import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sharedStateConcepts } from '../../../src/analysis/concepts/sharedStateConcepts.ts';
import { detectConcepts } from '../../../src/analysis/detectConcepts.ts';
import { unitIn } from '../unitIn.ts';
import { caseProblems, familyProblems } from './conceptCase.ts';
import type { ConceptCase } from './conceptCase.ts';

const cases: readonly ConceptCase[] = [
  {
    id: 'await-yield',
    shows: 'class Cart { async refresh() { const items = await this.api.load(); this.items = items; } }',
    why: 'Other code runs while `this.api.load` is pending: `this.items` may have changed when line 1 writes it.',
    near: 'class Cart { async refresh() { let items; items = await this.api.load(); return items; } }',
  },
  {
    id: 'await-yield',
    shows: 'class Cart { async send(id) { await this.api.send(id); this.last = id; } }',
    why: 'Other code runs while `this.api.send` is pending: `this.last` may have changed when line 1 writes it.',
    near: 'class Cart { sent = new Set(); async send(id) { await this.api.send(id); this.sent.add(id); } }',
  },
  {
    id: 'read-modify-write-gap',
    shows: 'class Wallet {\n  async add(id) {\n    this.total += await this.price(id);\n  }\n}',
    why: '`this.total` is read on line 3, before the wait, and written after it: what others write in between is lost.',
    near: 'class Wallet { async add(id) { const price = await this.price(id); this.total += price; } }',
  },
  {
    id: 'closure-capture',
    shows:
      'function start(socket) {\n  let current = socket;\n  socket.on("close", () => report(current));\n  current = reconnect(socket);\n  return current;\n}',
    why: 'The function on line 3 sees `current` as it is when it runs: line 4 changes it after the function is made.',
    near: 'function start(socket) { let current = socket; current = reconnect(socket); socket.on("close", () => report(current)); return current; }',
  },
  {
    id: 'loop-closure',
    shows: 'function bind(buttons) { for (var i = 0; i < buttons.length; i++) buttons[i].onclick = () => show(i); }',
    why: 'All functions made in the loop share one `i`: run later, each sees its last value.',
    near: 'function bind(buttons) { for (let i = 0; i < buttons.length; i++) buttons[i].onclick = () => show(i); }',
  },
  {
    id: 'module-singleton',
    shows: 'const cache = new Map();\nexport function user(id) { if (!cache.has(id)) cache.set(id, load(id)); return cache.get(id); }',
    why: '`cache` (line 1) exists once per process: every importer, request and test shares what line 2 puts there.',
    near: 'export function users(ids) { const cache = new Map(); for (const id of ids) cache.set(id, load(id)); return cache; }',
  },
  {
    id: 'import-side-effect',
    shows: 'export const pool = new Map();\nregistry.add(pool);',
    why: 'Loading this file runs line 2 with `registry.add`: the first import decides when, and no bundler may drop it.',
    near: 'export const pool = new Map();\nexport function size() { return pool.size; }',
  },
  {
    id: 'debounce-throttle',
    shows: 'class Search { onInput(text) { clearTimeout(this.timer); this.timer = setTimeout(() => this.run(text), 200); } }',
    why: 'Each call drops the timer in `this.timer` and starts anew: of calls in quick succession only the last one acts.',
    near: 'class Search { stop() { clearTimeout(this.timer); } onInput(text) { this.timer = setTimeout(() => this.run(text), 200); } }',
  },
  {
    id: 'timer-cleanup',
    shows: 'function watch(job) { setInterval(poll, 1000); return job; }',
    why: 'Nobody keeps the handle of this `setInterval`: `poll` runs until the process or page ends.',
    near: 'function watch(job) { const timer = setInterval(poll, 1000); return () => clearInterval(timer); }',
  },
  {
    id: 'listener-pair',
    shows: "function mount(element) { element.addEventListener('click', () => open(element)); }",
    why: 'The `click` listener on `element` is an unnamed function: nobody can remove it by name, it stays as long as `element` does.',
    near: "function mount(element) { element.addEventListener('click', () => open(element), { once: true }); }",
  },
  {
    id: 'dispose-using',
    shows: 'function copy(path) { using handle = openFile(path); return handle.read(); }',
    why: '`handle` is disposed of when this block ends, however it ends; the last one opened goes first.',
    near: 'function copy(path) { const handle = openFile(path); try { return handle.read(); } finally { handle.close(); } }',
  },
  {
    id: 'abort-signal',
    shows: 'function search(text, signal) { return fetch(urlFor(text), { signal }); }',
    why: 'The `signal` handed to `fetch` only tells: work goes on there until somebody looks at it.',
    near: 'function search(text, signal) { return compute(text, signal.strength); }',
  },
  {
    id: 'generator-lazy',
    shows: 'function* pages(client) { let page = client.first(); while (page) { yield page; page = client.next(page); } }',
    why: 'Calling `pages` runs nothing: each pull runs up to the next `yield`, and leaving early runs only a `finally`.',
    near: 'function pages(client) { const found = []; let page = client.first(); while (page) { found.push(page); page = client.next(page); } return found; }',
  },
];

for (const each of cases) {
  test(`${each.id}: ${each.why}`, () => assert.deepEqual(caseProblems(each), []));
}

test('every concept of the family has a case of its own', () => assert.deepEqual(familyProblems(sharedStateConcepts, cases), []));

test('a debounce that also acts at once, or after a longest wait, lets more than its last call through', () => {
  const saysSo = (body: string): boolean =>
    detectConcepts(unitIn(`class Search { onInput(text) { ${body} } }`, 'Search.onInput')).some(({ id }) => id === 'debounce-throttle');
  const restart = 'clearTimeout(this.timer); this.timer = setTimeout(() => this.run(text), 200);';
  assert.equal(saysSo(restart), true);
  assert.equal(saysSo(`if (!this.timer) this.run(text); ${restart}`), false);
  assert.equal(saysSo(`if (this.isMaxing) { ${restart} return this.run(text); }`), false);
  assert.equal(saysSo(`if (this.idle) return; ${restart}`), false);
  assert.equal(saysSo('clearTimeout(this.timer); this.timer = setTimeout(this.expired, 200); if (this.leading) this.run(text);'), false);
});
