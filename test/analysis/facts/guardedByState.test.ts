import assert from 'node:assert/strict';
import { test } from 'node:test';
import { guardedByState } from '../../../src/analysis/facts/guardedByState.ts';
import { sentences } from '../unitIn.ts';

test('whoever set the flag that a first test leaves by is named', () => {
  const text = `class Feed {
  next(value) { if (this.#closed) return; this.out(value); }
  close() { this.#closed = true; }
}`;
  assert.deepEqual(sentences(guardedByState, text, 'Feed.next'), [
    'Once `close` has set `this.#closed` (line 3), this leaves on line 2: the rest does not run.',
  ]);
  const reopened = text.replace('\n}', '\n  open() { this.#closed = false; }\n}');
  assert.deepEqual(sentences(guardedByState, reopened, 'Feed.next'), [
    'Once `close` has set `this.#closed` (line 3), this leaves on line 2: the rest does not run until `open` (line 4) sets it otherwise.',
  ]);
});

test('a unit that closes its own door acts for the first caller only', () => {
  const text = 'let started = false;\nfunction start() {\n  if (started) return;\n  started = true;\n  listen();\n}';
  assert.deepEqual(sentences(guardedByState, text, 'start'), ['Line 4 sets `started`: from then on calls leave on line 3.']);
});

test('unknown values, own variables, arguments and tests with another branch stay unmentioned', () => {
  const feed = (close: string): string =>
    `class Feed { next(value) { if (this.closed) return; this.out(value); } close(how) { ${close} } }`;
  assert.deepEqual(sentences(guardedByState, feed('this.closed = how;'), 'Feed.next'), []);
  assert.deepEqual(sentences(guardedByState, feed('other.closed = true;'), 'Feed.next'), []);
  assert.deepEqual(sentences(guardedByState, 'function f(done) { if (done) return; run(); done = true; }'), []);
  assert.deepEqual(
    sentences(guardedByState, 'let on = 1;\nfunction f() { if (on) return; else stop(); run(); }\nfunction g() { on = true; }', 'f'),
    [],
  );
});

test('each place that opens the way out is named', () => {
  const text = `class Feed {
  next(value) { if (this.#done) return; this.out(value); }
  error(cause) { this.#done = true; this.fail(cause); }
  complete() { this.#done = true; this.end(); }
}`;
  assert.deepEqual(sentences(guardedByState, text, 'Feed.next'), [
    'Once `error` or `complete` has set `this.#done` (lines 3, 4), this leaves on line 2: the rest does not run.',
  ]);
});
