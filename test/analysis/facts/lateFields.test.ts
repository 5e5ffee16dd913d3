import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lateFields } from '../../../src/analysis/facts/lateFields.ts';
import { sentences } from '../unitIn.ts';

const view = (members: string): string => `class View {\n  private dom!: Node;\n  ${members}\n}`;

test('a field that only one method sets, and who reads it as if it were there', () => {
  assert.deepEqual(sentences(lateFields, view('mount(at: Node) { this.dom = at; }\n  size() { return this.dom.childNodes.length; }')), [
    '`dom` is `undefined` until `mount` has set it (line 3); `size` reads it without asking.',
  ]);
});

test('fields of the constructor, public ones, and those that somebody asks about stay unmentioned', () => {
  assert.deepEqual(sentences(lateFields, view('constructor(at: Node) { this.dom = at; }\n  size() { return this.dom.x; }')), []);
  assert.deepEqual(sentences(lateFields, view('mount(at: Node) { this.dom = at; }\n  size() { return this.dom ? this.dom.x : 0; }')), []);
  assert.deepEqual(sentences(lateFields, 'class View { dom!: Node; mount(at) { this.dom = at; } size() { return this.dom.x; } }'), []);
});

test('a field that the constructor has set, through other methods, is there', () => {
  const text = view(
    'constructor(at: Node) { this.update(at); }\n  update(at: Node) { this.mount(at); }\n  mount(at: Node) { this.dom = at; }\n  size() { return this.dom.childNodes.length; }',
  );
  assert.deepEqual(sentences(lateFields, text), []);
});
