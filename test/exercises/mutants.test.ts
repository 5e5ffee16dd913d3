import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mutantsOf } from '../../src/exercises/mutants.ts';
import { unitOf } from '../fakes/fakeWorld.ts';

function variants(text: string): readonly string[] {
  return mutantsOf(unitOf(text).located).map(({ kind, edits }) => {
    const [edit] = edits;
    return edit === undefined
      ? kind
      : `${kind}: ${(text.slice(0, edit.start) + edit.text + text.slice(edit.end)).split('\n').slice(1, -1).join('⏎')}`;
  });
}

test('a guard is removed with its line breaks kept, and its condition negated', () => {
  assert.deepEqual(variants('function f(a) {\nif (!a) {\nreturn;\n}\ng(a);\n}'), [
    'guard removed: ;⏎⏎⏎g(a);',
    'condition negated: if (!(!a)) {⏎return;⏎}⏎g(a);',
    'statement removed: if (!a) {⏎return;⏎}⏎;',
    'failure swallowed: if (!a) {⏎return;⏎}⏎try { g(a); } catch {}',
  ]);
});

test('a catch clause becomes one that rethrows and one that is empty', () => {
  const found = variants('async function f() {\ntry { return await g(); } catch { h(); }\n}');
  assert.equal(found.includes('catch rethrows: try { return await g(); } catch (caught) { throw caught; }'), true);
  assert.equal(found.includes('failure swallowed: try { return await g(); } catch {}'), true);
  assert.equal(found.includes('await dropped: try { return (g()); } catch { h(); }'), true);
});

test('neighbouring statements change places', () => {
  assert.equal(variants('function f() {\ng();\nh();\n}').includes('neighbours swapped: h();⏎g();'), true);
});
