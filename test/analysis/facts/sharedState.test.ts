import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sharedState } from '../../../src/analysis/facts/sharedState.ts';
import { locateUnits } from '../../../src/analysis/locateUnits.ts';
import { parseSource } from '../../../src/analysis/parseSource.ts';
import { sentences } from '../unitIn.ts';

test('methods that read a changed field are named', () => {
  const text =
    'class Queue {\n  jobs = [];\n  add(job) { this.jobs.push(job); }\n  next() { return this.jobs[0]; }\n  get size() { return this.jobs.length; }\n}';
  assert.deepEqual(sentences(sharedState, text, 'Queue.add'), ['Changes `this.jobs`, which `next` and `size` read.']);
});

test('functions that read a changed variable around them are named', () => {
  const text =
    'function createRetry() {\n  let stopped = false;\n  const stop = () => {\n    stopped = true;\n    log();\n    log();\n  };\n  const run = () => { if (!stopped) go(); };\n  return { stop, run };\n}';
  assert.deepEqual(sentences(sharedState, text, 'createRetry.stop'), ['Changes `stopped`, which `run` reads.']);
});

test('a delete of a client and a name of somebody else are no shared state', () => {
  assert.deepEqual(
    sentences(
      sharedState,
      'class Files { remove(id) { return this.client.delete(id); } get(id) { return this.client.get(id); } }',
      'Files.remove',
    ),
    [],
  );
  const text =
    'function f() {\n  let error;\n  const fail = () => {\n    error = 1;\n    a();\n    b();\n  };\n  const next = (error) => c(error);\n}';
  assert.deepEqual(sentences(sharedState, text, 'f.fail'), []);
});

test('a field nobody else reads, a local, and a constructor stay unmentioned', () => {
  assert.deepEqual(sentences(sharedState, 'class A { set() { this.a = 1; } reset() { this.a = 2; } }', 'A.set'), []);
  assert.deepEqual(sentences(sharedState, 'class A { set() { let a = 1; a = 2; } get() { let a = 3; return a; } }', 'A.set'), []);
  assert.deepEqual(sentences(sharedState, 'class A { constructor() { this.a = 1; } get() { return this.a; } }', 'A.constructor'), []);
});

test('a getter of the same name is no news to its setter', () => {
  const text =
    'class Result { get error() { return this.kept; } set error(value) { this.kept = value; } has() { return this.kept !== undefined; } }';
  const setter = locateUnits(parseSource('/repo/cart.ts', text), 'cart.ts').find(({ unit }) => unit.kind === 'setter') ?? assert.fail();
  assert.deepEqual(
    sharedState.detect(setter, { callSites: [] }).map((fact) => fact.text),
    ['Changes `this.kept`, which `has` reads.'],
  );
});

test('taking an entry away or putting one in is not reading', () => {
  const text = (body: string): string =>
    `function createRouter() {\n  const lazy = {};\n  function step(key, loader) {\n    if (!loader) return;\n    lazy[key] = loader;\n    log(key);\n  }\n  function forget(key) {\n    ${body}\n  }\n  return { step, forget };\n}`;
  const said = (body: string): readonly string[] => {
    const step = locateUnits(parseSource('/repo/cart.ts', text(body)), 'cart.ts').find(({ unit }) => unit.name === 'createRouter.step');
    return step ? sharedState.detect(step, { callSites: [] }).map((fact) => fact.text) : [];
  };
  const longer = 'if (key) log(key); log(1);';
  assert.deepEqual(said(`${longer} delete lazy[key];`), []);
  assert.deepEqual(said(`${longer} lazy[key] = undefined;`), []);
  assert.deepEqual(said(`${longer} return lazy[key];`), ['Changes `lazy`, which `forget` reads.']);
});

test('a mark on a function is no news to who only calls it', () => {
  const text = (body: string): string =>
    `function build() {\n  function warn(text) {\n    if (warn.shown) return;\n    log(text);\n    warn.shown = true;\n  }\n  function start(text) {\n    if (!text) return;\n    log(text);\n    ${body}\n  }\n  return { start };\n}`;
  const said = (body: string): readonly string[] => {
    const warn = locateUnits(parseSource('/repo/cart.ts', text(body)), 'cart.ts').find(({ unit }) => unit.name === 'build.warn');
    return warn ? sharedState.detect(warn, { callSites: [] }).map((fact) => fact.text) : ['not found'];
  };
  assert.deepEqual(said('warn(text);'), []);
  assert.deepEqual(said('keep(warn);'), ['Changes `warn`, which `start` reads.']);
});

test('a method or a member of that name is no reader', () => {
  const text =
    'function open() {\n  let error;\n  function next(value) {\n    if (!value) return;\n    error = value;\n  }\n  function settle() { const { error: last } = report(); return last; }\n  return { next, settle, error() { stop(); } };\n}';
  assert.deepEqual(sentences(sharedState, text, 'open.next'), []);
});
