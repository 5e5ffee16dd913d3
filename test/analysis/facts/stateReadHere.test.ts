import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stateReadHere } from '../../../src/analysis/facts/stateReadHere.ts';
import { sentences } from '../unitIn.ts';

test('a field that another method assigns is named', () => {
  const text = 'class Session { isOpen() { return !this.closed; } close() { this.closed = true; } }';
  assert.deepEqual(sentences(stateReadHere, text, 'Session.isOpen'), ['Depends on `this.closed`, which `close` assigns.']);
});

test('variables of the function and of the file around a unit count too', () => {
  assert.deepEqual(
    sentences(
      stateReadHere,
      'let level = 1;\nfunction log(text) { if (level > 1) print(text); }\nfunction setLevel(to) { level = to; }',
      'log',
    ),
    ['Depends on `level`, which `setLevel` assigns.'],
  );
});

test('fields set once, own writes, other objects and shadowed names stay unmentioned', () => {
  assert.deepEqual(sentences(stateReadHere, 'class A { constructor() { this.a = 1; } get() { return this.a; } }', 'A.get'), []);
  assert.deepEqual(sentences(stateReadHere, 'class A { next() { return this.a++; } }', 'A.next'), []);
  assert.deepEqual(
    sentences(stateReadHere, 'class A { get() { return this.a; } make() { return { set() { this.a = 1; } }; } }', 'A.get'),
    [],
  );
  assert.deepEqual(
    sentences(
      stateReadHere,
      'let a = 1;\nfunction f(a) { return -a; }\nfunction g() { let a = 2; a = 3; }\nfunction h() { return -a; }',
      'h',
    ),
    [],
  );
});
