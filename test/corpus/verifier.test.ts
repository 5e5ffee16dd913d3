import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import { before, describe, test } from 'node:test';
import { isSubstantial } from '../../src/terms/unit.ts';
import { openStudy } from './openStudy.ts';
import { packages, sampleOf, sourcesOf } from './packages.ts';
import { concurrently, runProgram } from './runProgram.ts';
import { sabotagesOf, type Sabotaged } from './sabotage.ts';
import type { Item } from './item.ts';
import { itemProblems } from './verifyItem.ts';

const long = process.env['UNDERSTAND_LONG'] === '1';
const seed = Number(process.env['UNDERSTAND_SEED'] ?? '1');
const wanted = long ? 330 : 10;

interface Found {
  readonly item: Item;
  readonly file: string;
}

const found: Found[] = [];

before(async () => {
  const all = packages.map((name) => dirname(sourcesOf(name)));
  const roots = long ? all : [all[seed % all.length] ?? ''];
  for (const root of roots) {
    const share = Math.ceil(wanted / roots.length);
    let taken = 0;
    const opened = await openStudy(root, seed);
    for (const file of sampleOf(seed).filter((candidate) => candidate.startsWith(`${root}/`))) {
      if (taken >= share) break;
      const text = readFileSync(file, 'utf8');
      const studied = opened.study.study({ file, path: relative(root, file), text }, { root, depth: 'types' });
      if (!studied.ok) continue;
      for (const unit of studied.value.units.filter(({ located }) => isSubstantial(located.unit))) {
        if (taken >= share) break;
        const { exercises } = await opened.study.ask(studied.value, unit, { seed });
        found.push(...exercises.map((item) => ({ item, file: text })));
        taken += exercises.length;
      }
      studied.value.program?.dispose();
    }
    opened.dispose();
  }
});

describe(`the checker that knows nothing of the product (${long ? 'in full' : 'a sample'}, seed ${seed})`, () => {
  test('accepts what the product asks', async (context) => {
    assert.ok(found.length >= wanted, `only ${found.length} questions`);
    const judged = await concurrently(found, 2, async ({ item, file }) => await itemProblems(item, file, runProgram));
    const refused = judged.flatMap((problems, index) =>
      problems.length === 0 ? [] : [[found[index]?.item.kind, found[index]?.item.stem, ...problems]],
    );
    context.diagnostic(`${found.length} questions, ${refused.length} refused`);
    assert.deepEqual(refused, []);
  });

  test('refuses what was tampered with', async (context) => {
    let state = seed;
    const random = (): number => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
    const spoilt: Sabotaged[] = [];
    for (const { item, file } of found) spoilt.push(...(await sabotagesOf(item, file, random, runProgram)));
    const judged = await concurrently(spoilt, 2, async ({ item, file }) => await itemProblems(item, file, runProgram));
    const passed = spoilt.filter((_, index) => judged[index]?.length === 0);
    context.diagnostic(`${spoilt.length} sabotages, ${passed.length} not seen; by kind: ${byKind(spoilt)}`);
    assert.ok(spoilt.length >= wanted * 2);
    assert.ok(passed.length <= spoilt.length * 0.005, passed.map(({ how, item }) => `${how}: ${item.kind} ${item.stem}`).join('\n'));
  });
});

function byKind(spoilt: readonly Sabotaged[]): string {
  return [...Map.groupBy(spoilt, ({ how }) => how)].map(([how, all]) => `${how} ${all.length}`).join(', ');
}
