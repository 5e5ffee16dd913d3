import { mutantsOf } from '../mutants.ts';
import type { Ran } from '../runs.ts';
import { capitalised } from '../wording/stemWords.ts';
import { copyMutants } from './copyMutants.ts';
import type { Draft, ExerciseKind, KindRequest } from './exerciseKind.ts';
import { footprintAnswers, footprintOf, handsOn, type FootprintAnswers, type FootprintRun } from './footprint.ts';
import { calleesWrite } from './sharedState.ts';

const scenariosTried = 3;
const copiesTried = 8;
const rivalsTried = 6;

/**
 * Whose data a call has written to when it is done.
 *
 *     function addLine(order, line) {
 *       const lines = order.lines;              // another name
 *       const totals = { ...order.totals };     // a copy
 *       lines.push(line);
 *       totals.net += line.price;
 *       return { lines, totals };
 *     }
 *
 * "Of `order.lines` and `order.totals.net`, what has the call written to when it is done?" Asked only where a copy decides: one more or
 * one less, really run, and the answer is another one. What is assigned by its own name is read off and not asked.
 */
export const mutationFootprint: ExerciseKind = {
  id: 'E08 mutation-footprint',
  level: 'predict',
  async draft(request) {
    const drafts: Draft[] = [];
    for (const base of request.baseline.slice(0, scenariosTried)) {
      const draft = await draftFor(request, base);
      if (draft !== undefined) drafts.push(draft);
    }
    return drafts;
  },
};

/** What is written with one copy more or less. */
interface Recopied extends FootprintRun {
  readonly line: number;
  readonly takesCopy: boolean;
}

async function draftFor(request: KindRequest, base: Ran): Promise<Draft | undefined> {
  const decisive = await recopied(request, base);
  if (decisive.length === 0) return undefined;
  const asked: FootprintRun = { shownBy: base, happensWhen: 'in the asked run', reason: '' };
  const others = [...decisive, ...(await plainRivals(request, base))];
  const isData = (path: string): boolean =>
    /[.[].*[.[]/u.test(path.replace(/^this\./u, 'x')) ||
    changedInPlace([asked, ...others], path) ||
    decisive.some(({ shownBy }) => footprintOf(shownBy.run.observation).has(path) !== footprintOf(base.run.observation).has(path));
  const answers = footprintAnswers(asked, others, (path) => isData(path) && isSettledHere(request, path));
  if (answers === undefined) return undefined;
  const telling = decisive.filter((each) => changesFate(each, base, answers));
  if (telling.length === 0) return undefined;
  const { paths, key, distractors } = answers;
  return {
    stem: `Of \`${paths[0]}\` and \`${paths[1]}\`, what has the call written to when it is done?`,
    aspects: ['footprint'],
    scenarioClass: `${paths.join()} ${base.scenario.title}`,
    key: { ...key, reason: keyReason(telling) },
    distractors,
    lines: [...new Set(telling.map(({ line }) => line))].map((line) => [line, line]),
    weight: 0.85,
    ...(handsOn(base, paths) ? { assumptions: ['What it calls writes to neither.'] } : {}),
  };
}

async function recopied(request: KindRequest, base: Ran): Promise<readonly Recopied[]> {
  const found: Recopied[] = [];
  for (const { edits, line, takesCopy, happensWhen } of copyMutants(request.unit.located).slice(0, copiesTried)) {
    const ran = await request.runs.run(base.scenario, edits);
    if (ran === undefined || sameFootprint(ran, base)) continue;
    found.push({ shownBy: ran, happensWhen, reason: `That is what happens ${happensWhen}.`, line, takesCopy });
  }
  return found;
}

async function plainRivals(request: KindRequest, base: Ran): Promise<readonly FootprintRun[]> {
  const found: FootprintRun[] = [];
  for (const { edits, happensWhen } of mutantsOf(request.unit.located)) {
    if (found.length >= rivalsTried) break;
    const ran = await request.runs.run(base.scenario, edits);
    if (ran !== undefined && !sameFootprint(ran, base))
      found.push({ shownBy: ran, happensWhen, reason: `That is what happens ${happensWhen}.` });
  }
  return found;
}

/** Whether a run changes it as a list, a map or a set, and not by giving it another value. */
function changedInPlace(all: readonly FootprintRun[], path: string): boolean {
  return all.some(({ shownBy }) =>
    shownBy.run.observation.effects.some(({ kind, target }) => kind === 'call' && target.startsWith(`${path}.`)),
  );
}

/** Whether one of the two things would fare otherwise with a copy more or less there. */
function changesFate({ shownBy }: FootprintRun, base: Ran, { paths }: FootprintAnswers): boolean {
  const [left, right] = [shownBy, base].map(({ run }) => footprintOf(run.observation));
  return paths.some((path) => left?.has(path) !== right?.has(path));
}

/** `Line 8 works on a copy; line 7 works on the very thing that was handed in.` */
function keyReason(telling: readonly Recopied[]): string {
  const told = (takesCopy: boolean, does: string): readonly string[] => {
    const lines = [...new Set(telling.filter((each) => each.takesCopy === takesCopy).map(({ line }) => line))];
    return lines.length === 0
      ? []
      : [`${lines.length === 1 ? 'line' : 'lines'} ${lines.join(' and ')} ${lines.length === 1 ? does : does.replace('works', 'work')}`];
  };
  return `${capitalised([...told(true, 'works on a copy'), ...told(false, 'works on the very thing that was handed in')].join('; '))}.`;
}

/** What a function that is only stood in for would write as well is not settled here. */
function isSettledHere({ unit }: KindRequest, path: string): boolean {
  const owner = /^this\.[#\w$]+|^[\w$]+/u.exec(path)?.[0] ?? path;
  return !calleesWrite(unit.located, [owner], unit.checker);
}

function sameFootprint(left: Ran, right: Ran): boolean {
  const [one, other] = [left, right].map(({ run }) => JSON.stringify([...footprintOf(run.observation)].toSorted()));
  return one === other;
}
