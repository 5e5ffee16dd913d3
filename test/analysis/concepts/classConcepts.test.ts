import assert from 'node:assert/strict';
import { test } from 'node:test';
import { classConcepts } from '../../../src/analysis/concepts/classConcepts.ts';
import { caseProblems, familyProblems } from './conceptCase.ts';
import type { ConceptCase } from './conceptCase.ts';

const cases: readonly ConceptCase[] = [
  {
    id: 'this-loss',
    shows: 'class Cart { items = []; add(item) { this.items.push(item); } fill(list) { list.forEach(this.add); } }',
    why: '`add` is handed on without its object: called from there, `this` in it is `undefined`.',
    near: 'class Cart { items = []; add = (item) => { this.items.push(item); }; fill(list) { list.forEach(this.add); } }',
  },
  {
    id: 'arrow-this',
    shows: 'class Form { onSubmit = () => { this.send(this.values); }; }',
    why: '`onSubmit` keeps its `this` wherever it is handed; each `Form` makes one of its own, and `super.onSubmit` is `undefined`.',
    near: 'class Form { isEmpty = (values) => values.length === 0; }',
  },
  {
    id: 'class-field-order',
    shows: 'class Client {\n  base = this.options.url;\n  constructor(options) { this.options = options; }\n}',
    why: "`base` (line 2) is computed before the constructor's own lines run: it sees `this.options` as it is then.",
    near: 'class Client { base = () => this.options.url; constructor(options) { this.options = options; } }',
  },
  {
    id: 'super-before-this',
    shows: 'class AdminView extends View {\n  constructor(root, user) {\n    super(root);\n    this.user = user;\n  }\n}',
    why: 'The constructor of `View` runs first: until line 4 `this.user` is not there, not for a method it calls either.',
    near: 'class AdminView extends View { constructor(root) { super(root, defaults); } }',
  },
  {
    id: 'private-hash',
    shows: 'class Vault { #key = 1; open() { return decode(this.#key); } }',
    why: '`#key` does not exist outside the class at run time: no cast, no `Proxy` and no test can reach it.',
    near: 'class Vault { private key = 1; open() { return decode(this.key); } }',
  },
  {
    id: 'getter-side-effect',
    shows: 'class Report { get rows() { return this.source.filter((row) => row.open); } }',
    why: 'Each read of `rows` runs `this.source.filter` again: reading it twice is two calls.',
    near: 'class Report { get rows() { return this.cached; } }',
  },
  {
    id: 'overload-impl',
    shows:
      'function parse(text: string): Node;\nfunction parse(text: Buffer): Node;\nfunction parse(text: string | Buffer): Node { return read(text); }',
    why: 'Callers see the 2 signatures above `parse`; that the body keeps each promise is not checked.',
    near: 'function parse(text: string | Buffer): Node { return read(text); }\nabstract class A { abstract run(): void; }',
  },
];

for (const each of cases) {
  test(`${each.id}: ${each.why}`, () => assert.deepEqual(caseProblems(each), []));
}

test('every concept of the family has a case of its own', () => assert.deepEqual(familyProblems(classConcepts, cases), []));
