import assert from 'node:assert/strict';
import { test } from 'node:test';
import { writtenThroughDefault } from '../../../src/analysis/facts/writtenThroughDefault.ts';
import { sentences } from '../unitIn.ts';

test('what is written to a default is written into what was passed', () => {
  const text = `function sendFile(path, options) {
  const opts = options || {};
  opts.etag = etagOf(path);
  return send(path, opts);
}`;
  assert.deepEqual(sentences(writtenThroughDefault, text), [
    'Where `options` was passed, `opts` is that very object: line 3 writes `etag` into it.',
  ]);
});

test('a name that is given another object on some way may still be what was passed', () => {
  const text = `function sendFile(path, options, done) {
  let opts = options ?? {};
  if (typeof options === 'function') opts = {};
  delete opts.etag;
  return send(path, opts);
}`;
  assert.deepEqual(sentences(writtenThroughDefault, text), [
    '`opts` may be the very object passed as `options` (line 2): line 4 removes `etag` from it.',
  ]);
});

test('a copy, a parameter that was replaced before, and a default that is only read say nothing', () => {
  assert.deepEqual(
    sentences(writtenThroughDefault, 'function send(options) { const opts = { ...options }; opts.etag = true; go(opts); }'),
    [],
  );
  assert.deepEqual(
    sentences(
      writtenThroughDefault,
      'function send(options) { options = { ...options }; const opts = options || {}; opts.etag = 1; go(opts); }',
    ),
    [],
  );
  assert.deepEqual(sentences(writtenThroughDefault, 'function send(options) { const opts = options || {}; return opts.etag; }'), []);
});
