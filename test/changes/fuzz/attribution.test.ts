import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createFuzzWorld } from './fuzzWorld.ts';
import { diskOperations, editingOperations } from './editingOperations.ts';
import { gitOperations } from './gitOperations.ts';
import type { Operation } from './operation.ts';
import type { Random } from './random.ts';

const allOperations = [...editingOperations, ...diskOperations, ...gitOperations];
const isLong = process.env['UNDERSTAND_LONG'] === '1';
const firstSeed = Number(process.env['UNDERSTAND_SEED'] ?? '1');
const seeds = Number(process.env['UNDERSTAND_FUZZ_SEEDS'] ?? (isLong ? '20' : '2'));
const steps = Number(process.env['UNDERSTAND_FUZZ_STEPS'] ?? (isLong ? '200' : '20'));
const leastDecided = 0.95;

function pickOperation(random: Random): Operation | undefined {
  const total = allOperations.reduce((sum, { weight }) => sum + weight, 0);
  let at = random.below(total);
  return allOperations.find(({ weight }) => (at -= weight) < 0);
}

async function runSeed(seed: number): Promise<{ readonly seen: number; readonly decided: number; readonly undecided: readonly string[] }> {
  const world = await createFuzzWorld(seed);
  const { log } = world;
  let [seen, decided] = [0, 0];
  let undecided: readonly string[] = [];
  try {
    world.fixture.write('a.ts', world.lines.create(6, 'unseen', 'none'));
    world.fixture.write('b.ts', world.lines.create(4, 'unseen', 'none'));
    world.commit('Import');
    world.editor.open('a.ts');
    world.editor.open('b.ts');
    while (log.length < steps) {
      const operation = pickOperation(world.random);
      const happened = (await operation?.run(world)) ?? false;
      if (operation === undefined || happened === false) continue;
      log.push(`${operation.name}: ${happened}`);
      const found = await world.check();
      assert.deepEqual(found.wrong, [], 'a verdict is wrong');
      seen += found.seen;
      decided += found.decided;
      undecided = found.undecided;
      if (process.env['UNDERSTAND_VERBOSE'] !== undefined && found.decided < found.seen * leastDecided)
        process.stdout.write(
          `seed ${seed} step ${log.length} ${log.at(-1) ?? ''}: ${found.decided}/${found.seen}\n  ${found.undecided.join('\n  ')}\n`,
        );
    }
    return { seen, decided, undecided };
  } catch (error) {
    throw new Error(
      `seed ${seed} (UNDERSTAND_SEED=${seed} UNDERSTAND_FUZZ_SEEDS=1 repeats it), after\n${log.map((line, index) => `${index + 1}. ${line}`).join('\n')}\n`,
      { cause: error },
    );
  } finally {
    world.dispose();
  }
}

test('through every edit and every git operation no line is given to somebody who did not write it, and what was seen stays decided', async (context) => {
  let [seen, decided] = [0, 0];
  for (let seed = firstSeed; seed < firstSeed + seeds; seed += 1) {
    const found = await runSeed(seed);
    seen += found.seen;
    decided += found.decided;
  }
  const share = decided / seen;
  context.diagnostic(
    `${seeds} seeds of ${steps} steps from ${firstSeed}: ${(share * 100).toFixed(2)} % of ${seen} seen characters decided`,
  );
  assert.ok(seen > 100, 'something was seen');
  assert.ok(share >= leastDecided, `only ${(share * 100).toFixed(2)} % decided`);
});
