import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allPatterns } from '../../../src/analysis/outline/allPatterns.ts';
import { locateUnits } from '../../../src/analysis/locateUnits.ts';
import { outlineOf } from '../../../src/analysis/outline/outlineOf.ts';
import { parseSource } from '../../../src/analysis/parseSource.ts';
import type { Outline } from '../../../src/terms/outline.ts';
import { createDocumentCache } from '../../../src/analysis/documentCache.ts';
import { typedUnitIn } from '../unitIn.ts';
import { patternCases } from './patternCases.ts';

const cache = createDocumentCache();

function outline(text: string, name?: string): Outline {
  const units = locateUnits(parseSource('/shop/a.tsx', text), 'a.tsx');
  const located = name === undefined ? units[0] : units.find(({ unit }) => unit.name === name);
  assert.ok(located, `no unit ${name} in ${text}`);
  return outlineOf(located, { callSites: [] });
}

function typedOutline(text: string, name: string): Outline {
  const { located, checker } = typedUnitIn(text, cache, name);
  return outlineOf(located, { callSites: [], checker });
}

for (const [id, { title, text, code, nearMiss, unit }] of Object.entries(patternCases)) {
  test(`${id} is named by its structure, with the code's own names`, () => {
    const { pattern } = outline(code, unit);
    assert.equal(pattern?.id, id);
    assert.equal(pattern.title, title);
    assert.match(pattern.text, text);
    assert.ok(pattern.lines.length > 0);
    assert.ok(pattern.title.split(' ').length <= 9);
  });

  test(`code that only looks like ${id} is not called so`, () => {
    assert.notEqual(outline(nearMiss, unit).pattern?.id, id);
  });
}

test('a name proves nothing: a function called retry without a loop is no retry', () => {
  assert.equal(outline('async function retryWithCache(job) { return await job(); }').pattern, undefined);
});

test('a count of tries that the body moves on as well is not told', () => {
  const moving = `async function run(job, tries) {
  for (let n = 0; n < tries; n++) {
    try { return await job(); } catch (error) { if (isSlow(error)) n += 2; }
  }
}`;
  assert.equal(outline(moving).pattern?.title, 'Retry');
});

test('a retry that waits after its last failure too says so', () => {
  const waits = (caught: string): string => `async function run(job, tries) {
  for (let n = 0; n < tries; n++) {
    try { return await job(); } catch (error) { ${caught} }
  }
}`;
  const steps = (caught: string): readonly string[] => outline(waits(caught)).steps.map(({ text }) => text);
  const plain = 'Only a failed call is followed by a wait: `setTimeout(resolve, 100)`';
  const pause = 'await new Promise((resolve) => setTimeout(resolve, 100));';
  assert.deepEqual(steps(pause), [`${plain}; the last one too, before it gives up.`]);
  assert.deepEqual(steps(`if (n < tries - 1) { ${pause} }`), [`${plain}.`]);
  assert.ok(steps(`if (n === tries - 1) throw error; ${pause}`).includes(`${plain}.`));
});

test('a call of itself with the same arguments starts over, and what limits it is told', () => {
  const again = (test: string, given = 'path, init'): string => `async function request(path, init) {
  const response = await send(path, init);
  if (${test}) return request(${given});
  return response.body;
}`;
  const { pattern } = outline(again('response.status === 401'));
  assert.equal(pattern?.title, 'Starts over');
  assert.equal(
    pattern.text,
    'Starts over with the same arguments (line 3) for as long as `response.status === 401`; nothing here counts how often.',
  );
  assert.equal(outline(again('response.status === 401', 'path, { ...init, retried: true }')).pattern?.title, 'Recursion');
  assert.equal(outline(again('response.status === 401 && this.tries++ < 3')).pattern?.title, 'Recursion');
});

test('a loop that asks for something else in each round is a search, not a retry', () => {
  const upwards = `async function nearest(dir) {
  for (;;) {
    try { return await stat(dir); } catch (error) { dir = parent(dir); }
  }
}`;
  assert.equal(outline(upwards).pattern, undefined);
});

test('a unit is named after what a named function inside it does, and says where', () => {
  const { pattern } = outline(`function limiter(limit) {
  const queue = [];
  let running = 0;
  const next = () => { if (running < limit && queue.length > 0) { running += 1; start(queue.shift()); } };
  return (job) => { queue.push(job); next(); };
}`);
  assert.equal(pattern?.title, 'Queue with at most `limit` at once');
  assert.match(pattern.text, /^In `next`: takes the next from `queue` only while/u);
});

test('every pattern has its case', () => {
  assert.deepEqual(
    allPatterns.map(({ id }) => id).filter((id) => patternCases[id] === undefined),
    [],
  );
});

