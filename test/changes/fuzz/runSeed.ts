import { diskOperations, editingOperations } from './editingOperations.ts';
import { createFuzzWorld } from './fuzzWorld.ts';
import { gitOperations } from './gitOperations.ts';
import type { Operation } from './operation.ts';
import type { Random } from './random.ts';

const allOperations = [...editingOperations, ...diskOperations, ...gitOperations];

/** What became of one seed. */
export interface SeedFindings {
  readonly seed: number;
  /** What was done, one line a step. */
  readonly log: readonly string[];
  /** Verdicts that are wrong, after the last step of `log`; the seed ends there. */
  readonly wrong: readonly string[];
  /** Characters that somebody saw, after each step, and how many of them were decided. */
  readonly seen: number;
  readonly decided: number;
}

function pickOperation(random: Random): Operation | undefined {
  const total = allOperations.reduce((sum, { weight }) => sum + weight, 0);
  let at = random.below(total);
  return allOperations.find(({ weight }) => (at -= weight) < 0);
}

/** So many steps from a seed, every verdict checked after each; `onStep` hears what is undecided then. */
export async function runSeed(
  seed: number,
  steps: number,
  onStep: (
    log: readonly string[],
    found: { readonly seen: number; readonly decided: number; readonly undecided: readonly string[] },
  ) => void,
): Promise<SeedFindings> {
  const world = await createFuzzWorld(seed);
  const { log } = world;
  let [seen, decided] = [0, 0];
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
      seen += found.seen;
      decided += found.decided;
      onStep(log, found);
      if (found.wrong.length > 0) return { seed, log, wrong: found.wrong, seen, decided };
    }
    return { seed, log, wrong: [], seen, decided };
  } finally {
    world.dispose();
  }
}
