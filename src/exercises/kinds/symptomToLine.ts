import { frameFor } from '../wording/outcomeFrame.ts';
import { uncapitalised } from '../wording/stemWords.ts';
import type { Ran } from '../runs.ts';
import type { Draft, DraftOption, ExerciseKind, KindRequest } from './exerciseKind.ts';
import { namesStatement, observableRemovals, repeatsStatement, type Removal } from './removedStatements.ts';

/**
 * From what went wrong to where.
 *
 * "One line was lost in a merge. In the call where two jobs wait, `run` runs once; with the code as shown it runs twice. Which line
 * is missing?" Every option is a line that ran in this call and whose absence shows something else.
 */
export const symptomToLine: ExerciseKind = {
  id: 'E34 symptom-to-line',
  level: 'debug',
  async draft(request) {
    const drafts: Draft[] = [];
    for (const base of request.baseline) {
      const removals = (await observableRemovals(request, base)).filter(({ mutant }) => mutant.lines[0] === mutant.lines[1]);
      for (const removal of removals) {
        const draft = draftFor(request, base, removal, removals);
        if (draft !== undefined) drafts.push(draft);
      }
    }
    return drafts.toSorted((left, right) => right.weight - left.weight).slice(0, 6);
  },
};

function draftFor(request: KindRequest, base: Ran, asked: Removal, removals: readonly Removal[]): Draft | undefined {
  const { located } = request.unit;
  const others = removals.filter((removal) => removal.mutant.lines[0] !== asked.mutant.lines[0]);
  const symptom = asked.ran.run.observation;
  const words = { excludes: repeatsStatement(asked.mutant, located) };
  const usual = base.run.observation;
  const frame = frameFor(symptom, [usual, ...others.map((other) => other.ran.run.observation)], words, usual);
  const seen = frame?.tell(symptom);
  const expected = frame?.tell(base.run.observation);
  if (frame === undefined || seen === undefined || expected === undefined || seen === expected) return undefined;
  if (namesStatement(`${seen} ${expected}`, asked.mutant, located)) return undefined;
  const distractors: DraftOption[] = [];
  for (const other of others) {
    const told = frame.tell(other.ran.run.observation);
    if (told === undefined || told === seen) continue;
    distractors.push({
      ...optionFor(other),
      reason: told === expected ? 'Losing that line shows elsewhere, not in this.' : `Losing that line shows differently: ${told}`,
    });
  }
  return {
    stem: `One line got lost in a merge. As shown: ${uncapitalised(expected)} After the merge: ${uncapitalised(seen)} Which line is missing?`,
    aspects: frame.aspects,
    async judge(again) {
      const [now, usual] = [await again(asked.ran), await again(base)];
      if (now === undefined || usual === undefined) return false;
      if (frame.tell(now.run.observation) !== seen || frame.tell(usual.run.observation) !== expected) return false;
      for (const other of distractors) {
        const ran = await again(other.shownBy);
        if (ran === undefined || frame.tell(ran.run.observation) === seen) return false;
      }
      return true;
    },
    scenarioClass: `line ${asked.mutant.lines[0] - located.unit.lines[0]} ${base.scenario.title}`,
    key: { ...optionFor(asked), reason: 'Running the same call without that line shows exactly this.' },
    distractors: nearestFirst(distractors, asked.mutant.lines[0]),
    ordered: true,
    lines: [asked.mutant.lines],
    weight: 0.75,
  };
}

function optionFor({ mutant, ran }: Removal): Omit<DraftOption, 'reason'> {
  return { text: `Line ${mutant.lines[0]}`, shownBy: ran, happensWhen: `without line ${mutant.lines[0]}` };
}

function nearestFirst(options: readonly DraftOption[], line: number): readonly DraftOption[] {
  const distance = (option: DraftOption): number => Math.abs(Number(option.text.replace(/\D/g, '')) - line);
  return options.toSorted((left, right) => distance(left) - distance(right));
}
