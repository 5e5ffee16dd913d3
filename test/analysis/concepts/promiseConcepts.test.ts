import assert from 'node:assert/strict';
import { test } from 'node:test';
import { promiseConcepts } from '../../../src/analysis/concepts/promiseConcepts.ts';
import { caseProblems, familyProblems } from './conceptCase.ts';
import type { ConceptCase } from './conceptCase.ts';

const cases: readonly ConceptCase[] = [
  {
    id: 'promise-all',
    shows: 'async function load(id) { const [user, cart] = await Promise.all([fetchUser(id), fetchCart(id)]); return { user, cart }; }',
    why: 'When `fetchUser` or `fetchCart` fails, the wait ends at once, but the rest keep running unseen.',
    near: 'async function load(id) { const user = await fetchUser(id); return queue.all([user]); }',
  },
  {
    id: 'all-settled',
    shows:
      'async function notify(users) { const results = await Promise.allSettled(users.map((user) => mail(user))); return results.length; }',
    why: 'It never rejects: that one of `users` failed is seen only by looking at each `status`.',
    near: 'async function notify(users) { return await Promise.all(users.map((user) => mail(user))); }',
  },
  {
    id: 'promise-race',
    shows: 'async function limited(work, ms) { return await Promise.race([work(), timeout(ms)]); }',
    why: 'The first to settle decides, a failure too; the losers keep running, timers included.',
    near: 'async function limited(work, ms) { return await track.race([work(), timeout(ms)]); }',
  },
  {
    id: 'promise-any',
    shows: 'async function fastest(mirrors) { return await Promise.any(mirrors.map((mirror) => fetch(mirror))); }',
    why: 'Failures are ignored until all have failed; then it rejects with one `AggregateError`.',
    near: 'async function fastest(mirrors) { return mirrors.any((mirror) => mirror.up); }',
  },
  {
    id: 'foreach-async',
    shows: 'async function saveAll(orders) { orders.forEach(async (order) => { await db.save(order); }); }',
    why: '`forEach` drops the promises: nobody waits for the rounds over `orders`, nor sees one fail.',
    near: 'async function saveAll(orders) { orders.forEach((order) => { queue.push(order); }); }',
  },
  {
    id: 'map-async',
    shows: 'async function prices(items) { return items.map(async (item) => (await quote(item)).price); }',
    why: '`map` gives promises, not values: all rounds over `items` begin at once.',
    near: 'async function prices(items) { return items.map((item) => item.price); }',
  },
  {
    id: 'promise-executor-async',
    shows: 'function open(path) { return new Promise(async (resolve) => { resolve(await connect(path)); }); }',
    why: 'What the `async` executor throws rejects nothing: the new promise then stays pending.',
    near: 'function open(path) { return new Promise((resolve) => { connect(path, resolve); }); }',
  },
  {
    id: 'then-chain-return',
    shows:
      'async function store(order) { await db.put(order); }\nfunction submit(form) { return read(form).then((order) => { store(order); }); }',
    why: 'The callback returns nothing, so the chain goes on before `store` (line 2) is done.',
    near: 'async function store(order) { await db.put(order); }\nfunction submit(form) { return read(form).then((order) => { return store(order); }); }',
  },
  {
    id: 'floating-promise',
    shows: 'async function audit(order) { await log.write(order); }\nfunction submit(order) { audit(order); return order.id; }',
    why: 'Nothing waits for `audit`: code after it runs first, and no `try` around it sees it fail.',
    near: 'async function audit(order) { await log.write(order); }\nfunction submit(order) { audit(order).catch(report); return order.id; }',
  },
  {
    id: 'async-returns-promise',
    shows:
      'async function find(id) { return await db.get(id); }\nfunction has(id) { const found = find(id); if (found) return true; return false; }',
    why: '`found` holds the promise of `find`, always truthy, not its value.',
    near: 'function find(id) { return db.get(id); }\nfunction has(id) { const found = find(id); if (found) return true; return false; }',
  },
  {
    id: 'async-returns-promise',
    shows: 'async function find(id) { return await db.get(id); }\nfunction keep(id) { const found = find(id); cache.value = found; }',
    why: '`found` holds the promise of `find`, always truthy, not its value.',
    near: 'async function find(id) { return await db.get(id); }\nasync function has(id) { const found = find(id); log(id); await found; return true; }',
  },
  {
    id: 'return-await-in-try',
    shows:
      'async function load(id) { return await db.get(id); }\nasync function safe(id) { try { return load(id); } catch (error) { return undefined; } }',
    why: 'The promise of `load` is returned unawaited: when it rejects, this `catch` does not run.',
    near: 'async function load(id) { return await db.get(id); }\nasync function safe(id) { return load(id); }',
  },
  {
    id: 'await-in-loop',
    shows: 'async function saveAll(orders) { for (const order of orders) { await db.save(order); } }',
    why: 'Each round waits for `db.save` before the next one begins.',
    near: 'async function saveAll(orders) { for (const order of orders) { queue.push(() => db.save(order)); } await queue.run(); }',
  },
  {
    id: 'memo-promise',
    shows:
      'async function connect() { return await open(); }\nclass Pool { get() { this.connection ??= connect(); return this.connection; } }',
    why: '`this.connection` keeps the promise itself: when `connect` fails once, every later use fails too.',
    near: 'async function connect() { return await open(); }\nclass Pool { get() { this.connection ??= connect(); return this.connection; } reset() { this.connection = undefined; } }',
  },
  {
    id: 'event-loop-order',
    shows: 'function flush(job) { setTimeout(() => report(job), 0); queueMicrotask(() => run(job)); }',
    why: 'What `queueMicrotask` (line 1) was given runs, once it is due, before any `setTimeout` callback, even one of 0 ms.',
    near: 'function wait(ms) { return new Promise((resolve) => setTimeout(resolve, ms)).then(report); }',
  },
];

for (const each of cases) {
  test(`${each.id}: ${each.why}`, () => assert.deepEqual(caseProblems(each), []));
}

test('every concept of the family has a case of its own', () => assert.deepEqual(familyProblems(promiseConcepts, cases), []));
