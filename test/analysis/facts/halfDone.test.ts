import assert from 'node:assert/strict';
import { test } from 'node:test';
import { halfDone } from '../../../src/analysis/facts/halfDone.ts';
import { sentences } from '../unitIn.ts';

test('state that a failure leaves switched on is named', () => {
  const text =
    'class A {\n  async load() {\n    this.loading = true;\n    this.items = await api.items();\n    this.loading = false;\n  }\n}';
  assert.deepEqual(sentences(halfDone, text, 'A.load'), ['If `api.items` fails, `this.loading` stays `true`: line 5 is never reached.']);
  const hook = 'async function useItems() {\n  setBusy(true);\n  await refresh();\n  setBusy(false);\n}';
  assert.deepEqual(sentences(halfDone, hook), ['If `refresh` fails, what `setBusy` sets stays `true`: line 4 is never reached.']);
});

test('a finally, a handled failure or a mark of success leave nothing stuck', () => {
  const said = (body: string): readonly string[] => sentences(halfDone, `async function f(order) {\n${body}\n}`);
  assert.deepEqual(said('order.busy = true; try { await charge(order); } finally { order.busy = false; }'), []);
  assert.deepEqual(said('order.busy = true; try { await charge(order); } catch { log(); } order.busy = false;'), []);
  assert.deepEqual(said('order.done = false; await charge(order); order.done = true;'), []);
});

test('a count that a failure leaves stepped up is named', () => {
  const pump = (caught: string, end = ''): string =>
    `class Queue {\n  async pump(job) {\n    this.running++;\n    try {\n      await job.run();\n    } catch (error) {\n      ${caught}\n    }${end}\n    this.running--;\n  }\n}`;
  assert.deepEqual(sentences(halfDone, pump('this.onDead(job, error);'), 'Queue.pump'), [
    'If `this.onDead` (line 7) throws, `this.running` is never stepped back: line 9 is not reached.',
  ]);
  assert.deepEqual(sentences(halfDone, pump('await this.report(error);'), 'Queue.pump'), [
    'If `this.report` (line 7) fails, `this.running` is never stepped back: line 9 is not reached.',
  ]);
  assert.deepEqual(sentences(halfDone, pump('this.failed.push(job);'), 'Queue.pump'), []);
  const safe = 'class Queue {\n  async pump(job) {\n    this.running++;\n    try { await job.run(); } finally { this.running--; }\n  }\n}';
  assert.deepEqual(sentences(halfDone, safe, 'Queue.pump'), []);
});
