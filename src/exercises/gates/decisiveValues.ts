import type { Draft, Judge } from '../kinds/exerciseKind.ts';
import type { Ran, Runs } from '../runs.ts';
import type { OpenValue } from '../worlds/world.ts';

const mostValues = 14;
/** Times that all the other values are changed at once. */
const together = 3;

/**
 * The values that the answer hangs on, by slot, found out by runs: each value that the call looks at is changed to every other one that
 * it may have, and so are all those that made no difference, at once. `undefined` where the runs do not settle it. A change that makes
 * the code as it stands fail on the spot is no call that anybody makes, and counts for nothing.
 */
export async function decisiveValues({
  draft,
  judge,
  runs,
}: {
  readonly draft: Draft;
  readonly judge: Judge;
  readonly runs: Runs;
}): Promise<ReadonlySet<string> | undefined> {
  const { world } = runs;
  const asked = draft.key.shownBy;
  const looked = new Map<string, OpenValue>();
  for (const { run } of [asked, ...(draft.followed ?? [])]) {
    const open = world.openValues(run);
    if (open === undefined) return undefined;
    for (const value of open) looked.set(value.path, value);
  }
  if (looked.size > mostValues) return undefined;

  const holdsWith = async (changes: ReadonlyMap<string, number>): Promise<'holds' | 'fails' | 'cannot be' | 'not run'> => {
    const plain = await runs.run(world.withOther(asked.scenario, changes));
    if (plain === undefined) return 'not run';
    if (breaks(plain)) return 'cannot be';
    const holds = await judge(async ({ scenario, edits }) => await runs.run(world.withOther(scenario, changes), edits));
    return holds ? 'holds' : 'fails';
  };

  const decisive = new Set<string>();
  const others: OpenValue[] = [];
  for (const value of looked.values()) {
    let decides = false;
    for (let other = 0; other < value.count && !decides; other += 1) {
      if (other !== value.chosen) decides = ['fails', 'not run'].includes(await holdsWith(new Map([[value.path, other]])));
    }
    if (decides) decisive.add(value.slot);
    else others.push(value);
  }
  for (let round = 1; round <= together && others.length > 1; round += 1) {
    const changes = new Map(others.map(({ path, chosen, count }, index) => [path, (chosen + ((round + index) % count)) % count] as const));
    if (['fails', 'not run'].includes(await holdsWith(changes))) return undefined;
  }
  return decisive;
}

/** The engine's own errors: something is missing that the code takes for granted. */
function breaks({ run }: Ran): boolean {
  const { settlement } = run.observation;
  return 'error' in settlement && /^(?:TypeError|ReferenceError|RangeError|InternalError|SyntaxError)$/u.test(settlement.error);
}
