import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { locateUnits } from '../../src/analysis/locateUnits.ts';
import { parseSource } from '../../src/analysis/parseSource.ts';
import { whyItIsThere } from '../../src/explain/whyItIsThere.ts';
import { openRepository } from '../../src/git/repository.ts';
import { createUnitCommits } from '../../src/stories/unitCommits.ts';
import type { Unit } from '../../src/terms/unit.ts';
import { createGitRepository } from '../builders/gitRepository.ts';

const repository = createGitRepository();
after(() => repository.dispose());

const first = `export function total(items) {
  let sum = 0;
  for (const item of items) sum += item.price;
  return sum;
}
`;
const second = first.replace('sum += item.price', 'if (!item.free) sum += item.price');
const day = Date.parse('2024-03-01T12:00:00Z');
repository.write('src/cart.ts', first);
repository.commit('Sum a cart (#12)', { at: day });
repository.write('src/cart.ts', second);
repository.commit('Leave free items out\n\nSamples were charged, SHOP-7.', { at: day + 86_400_000 });

async function told(text: string, name = 'total'): Promise<readonly (readonly [string, unknown])[]> {
  const opened = await openRepository(repository.root);
  assert.ok(opened.ok);
  const file = `${repository.root}/src/cart.ts`;
  const unit: Unit | undefined = locateUnits(parseSource(file, text), 'src/cart.ts').find((each) => each.unit.name === name)?.unit;
  assert.ok(unit);
  const committed = await createUnitCommits(opened.value).of(file, unit);
  return committed === undefined
    ? []
    : whyItIsThere(committed).map(({ text: words, lines }) => [words.replace(/, [0-9a-f]{7}/u, ''), lines]);
}

test('the lines of a unit are told by the commits that wrote them, also when code above it moved them since', async () => {
  const expected = (at: number): unknown => [
    [
      '4 of its 5 lines came with “Sum a cart” on 2024-03-01 (pull request #12).',
      [
        [at, at + 1],
        [at + 3, at + 4],
      ],
    ],
    ['Last changed by “Leave free items out” on 2024-03-02 (issue SHOP-7) (one line).', [[at + 2, at + 2]]],
  ];
  assert.deepEqual(await told(second), expected(1));
  assert.deepEqual(await told(`const rate = 2;\n\n${second}`), expected(3));
});

test('an edit that is not committed keeps the commits and names no lines of its own', async () => {
  const [came] = await told(second.replace('return sum', 'return Math.round(sum)'));
  assert.deepEqual(came, ['4 of its 5 lines came with “Sum a cart” on 2024-03-01 (pull request #12).', [[1, 5]]]);
});

test('of a unit that no commit has, nothing is told', async () => {
  assert.deepEqual(await told(`${second}export function tax(sum) {\n  return sum * 2;\n}\n`, 'tax'), []);
});
