import assert from 'node:assert/strict';
import { test } from 'node:test';
import { distributiveType } from '../../../src/analysis/facts/distributiveType.ts';
import { sentences } from '../unitIn.ts';

test('a condition on a bare type parameter asks each member of a union', () => {
  assert.deepEqual(sentences(distributiveType, "type Names<T> = T extends { name: string } ? T['name'] : 'none';"), [
    'For a union in `T`, each member is decided by itself, and `never` gives `never`: neither branch.',
  ]);
});

test('a wrapped parameter, and a type that is no parameter, are asked as a whole', () => {
  assert.deepEqual(sentences(distributiveType, 'type IsNever<T> = [T] extends [never] ? true : false;'), []);
  assert.deepEqual(sentences(distributiveType, 'type Keyed<T> = keyof T extends string ? T : never;'), []);
  assert.deepEqual(sentences(distributiveType, 'type Fixed<T> = Order extends T ? T : never;'), []);
});
