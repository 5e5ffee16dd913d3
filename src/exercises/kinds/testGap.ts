import { sameObservation } from '../wording/runWords.ts';
import type { Ran } from '../runs.ts';
import type { KindRequest, Draft, DraftOption, ExerciseKind } from './exerciseKind.ts';
import { decisionsIn, slipsIn, type Slip } from './slips.ts';

/** Compiling again takes up to some tenths of a second. */
const mostCompiled = 12;
const scenariosAsked = 4;
const distractorsKept = 5;

/** A slip in one stated call. */
interface Tried {
  readonly slip: Slip;
  readonly ran: Ran;
  readonly seen: boolean;
  /** The call comes by the decision. */
  readonly passed: boolean;
}

/**
 * What one test is worth.
 *
 *     if (!this.observers.length && this.state.fetchStatus === 'idle') {       // line 3
 *       this.cache.remove(this);
 *     }
 *
 * "`this.observers` is empty and `this.state.fetchStatus` is `"idle"`. A test makes just this call, and checks each call, each write and
 * what comes back. Which slip gets past it?" Each option is a slip that compiles, and was run in that call: with one of them
 * everything is as before. Or the other way round: one slip shows, and the others do not.
 */
export const testGap: ExerciseKind = {
  id: 'E41 test-gap',
  level: 'change-impact',
  async draft(request) {
    const slips = slipsIn(request.unit.located);
    if (slips.length < 3 || decisionsIn(request.unit.located) < 2) return [];
    const compiles = compilesWithin(request, mostCompiled);
    const drafts: Draft[] = [];
    for (const base of request.baseline.slice(0, scenariosAsked)) {
      if (hides(base)) continue;
      const tried: Tried[] = [];
      for (const slip of slips) {
        const ran = await request.runs.run(base.scenario, slip.edits);
        if (ran === undefined) continue;
        const seen = !sameObservation(ran.run.observation, base.run.observation);
        tried.push({ slip, ran, seen, passed: base.run.executedLines.includes(slip.line) });
      }
      drafts.push(...draftsFor(request, base, tried, compiles));
    }
    return drafts.toSorted((left, right) => right.weight - left.weight);
  },
};

/** What is passed by without a difference says more than what the call never comes to. */
function draftsFor(request: KindRequest, base: Ran, tried: readonly Tried[], compiles: (slip: Slip) => boolean): readonly Draft[] {
  // Not always what is passed by: where it stands would tell.
  const rank = new Map(tried.map((each) => [each, request.random() - (each.passed ? 0.3 : 0)]));
  const inTurn = (left: Tried, right: Tried): number => (rank.get(left) ?? 0) - (rank.get(right) ?? 0);
  // What a statement does may be hidden where it runs; where it does not run, it does nothing.
  const missed = tried.filter(({ seen, passed, slip }) => !seen && (slip.decidedBy !== '' || !passed)).toSorted(inTurn);
  const noticed = tried.filter(({ seen }) => seen).toSorted(inTurn);
  const drafts = [draftOf(request, base, missed, noticed, compiles), draftOf(request, base, noticed, missed, compiles)];
  return drafts.filter((draft) => draft !== undefined);
}

/** The first of `keys` that compiles, beside those of `others` that do. */
function draftOf(
  request: KindRequest,
  base: Ran,
  keys: readonly Tried[],
  others: readonly Tried[],
  compiles: (slip: Slip) => boolean,
): Draft | undefined {
  if (keys.length === 0 || others.length < 2) return undefined;
  const isGap = keys[0]?.seen === false;
  const key = keys.find(({ slip }) => compiles(slip));
  if (key === undefined) return undefined;
  const { located } = request.unit;
  // Of a decision that is always so and one that never is, one is seen: together they would be two answers of three.
  const inOtherLines = others.filter(({ slip }) => slip.line !== key.slip.line || !isForced(slip) || !isForced(key.slip));
  const near = ({ slip, passed }: Tried): number => Math.abs(slip.line - key.slip.line) + (passed ? 0 : 5);
  const wrong: Tried[] = [];
  for (const other of inOtherLines.toSorted((left, right) => near(left) - near(right))) {
    if (wrong.length < distractorsKept && compiles(other.slip)) wrong.push(other);
  }
  if (wrong.length < 2) return undefined;
  const option = ({ slip, ran, seen }: Tried): DraftOption => ({
    text: slip.text,
    shownBy: ran,
    happensWhen: slip.happensWhen,
    reason: seen ? 'With it, this call does or gives something else.' : 'With it, this call does and gives the same as without it.',
  });
  const all = [key, ...wrong];
  return {
    stem: `A test makes just this call, and checks every call to the outside, every write and what comes back. Which slip ${isGap ? 'gets past it' : 'does it notice'}?`,
    aspects: [],
    beside: base,
    followed: all.map(({ ran }) => ran),
    decidedBy: all.map(({ slip }) => slip.decidedBy),
    settled: false,
    async judge(again) {
      const usual = await again(base);
      if (usual === undefined) return false;
      for (const { ran, seen } of all) {
        const now = await again(ran);
        if (now === undefined || sameObservation(now.run.observation, usual.run.observation) === seen) return false;
      }
      return true;
    },
    scenarioClass: `${isGap ? 'gap' : 'notice'} ${key.slip.text.replace(/\d+/u, (line) => String(Number(line) - located.unit.lines[0]))} ${base.scenario.title}`,
    key: option(key),
    distractors: wrong.map(option),
    ordered: true,
    lines: all.map(({ slip }) => [slip.line, slip.line]),
    needsNoCompiler: true,
    weight: (isGap ? 0.8 : 0.7) * (key.passed ? 1 : 0.75),
  };
}

function isForced({ text }: Slip): boolean {
  return text.endsWith(' true');
}

/** What is cut off, or stands for a function or a promise, may be another one and look the same. */
function hides({ run }: Ran): boolean {
  const { settlement, effects } = run.observation;
  const seen = [
    ...effects.flatMap(({ values }) => values),
    ...('value' in settlement ? Object.values(settlement.fields ?? { all: settlement.value }) : []),
  ];
  return seen.some((value) => value.includes('…') || /\bfunction\b|\bPromise\b/u.test(value));
}

/** Whether the compiler lets a slip through, asked at most so often; without a compiler everything passes. */
function compilesWithin({ unit }: KindRequest, most: number): (slip: Slip) => boolean {
  const known = new Map<Slip, boolean>();
  return (slip) => {
    const found = known.get(slip);
    if (found !== undefined) return found;
    if (known.size >= most) return false;
    const compiled = unit.recompile?.(slip.edits);
    const passes =
      compiled === undefined ||
      (compiled.ok ? compiled.value.here.length + compiled.value.elsewhere.length === 0 : !compiled.reason.startsWith('its type changes'));
    known.set(slip, passes);
    return passes;
  };
}
