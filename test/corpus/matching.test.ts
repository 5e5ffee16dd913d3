import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { locateUnits } from '../../src/analysis/locateUnits.ts';
import { matchUnits } from '../../src/analysis/matchUnits.ts';
import { parseSource } from '../../src/analysis/parseSource.ts';
import type { LocatedUnit } from '../../src/analysis/sourceText.ts';
import type { UnitMatch } from '../../src/analysis/unitMatch.ts';
import { seededRandom, shuffled } from '../../src/exercises/seededRandom.ts';
import { isSubstantial } from '../../src/terms/unit.ts';
import { sampleOf } from './packages.ts';
import { wideRefactoringsOf } from './wideRefactorings.ts';

const long = process.env['UNDERSTAND_LONG'] === '1';
const seed = Number(process.env['UNDERSTAND_SEED'] ?? '1');
const wanted = long ? 200 : 40;
const helper = 'restOfIt';

interface Refactored {
  readonly how: string;
  readonly before: readonly LocatedUnit[];
  readonly after: readonly LocatedUnit[];
  readonly isToldAsSuch: (match: UnitMatch) => boolean;
}

const unitsOf = (file: string, text: string): readonly LocatedUnit[] => locateUnits(parseSource(file, text), file);
const isNamed = (located: LocatedUnit | undefined, name: string): boolean =>
  located?.unit.name.split('.').at(-1) === name.split('.').at(-1);

/** What a person does to a unit with the editor's refactorings, each with the one thing that tells it apart. */
function refactored(located: LocatedUnit, file: string): readonly Refactored[] {
  const { node, sourceFile, unit } = located;
  const moved = wideRefactoringsOf(node, sourceFile).flatMap(({ how, before, after, beside }): readonly Refactored[] => {
    const units = {
      before: unitsOf(file, before),
      after: [...unitsOf(file, after), ...(beside ? unitsOf(join(dirname(file), beside.name), beside.text) : [])],
    };
    // What was too small to be a unit beside its helper is now what the helper was.
    const isWhole = !units.before.some(({ unit: { name } }) => name === unit.name);
    if (how === 'helper inlined and removed')
      return [
        {
          how,
          ...units,
          isToldAsSuch: ({ before: old, after: now, trace }) =>
            isNamed(old, helper) && (isWhole ? isNamed(now, unit.name) : trace?.how === 'inlined' && isNamed(trace.with, unit.name)),
        },
      ];
    if (how === 'moved to another file')
      return [
        {
          how,
          ...units,
          isToldAsSuch: ({ before: old, after: now, status }) =>
            isNamed(old, unit.name) && status === 'moved' && now?.unit.path !== old?.unit.path,
        },
      ];
    if (!how.startsWith('into ')) return [];
    // Where nothing is left behind that is a unit, the new one is a part of what the old one was.
    const hows = new Set(units.after.some(({ unit: { name } }) => name === unit.name) ? ['extracted'] : ['extracted', 'split']);
    return [
      {
        how,
        ...units,
        isToldAsSuch: ({ after: now, trace }) =>
          isNamed(now, helper) && trace !== undefined && hows.has(trace.how) && isNamed(trace.with, unit.name),
      },
    ];
  });
  const name = 'name' in node ? (node.name as { getText(): string } | undefined)?.getText() : undefined;
  if (name === undefined || !/^\w{3,}$/u.test(name) || unit.kind !== 'function') return moved;
  const text = sourceFile.text.replaceAll(new RegExp(String.raw`(?<![\w.'"#$])${name}(?![\w'"$]|\s*:)`, 'gu'), `${name}Again`);
  const isTold = ({ before: old, after: now, status }: UnitMatch): boolean =>
    isNamed(old, name) && isNamed(now, `${name}Again`) && status === 'renamed';
  return [...moved, { how: 'renamed', before: unitsOf(file, sourceFile.text), after: unitsOf(file, text), isToldAsSuch: isTold }];
}

test(`refactorings are matched as what they are (seed ${String(seed)})`, (context) => {
  const random = seededRandom(seed);
  const tried = new Map<string, number>();
  const missed: string[] = [];
  let done = 0;
  for (const file of sampleOf(seed)) {
    if (done >= wanted) break;
    const units = unitsOf(file, readFileSync(file, 'utf8')).filter(({ unit }) => isSubstantial(unit));
    for (const located of shuffled([...units], random).slice(0, long ? 12 : 4)) {
      // The rarest so far of those that fit, so that each is tried about as often.
      const [each] = refactored(located, file).toSorted((left, right) => (tried.get(left.how) ?? 0) - (tried.get(right.how) ?? 0));
      if (!each || done >= wanted) continue;
      done += 1;
      tried.set(each.how, (tried.get(each.how) ?? 0) + 1);
      if (!matchUnits(each.before, each.after).some(each.isToldAsSuch)) missed.push(`${each.how}: ${file} ${located.unit.name}`);
    }
  }
  const share = (done - missed.length) / done;
  context.diagnostic(
    `${String(done)} refactorings (${[...tried].map(([how, times]) => `${how} ${String(times)}`).join(', ')}): ${(100 * share).toFixed(1)} %`,
  );
  assert.equal(done, wanted);
  assert.ok(tried.size >= 5, [...tried.keys()].join(', '));
  assert.ok(share >= 0.95, missed.join('\n'));
});