test('a wrapped function that is called from a callback is not said to be skipped', () => {
  const { pattern } = outline('const batched = (fn) => (...args) => { schedule(() => { fn(...args); }); };');
  assert.match(pattern?.text ?? '', /: it calls it from a callback of its own\.$/u);
});

test('a branch that does work of its own before it leaves is no check before the work', () => {
  const dispatching = `function apply(state, action) {
  if (added.match(action)) { state.items.push(action.item); return true; }
  if (removed.match(action)) { state.items.pop(); return true; }
  if (cleared.match(action)) { state.items.length = 0; return true; }
  log(action);
  count(action);
}`;
  assert.equal(outline(dispatching).pattern, undefined);
});

test('a promise whose functions are put away is not said to be settled there', () => {
  const queued = `function next() { return new Promise((resolve, reject) => { queue.push({ resolve, reject }); }); }`;
  assert.equal(outline(queued).pattern, undefined);
});

test('a function that gets other values than the new one is no wrapped function', () => {
  const find = `const finder = (test) => (source, target) => { source.each((value) => { if (test(value, source)) target.put(value); }); };`;
  assert.equal(outline(find).pattern, undefined);
});

test('a loop inside that counts with a variable of the same name does not move the outer one', () => {
  const nested = `function depth(rows) {
  let most = 0;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i];
    for (let i = 0; i < row.length; i++) most = Math.max(most, row[i]);
  }
  return most;
}`;
  assert.equal(outline(nested).pattern, undefined);
});

test('of a cache it is told what leaves without being kept, and under which condition anything is', () => {
  const code = (between: string, store: string): string => `const ranges = new Map();
function parse(text) {
  const known = ranges.get(text);
  if (known) return known;
  const found = read(text);
  ${between}
  ${store}
  return found;
}`;
  const put = 'ranges.set(text, found);';
  const kept = (between: string, store = put): string | undefined => outline(code(between, store)).pattern?.text.split('; ')[1];
  assert.equal(kept(''), 'anything else is worked out once and kept there.');
  assert.equal(kept('if (found.empty) return [found];'), 'anything else is worked out anew, and kept there unless line 6 returns first.');
  assert.equal(kept('', `if (found.valid) ${put}`), 'anything else is worked out anew, and kept there only when `found.valid` holds.');
});

test('listeners that are called inside a try each do not keep the rest from being called', () => {
  const code = `class Bus { emit(event) { for (const listener of this.listeners) { try { listener(event); } catch { this.failed += 1; } } } }`;
  assert.doesNotMatch(outline(code, 'Bus.emit').pattern?.text ?? 'keeps the rest', /keeps the rest/u);
});

test('an async function that is run where it stands is no callback', () => {
  const code = (call: string): string => `function next(queue) { if (queue.done) return; take(queue); ${call} }`;
  assert.equal(
    outline(code('(async () => { await next(queue.rest); })();')).pattern?.text,
    'Calls itself again on line 1 with `queue.rest`; it goes no deeper when `queue.done`.',
  );
  assert.equal(
    outline(code('queue.whenIdle(async () => { await next(queue.rest); });')).pattern?.text,
    'Calls itself again on line 1 with `queue.rest`, from a callback; it goes no deeper when `queue.done`.',
  );
});

test('an effect of somebody’s own is not counted as one of the library’s', () => {
  const code = `import { useEffect, useState } from 'react';
function useTimer(callback, delay) {
  useIsomorphicLayoutEffect(() => { saved.current = callback; }, [callback]);
  useEffect(() => { const id = setTimeout(saved.current, delay); return () => clearTimeout(id); }, [delay]);
}`;
  const { pattern } = outline(code);
  assert.equal(pattern?.title, 'Hook with one `useEffect`');
  assert.match(pattern.text, /^Its `useEffect` runs again when `delay`/u);
});

test('the same listener in a set twice is said to be kept once; a wrapped one is not the same', () => {
  const text = (kept: string): string => `class Store {
  listeners = new Set<() => void>();
  subscribe(listener: () => void) { this.listeners.add(${kept}); return () => { this.listeners.delete(${kept}); }; }
}`;
  const shared = / The same `listener` given twice is kept once: the first undo takes it out for both\.$/u;
  assert.match(typedOutline(text('listener'), 'Store.subscribe').pattern?.text ?? '', shared);
  assert.doesNotMatch(typedOutline(text('wrap(listener)'), 'Store.subscribe').pattern?.text ?? '', shared);
});

test('a list of decisions rests on the two tests it speaks of, not on every test there is', () => {
  const code = `function isStale(entry, ttl) {
  if (ttl === 'static') return false;
  if (entry.invalid) return true;
  if (entry.broken) return true;
  return age(entry) > ttl;
}`;
  assert.deepEqual(outline(code).pattern?.lines, [
    [2, 2],
    [3, 3],
  ]);
});
