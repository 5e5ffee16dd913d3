import assert from 'node:assert/strict';
import { test } from 'node:test';
import { usesAsFirst } from '../../src/analysis/firstUses.ts';
import { alteredByChange } from '../../src/explain/alteredByChange.ts';
import { alteredFacts } from '../../src/stories/alteredFacts.ts';
import { unitIn } from '../analysis/unitIn.ts';

/** What the sidebar says a change altered of the first unit. */
function altered(now: string, before: string): readonly string[] {
  const located = unitIn(now);
  const facts = alteredFacts({ located, packageUses: () => usesAsFirst(located) }, before);
  return alteredByChange({ ...facts, lines: located.unit.lines }).map(({ text }) => text);
}

const search = "import { debounce } from 'timing';\nexport function search(run) {\n  return debounce(run, 200);\n}";
const news = 'New with it: First use of `debounce` of `timing` in this file (line 3).';

test('a package that a change brings into a file is told of the unit that uses it, be the unit new or edited', () => {
  assert.deepEqual(altered(search, ''), [news]);
  assert.deepEqual(altered(search, 'export function search(run) {\n  return run;\n}'), [news]);
});

test('a file that used the name already, and a change of other lines, bring no such news', () => {
  assert.deepEqual(altered(search, search.replace('200', '300')), []);
  assert.deepEqual(altered(search, `${search}\nexport function other() {\n  return 1;\n}`), []);
});
