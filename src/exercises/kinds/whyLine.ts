import { contrast, type UntoldOption } from '../wording/contrast.ts';
import { capitalised, inLines } from '../wording/stemWords.ts';
import type { Ran } from '../runs.ts';
import type { Draft, ExerciseKind, KindRequest } from './exerciseKind.ts';
import { fillsResult, observableRemovals, repeatsStatement, type Removal } from './removedStatements.ts';

const draftsPerScenario = 4;

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
    for (const base of request.baseline) {
      const removals = await observableRemovals(request, base);
      let count = 0;
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
  const told = contrast({
    key: { shownBy: asked.ran, happensWhen: `without ${place}`, reason: `Running the same call without ${place} shows it.` },
    others,
    words: { excludes: repeatsStatement(asked.mutant, located), hidesSettlement: fillsResult(asked.mutant, located) },
    unchanged: base,
  });
  if (told === undefined) return undefined;
  return {
    stem: `${capitalised(place)} got lost in a merge. ${capitalised(told.ask)}?`,
    aspects: told.aspects,
    judge: told.judge,
    scenarioClass: `lines ${asked.mutant.lines[0] - located.unit.lines[0]} ${base.scenario.title}`,
    key: told.key,
    distractors: told.distractors,
    lines: [asked.mutant.lines],
    weight: 0.65,
  };
}
