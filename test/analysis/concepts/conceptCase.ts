import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openBoundedProgram } from '../../../src/analysis/boundedProgram.ts';
import type { ConceptDetector } from '../../../src/analysis/conceptDetector.ts';
import { detectConcepts } from '../../../src/analysis/detectConcepts.ts';
import { createDocumentCache } from '../../../src/analysis/documentCache.ts';
import { locateUnits } from '../../../src/analysis/locateUnits.ts';
import { parseSource } from '../../../src/analysis/parseSource.ts';
import { memoryHost } from '../memoryHost.ts';

/** One concept in the shape production code has, and code that looks alike and does not show it. */
export interface ConceptCase {
  readonly id: string;
  readonly shows: string;
  readonly why: string;
  readonly near: string;
  /** Read with types; both texts then. */
  readonly typed?: true;
}

const cache = createDocumentCache();
const file = '/repo/cart.tsx';

/** Why each concept matters in any unit of the text; the first unit that shows it speaks. */
function whysIn(text: string, typed: boolean): ReadonlyMap<string, string> {
  const host = memoryHost({ [file]: text, '/repo/tsconfig.json': '{ "compilerOptions": { "strict": true, "lib": ["ESNext", "DOM"] } }' });
  const program = typed ? openBoundedProgram({ entry: file, overlays: new Map(), root: '/repo', host, cache }) : undefined;
  const sourceFile = program?.sourceFile(file) ?? parseSource(file, text);
  const whys = new Map<string, string>();
  for (const located of locateUnits(sourceFile, 'cart.tsx'))
    for (const { id, why } of detectConcepts(located, program?.checker)) if (!whys.has(id)) whys.set(id, why);
  return whys;
}

/** A test for each case, and one that every detector of the family has a case. */
export function testConcepts(family: readonly ConceptDetector[], cases: readonly ConceptCase[]): void {
  for (const { id, shows, why, near, typed = false } of cases) {
    test(`${id}: ${why}`, () => {
      assert.equal(whysIn(shows, typed).get(id), why);
      assert.equal(whysIn(near, typed).get(id), undefined, 'the near miss');
    });
  }
  test('every concept of the family has a case of its own', () => {
    assert.deepEqual(
      family.map(({ id }) => id).filter((id) => !cases.some((each) => each.id === id)),
      [],
    );
    assert.equal(new Set(family.map(({ id }) => id)).size, family.length);
  });
}
