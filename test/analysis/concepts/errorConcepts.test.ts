import assert from 'node:assert/strict';
import { test } from 'node:test';
import { errorConcepts } from '../../../src/analysis/concepts/errorConcepts.ts';
import { caseProblems, familyProblems } from './conceptCase.ts';
import type { ConceptCase } from './conceptCase.ts';

const cases: readonly ConceptCase[] = [
  {
    id: 'catch-swallow',
    shows: 'async function submit(order) {\n  try { await audit(order); } catch (error) { console.error(error); }\n  return order.id;\n}',
    why: 'A failure of `audit` ends in this `catch`: the code after line 2 goes on as if it had worked.',
    near: 'async function submit(order) { try { await audit(order); } catch (error) { this.failed = error; } return order.id; }',
  },
  {
    id: 'finally-override',
    shows: 'function read(path) { try { return parse(path); } finally { return null; } }',
    why: 'The `return` on line 1 replaces whatever the `try` returned or threw.',
    near: 'function read(path) { try { return parse(path); } finally { close(path); } }',
  },
  {
    id: 'rethrow-cause',
    shows:
      "async function load(id) { try { return await db.get(id); } catch (error) { throw new LoadError('no order', { cause: error }); } }",
    why: 'The `cause` keeps the first error with its stack; without it only the message of `LoadError` is left.',
    near: "async function load(id) { try { return await db.get(id); } catch (error) { throw new LoadError('no order', { id }); } }",
  },
  {
    id: 'catch-unknown',
    shows: 'function save(order) { try { db.put(order); } catch (error) { return error.message; } }',
    why: 'Anything can be thrown: `error` need not have a `message`, and a thrown `null` makes line 1 throw again.',
    near: 'function save(order) { try { db.put(order); } catch (error) { return error instanceof Error ? error.message : String(error); } }',
  },
  {
    id: 'custom-error-instanceof',
    shows: 'function status(error) { if (error instanceof HttpError) return error.status; return 500; }',
    why: '`error` passes only when this very `HttpError` made it: one from a second copy of the package fails the test.',
    near: 'function status(error) { if (error instanceof TypeError) return 400; return 500; }',
  },
];

for (const each of cases) {
  test(`${each.id}: ${each.why}`, () => assert.deepEqual(caseProblems(each), []));
}

test('every concept of the family has a case of its own', () => assert.deepEqual(familyProblems(errorConcepts, cases), []));
