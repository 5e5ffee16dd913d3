export interface PatternCase {
  readonly title: string;
  readonly text: RegExp;
  readonly code: string;
  /** The same code with one thing changed that the name of the pattern rests on. */
  readonly nearMiss: string;
  readonly unit?: string;
}

/** For each pattern code that shows it, and code that only looks alike. */
export const patternCases: Readonly<Record<string, PatternCase>> = {
  retry: {
    title: 'Retry, at most `tries` calls',
    text: /^Calls `job` again when it fails, `tries` times at most; the first call that succeeds ends the loop\.$/u,
    code: `async function run(job, tries) {
  for (let n = 0; n < tries; n++) {
    try { return await job(); } catch (error) { if (!isTransient(error)) throw error; await sleep(n * 100); }
  }
  throw new GivenUp();
}`,
    nearMiss: `async function run(job, tries) {
  for (let n = 0; n < tries; n++) {
    try { await job(); } catch (error) { if (!isTransient(error)) throw error; await sleep(n * 100); }
  }
}`,
  },
  cache: {
    title: 'Cache in `prices`',
    text: /under `sku` is handed out again/u,
    code: `const prices = new Map();
async function price(sku) {
  const known = prices.get(sku);
  if (known) return known;
  const found = await load(sku);
  prices.set(sku, found);
  return found;
}`,
    nearMiss: `async function price(sku) {
  const prices = new Map();
  const known = prices.get(sku);
  if (known) return known;
  const found = await load(sku);
  prices.set(sku, found);
  return found;
}`,
    unit: 'price',
  },
  'made-on-first-use': {
    title: 'Made on first use',
    text: /^`this\.made` is made by `connect` the first time/u,
    code: `class Shop { made; client() { if (!this.made) { this.made = connect(); } return this.made; } }`,
    nearMiss: `class Shop { made; client() { if (this.made) { this.made = connect(); } return this.made; } }`,
    unit: 'Shop.client',
  },
  'one-at-a-time': {
    title: 'One run at a time, shared',
    text: /every caller gets the same `running`/u,
    code: `let running;
function refresh() {
  if (running) return running;
  running = load().finally(() => { running = undefined; });
  return running;
}`,
    nearMiss: `let running;
function refresh() {
  if (running) return running;
  running = load().finally(() => { done(); });
  return running;
}`,
    unit: 'refresh',
  },
  debounce: {
    title: 'Debounce: acts after `ms` ms of quiet',
    text: /only the last one takes effect/u,
    code: `function debounce(fn, ms) {
  let timer;
  return (...args) => { clearTimeout(timer); timer = setTimeout(() => fn(...args), ms); };
}`,
    nearMiss: `function later(fn, ms) {
  let timer;
  return (...args) => { timer = setTimeout(() => fn(...args), ms); };
}`,
  },
  polling: {
    title: 'Polls',
    text: /Looks again after each `sleep\(500\)` for as long as `!isReady\(job\)`; only that, or an error, ends the loop/u,
    code: `async function settled(job) { while (!isReady(job)) { await sleep(500); } }`,
    nearMiss: `async function settled(job) { while (!isReady(job)) { await advance(job); } }`,
  },
  batch: {
    title: 'Queue with at most `limit` at once',
    text: /Takes the next from `queue` only while `running` is below `limit`/u,
    code: `const next = () => { if (running < limit && queue.length > 0) { running += 1; start(queue.shift()); } };`,
    nearMiss: `const next = () => { if (queue.length > 0) { running += 1; start(queue.shift()); } };`,
  },
  reducer: {
    title: 'Reducer over `m.kind`',
    text: /^From `s` and `m\.kind` to the next `s`; it knows `'start'`, `'loaded'` and `'failed'` and never writes into the old one\.$/u,
    code: `function step(s, m) {
  switch (m.kind) {
    case 'start': return { ...s, busy: true };
    case 'loaded': return { busy: false, rows: m.rows };
    case 'failed': return { ...s, busy: false, error: m.reason };
    default: return s;
  }
}`,
    nearMiss: `function step(s, m) {
  switch (m.kind) {
    case 'start': return { busy: true };
    case 'loaded': return { busy: false, rows: m.rows };
    default: return s;
  }
}`,
  },
  'state-machine': {
    title: 'State machine over `this.state`',
    text: /which of 3 steps comes next; `head` and `body` set it anew/u,
    code: `class Reader {
  step() { switch (this.state) { case A: this.head(); break; case B: this.body(); break; case C: this.end(); } }
  head() { this.state = B; } body() { this.state = C; } end() { this.close(); }
}`,
    nearMiss: `class Reader {
  step() { switch (this.state) { case A: this.head(); break; case B: this.body(); break; case C: this.end(); } }
  head() { this.read(); } body() { this.read(); } end() { this.close(); }
}`,
    unit: 'Reader.step',
  },
  subscription: {
    title: 'Subscribe, with its own undo',
    text: /^Puts `listener` into `listeners`; the function that it returns takes it out again\.$/u,
    code: `function subscribe(listener) { listeners.add(listener); return () => { listeners.delete(listener); }; }`,
    nearMiss: `function subscribe(listener) { listeners.add(listener); return () => { others.delete(listener); }; }`,
  },
  'notify-all': {
    title: 'Calls everyone in `this.listeners`',
    text: /^Calls each function in `this\.listeners` with `event`, one after another, before this goes on; what they return is dropped, and one that throws keeps the rest from being called\.$/u,
    code: `class Bus { emit(event) { for (const listener of this.listeners) listener(event); } }`,
    nearMiss: `class Bus { emit(event) { for (const listener of event.listeners) keep(listener); } }`,
    unit: 'Bus.emit',
  },
  middleware: {
    title: 'Middleware',
    text: /calling `next` on line 1; the chain ends here when `!req\.user`\./u,
    code: `function auth(req, res, next) { if (!req.user) return res.end(); next(); }`,
    nearMiss: `function auth(req, res, next) { if (!req.user) return res.end(); use(next); }`,
  },
  effects: {
    title: 'Hook with one state and one effect',
    text: /^Its effect runs again when `value` or `ms` is another value than at the last render, after its clean-up for the run before\.$/u,
    code: `import { useEffect, useState } from 'react';
export function useSettled(value, ms) {
  const [settled, setSettled] = useState(value);
  useEffect(() => { const id = setTimeout(() => setSettled(value), ms); return () => clearTimeout(id); }, [value, ms]);
  return settled;
}`,
    nearMiss: `import { useEffect, useState } from './own.js';
export function useSettled(value, ms) {
  const [settled, setSettled] = useState(value);
  useEffect(() => { const id = setTimeout(() => setSettled(value), ms); return () => clearTimeout(id); }, [value, ms]);
  return settled;
}`,
  },
  'settled-by-callbacks': {
    title: 'Promise settled by callbacks',
    text: /^The promise is fulfilled on line 3 and rejected on line 4; only the first of these counts\.$/u,
    code: `function read(stream) {
  return new Promise((resolve, reject) => {
    stream.on('end', resolve);
    stream.on('error', reject);
  });
}`,
    nearMiss: `function read(stream) { return new Promise((resolve) => resolve(stream)); }`,
  },
  scanner: {
    title: 'Loop over `text` that moves its own counter',
    text: /line 1 moves it too/u,
    code: `function unescape(text) { let out = ''; for (let i = 0; i < text.length; i++) { if (text[i] === '%') i += 2; else out += text[i]; } return out; }`,
    nearMiss: `function unescape(text) { let out = ''; for (let i = 0; i < text.length; i++) { if (text[i] === '%') out += '-'; else out += text[i]; } return out; }`,
  },
  parser: {
    title: 'Parses `text` by one expression',
    text: /does not match gives `0` \(line 3\); everything after that rests on its 2 groups\.$/u,
    code: `function size(text) {
  const match = /^([0-9]+)(kB|MB)$/.exec(text);
  if (!match) return 0;
  return Number(match[1]) * units[match[2]];
}`,
    nearMiss: `function size(text) {
  const match = /^([0-9]+)(kB|MB)$/.exec(text);
  return match ? Number(match[1]) * units[match[2]] : 0;
}`,
  },
  'type-guard': {
    title: 'Type guard for `User`',
    text: /takes `value` for a full `User` wherever this says `true`/u,
    code: `function isUser(value: unknown): value is User { if (typeof value !== 'object') return false; return 'id' in value!; }`,
    nearMiss: `function isUser(value: unknown): value is User { if (!value) return false; return value instanceof User; }`,
  },
  'private-state': {
    title: 'Object with private state',
    text: /^`up` and `value` share `count`; each call of this makes another set of them\.$/u,
    code: `function counter() { let count = 0; return { up() { count += 1; }, value() { return count; } }; }`,
    nearMiss: `function counter() { let count = 0; return { up() { return 1; }, value() { return count; } }; }`,
  },
  wrapper: {
    title: 'Function around `fn`',
    text: /it calls it only on some of its ways; `called` and `value` live on between its calls/u,
    code: `function once(fn) { let called = false; let value; return (...args) => { if (!called) { called = true; value = fn(...args); } return value; }; }`,
    nearMiss: `function once(fn) { let called = false; let value; return (...args) => { if (!called) { called = true; value = fn('start'); } return value; }; }`,
  },
  recursion: {
    title: 'Recursive walk over `node.children`',
    text: /^Calls itself on members of `node\.children` \(`child`\); it goes no deeper when `!node`\.$/u,
    code: `function walk(node) { if (!node) return; for (const child of node.children) walk(child); }`,
    nearMiss: `const api = { walk(node) { if (!node) return; for (const child of node.children) walk(child); } };`,
  },
  collecting: {
    title: 'Groups `users` by `user.team`',
    text: /members with the same `user\.team` end up in one list of `byTeam`/u,
    code: `function group(users) { const byTeam = {}; for (const user of users) { (byTeam[user.team] ??= []).push(user); } return byTeam; }`,
    nearMiss: `function group(users) { const byTeam = {}; for (const user of users) { byTeam[user.team] = user; } return byTeam; }`,
  },
  'class-state': {
    title: 'Holds one changing field',
    text: /^Besides the constructor, `add` and `clear` assign `#items`\.$/u,
    code: `class Cart { #items = []; add(item) { this.#items = [...this.#items, item]; } clear() { this.#items = []; } }`,
    nearMiss: `class Cart { #items = []; add(item) { return [...this.#items, item]; } clear() { return []; } }`,
  },
  'decision-list': {
    title: 'The first test that holds decides',
    text: /^Where both `ttl === 'static'` \(line 1\) and `entry\.invalid` \(line 1\) hold, the first decides: it gives `false`, not `true`\.$/u,
    code: `function isStale(entry, ttl) { if (ttl === 'static') return false; if (entry.invalid) return true; return age(entry) > ttl; }`,
    nearMiss: `function isStale(entry, ttl) { if (entry.invalid) return true; if (!entry.invalid) return false; return age(entry) > ttl; }`,
  },
  'guard-chain': {
    title: 'Three checks before the work',
    text: /three checks before it can end the call \(one of them throws, the others return\), and up to there nothing is changed or called\.$/u,
    code: `function pay(order) {
  if (!order) throw new TypeError();
  if (order.paid) return;
  if (order.items.length === 0) return;
  charge(order);
  mail(order);
}`,
    nearMiss: `function pay(order) {
  if (!order) throw new TypeError();
  if (order.paid) return;
  charge(order);
  mail(order);
}`,
  },
};
