import assert from 'node:assert/strict';
import { test } from 'node:test';
import { overriding } from '../../../src/analysis/facts/overriding.ts';
import { sentences } from '../unitIn.ts';

const text = (own: string, base = 'this.clear();'): string =>
  `class View {\n  destroy() { ${base} }\n}\nclass Widget extends View {\n  destroy() { ${own} }\n}`;

test('methods of one file that run instead of each other are named', () => {
  assert.deepEqual(sentences(overriding, text('this.remove();'), 'View.destroy'), [
    'On a `Widget` this does not run: its own `destroy` (line 5) does not call `super.destroy`.',
  ]);
  assert.deepEqual(sentences(overriding, text('this.remove();'), 'Widget.destroy'), [
    'Runs instead of `View.destroy` (line 2), which is not called from here.',
  ]);
});

test('a method that goes on to the one above, or has nothing above it, is no news', () => {
  assert.deepEqual(sentences(overriding, text('super.destroy(); this.remove();'), 'View.destroy'), []);
  assert.deepEqual(sentences(overriding, text('super.destroy();'), 'Widget.destroy'), []);
  assert.deepEqual(sentences(overriding, text('this.remove();', ''), 'Widget.destroy'), []);
  assert.deepEqual(sentences(overriding, 'class A extends B { run() { go(); } } class B extends A { run() { go(); } }', 'A.run').length, 2);
});

test('a call that runs the method of a subclass is named', () => {
  const view = (close: string): string =>
    `class View {\n  close() { ${close} }\n  destroy() { clear(); }\n}\nclass Widget extends View {\n  destroy() { remove(); }\n}`;
  assert.deepEqual(sentences(overriding, view('this.destroy();'), 'View.close'), [
    'Where this is a `Widget`, line 2 runs its own `destroy` (line 6), not the one of this class.',
  ]);
  assert.deepEqual(sentences(overriding, view('this.clear();'), 'View.close'), []);
  assert.deepEqual(sentences(overriding, view('other.destroy();'), 'View.close'), []);
});

test('an abstract method runs nowhere by itself, so nothing runs instead of it', () => {
  const abstract =
    'abstract class View {\n  abstract size(): number;\n  area() { return this.size() * 2; }\n}\nclass Widget extends View {\n  size() { return 1; }\n}';
  assert.deepEqual(sentences(overriding, abstract, 'View.area'), []);
});
