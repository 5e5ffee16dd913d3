import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { locateUnits } from '../../src/analysis/locateUnits.ts';
import { matchUnits } from '../../src/analysis/matchUnits.ts';
import { parseSource } from '../../src/analysis/parseSource.ts';
import type { LocatedUnit } from '../../src/analysis/sourceText.ts';
import { packages, randomFrom, sampleOf } from './packages.ts';
import { extractFunction, inlineFunction, moveBetween, moveWithin, renameFunction, type Refactoring } from './refactorings.ts';

const long = process.env['UNDERSTAND_LONG'] === '1';
const seed = Number(process.env['UNDERSTAND_SEED'] ?? '1');
const wanted = long ? 200 : 20;
const kinds = [extractFunction, inlineFunction, renameFunction, moveWithin, moveBetween];

function unitsOf(files: Readonly<Record<string, string>>): readonly LocatedUnit[] {
  return Object.entries(files).flatMap(([path, text]) => locateUnits(parseSource(`/repo/${path}`, text), path));
}

/** What was said instead of what was done; `undefined` when it was told as such. */
function mistaken({ kind, before, after, unit, other }: Refactoring): string | undefined {
  const matches = matchUnits(unitsOf(before), unitsOf(after));
  const match = matches.find((each) => (kind === 'inline' ? each.before?.unit.name : each.after?.unit.name) === unit);
  const status = match?.status ?? 'not found';
  if (kind === 'rename') return status === 'renamed' ? undefined : status;
  if (kind === 'move between') return status === 'moved' ? undefined : status;
  if (kind === 'move within') return status === 'same behaviour' ? undefined : status;
  const { trace } = match ?? {};
  const how = kind === 'extract' ? 'extracted' : 'inlined';
  // The code may have stood in a named function inside, which is a unit of its own.
  const isThere = trace?.with.unit.name === other || trace?.with.unit.name.startsWith(`${other ?? ''}.`) === true;
  return trace?.how === how && isThere
    ? undefined
    : `${status} ${trace?.how ?? ''} ${trace?.with.unit.name ?? ''} instead of ${other ?? ''}`;
}

/** The others are untouched by a rename or a move: none of them may count as new, edited or removed. */
function disturbed({ kind, before, after, unit }: Refactoring): readonly string[] {
  if (kind === 'extract' || kind === 'inline') return [];
  return matchUnits(unitsOf(before), unitsOf(after))
    .filter(({ status }) => status === 'new' || status === 'removed' || status === 'edited')
    .map(({ before: old, after: now, status }) => `${now?.unit.name ?? old?.unit.name ?? ''} ${status}`)
    .filter((name) => !name.startsWith(`${unit} `));
}

test(`mechanical refactorings of ${packages.join(', ')} are told as what they are (${wanted}, seed ${seed})`, (context) => {
  const random = randomFrom(seed);
  const done: (Refactoring & { readonly file: string })[] = [];
  const count = (kind: string): number => done.filter((each) => each.kind === kind).length;
  for (let round = 0; done.length < wanted && round < 4; round += 1) {
    for (const file of sampleOf(seed + round)) {
      const text = readFileSync(file, 'utf8');
      for (const refactor of kinds) {
        const made = done.length < wanted ? refactor(text, random) : undefined;
        if (made && count(made.kind) < wanted / kinds.length) done.push({ ...made, file: file.slice(file.indexOf('node_modules/') + 13) });
      }
    }
  }
  const wrong = done.flatMap((each) => {
    const said = mistaken(each);
    return said === undefined ? [] : [`${each.kind} of ${each.unit} in ${each.file}: ${said}`];
  });
  context.diagnostic(
    `${done.length} refactorings (${kinds.length} kinds: ${['extract', 'inline', 'rename', 'move within', 'move between'].map((kind) => `${count(kind)} ${kind}`).join(', ')}), ${wrong.length} mistaken`,
  );
  for (const line of wrong) context.diagnostic(line);
  assert.ok(done.length >= wanted, `only ${done.length}`);
  assert.ok(wrong.length <= done.length * 0.05, wrong.join('\n'));
  assert.deepEqual(done.flatMap(disturbed).slice(0, 5), []);
});
