import { consequences } from '../wording/consequences.ts';
import { contrast, type UntoldOption } from '../wording/contrast.ts';
import { capitalised, inLines } from '../wording/stemWords.ts';
import { sameObservation } from '../wording/runWords.ts';
import type { Ran } from '../runs.ts';
import type { Draft, ExerciseKind, KindRequest } from './exerciseKind.ts';
import { fillsResult, removalsIn, repeatsStatement, type Removal } from './removedStatements.ts';

const draftsPerScenario = 4;
const idleTried = 2;
/** Asked in so many cases what comes of a lost line, whatever it is; otherwise the thing that changes is named. */
const openAsked = 0.5;

/**
 * What a line is there for, asked as what goes wrong without it.
 *
 *     pending.delete(id);          // line 9
 *     if (pending.size === 0) idle.resolve();
 *
 * "What goes wrong first without line 9? In the call where one request is open: does `idle.resolve` run?" Only consequences
 * elsewhere count: that a removed call does not run is no answer.
 */
export const whyLine: ExerciseKind = {
  id: 'E37 why-line',
  level: 'design-why',
  async draft(request) {
    const drafts: Draft[] = [];
    const all = new Map<Ran, readonly Removal[]>();
    for (const base of request.baseline) all.set(base, await removalsIn(request, base));
    /** Lines that some call cannot do without. */
    const needed = new Set([...all].flatMap(([base, removals]) => removals.filter(isSeen(base)).map(({ mutant }) => mutant.lines[0])));
    for (const base of request.baseline) {
      const inBase = all.get(base) ?? [];
      const removals = inBase.filter(isSeen(base));
      let count = 0;
      // What a call runs and could do without, while others cannot: the answer is that nothing changes.
      const idle = inBase.filter((removal) => !isSeen(base)(removal) && needed.has(removal.mutant.lines[0]));
      for (const removal of idle.filter(({ mutant }) => mutant.kind === 'statement removed').slice(0, idleTried)) {
        const draft = (await isReached(request, base, removal)) ? draftFor(request, base, removal, removals) : undefined;
        if (draft !== undefined) drafts.push(draft);
      }
      for (const removal of removals) {
        if (removal.mutant.kind !== 'statement removed' || count >= draftsPerScenario) continue;
        const draft = draftFor(request, base, removal, removals);
        if (draft === undefined) continue;
        drafts.push(draft);
        count += 1;
      }
    }
    return drafts.toSorted((left, right) => right.weight - left.weight);
  },
};

/** Whether the call really gets there, told by an error put in its place: a line that is passed by can of course be done without. */
async function isReached(request: KindRequest, base: Ran, { mutant }: Removal): Promise<boolean> {
  const { sourceFile } = request.unit.located;
  const probe = { start: mutant.node.getStart(sourceFile), end: mutant.node.end, text: 'throw new EvalError();' };
  const probed = await request.runs.run(base.scenario, [probe]);
  return probed !== undefined && !sameObservation(probed.run.observation, base.run.observation);
}

/** Whether losing the line shows in that call. */
function isSeen(base: Ran): (removal: Removal) => boolean {
  return ({ ran }) => !sameObservation(ran.run.observation, base.run.observation);
}

function draftFor(request: KindRequest, base: Ran, asked: Removal, removals: readonly Removal[]): Draft | undefined {
  const { located } = request.unit;
  const place = inLines(asked.mutant.lines);
  const others: UntoldOption[] = [
    { shownBy: base, happensWhen: `with ${place} in place`, reason: `That is the call with ${place} in place; its absence can be seen.` },
  ];
  for (const other of removals) {
    if (other === asked) continue;
    const elsewhere = inLines(other.mutant.lines);
    others.push({ shownBy: other.ran, happensWhen: `without ${elsewhere}`, reason: `That is what happens without ${elsewhere}.` });
  }
  const seen = isSeen(base)(asked);
  const key: UntoldOption = {
    shownBy: asked.ran,
    happensWhen: `without ${place}`,
    reason: seen
      ? `Running the same call without ${place} shows it.`
      : `Other calls need ${place}; in this one nothing looks at what it does.`,
  };
  const words = { excludes: repeatsStatement(asked.mutant, located), hidesSettlement: fillsResult(asked.mutant, located) };
  const told =
    !seen || request.random() < openAsked ? consequences({ key, others, base, words }) : contrast({ key, others, words, unchanged: base });
  if (told === undefined) return undefined;
  return {
    stem: `${capitalised(place)} got lost in a merge. ${capitalised(told.ask)}?`,
    aspects: told.aspects,
    judge: told.judge,
    scenarioClass: `lines ${asked.mutant.lines[0] - located.unit.lines[0]} ${base.scenario.title}`,
    key: told.key,
    distractors: told.distractors,
    lines: [asked.mutant.lines],
    weight: seen ? 0.65 : 0.75,
  };
}
