import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sharedState } from '../../../src/analysis/facts/sharedState.ts';
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
