import type { Exercise, UnitExercises } from '../terms/exercise.ts';
import { failure, success, type Result } from '../terms/result.ts';
import type { ExerciseId } from '../terms/ids.ts';
import { isSubstantial } from '../terms/unit.ts';
import { buildExercise } from './buildExercise.ts';
import { allKinds } from './kinds/allKinds.ts';
import type { Draft, ExerciseKind } from './kinds/exerciseKind.ts';
import { awaitGap } from './kinds/awaitGap.ts';
import { pathTaken } from './kinds/pathTaken.ts';
import { stillPossible } from './kinds/stillPossible.ts';
import { typeRipple } from './kinds/typeRipple.ts';
import { whatInfluences } from './kinds/whatInfluences.ts';
import { versionDiff } from './kinds/versionDiff.ts';
import { decisiveValues } from './gates/decisiveValues.ts';
import { openTestsOf } from './gates/statedConditions.ts';
import { unreadable } from './gates/readableUnit.ts';
import { rememberRuns, type Ran, type Runs } from './runs.ts';
import { seededRandom } from './seededRandom.ts';
import { valueThreshold } from './value.ts';
import type { UnitEdit, UnitInContext, World } from './worlds/world.ts';

export interface ProposeRequest {
  readonly unit: UnitInContext;
  /** The unit as it was before the change that is asked about. */
  readonly before?: { readonly text: string; readonly name: string };
  /** 0–1: how little the reader is thought to know the unit. Default 0.7: seen, not studied. */
  readonly unfamiliarity?: number;
  readonly seed: number;
  /** Default 3. */
  readonly max?: number;
  /** Kinds of the first questions about other units so far, the latest last. */
  readonly firstsBefore?: readonly string[];
}

export interface ProposeParts {
  openWorld(unit: UnitInContext, signal?: AbortSignal): Promise<Result<World>>;
  /** Told what becomes of each kind's drafts: for whoever measures where questions are lost. */
  readonly onKind?: (tried: TriedKind) => void;
}

/** What one kind of question came to on one unit. */
export interface TriedKind {
  readonly kind: string;
  /** Scenarios that it could rest on. */
  readonly scenarios: number;
  /** For each draft the phrase of the gate that struck it, or what it is worth. */
  readonly drafts: readonly Result<number>[];
}

/** Runs in which it is tried out which values an answer hangs on. */
const decidingRuns = 160;
/** Refusals that may rest on values that look as if they decided. */
const worthTrying: ReadonlySet<string> = new Set(['the call takes too many values to state', 'a value that decides is not stated']);
/** Real runs spent on one unit: its plain scenarios, and then each kind of question. */
const plainRuns = 12;
const runsPerKind = 45;
/** Functions that the unit makes and that are asked about. */
const mostAnswered = 2;
/** From here on a question is good enough not to look for others of lesser kinds. */
const goodValue = 0.55;
/** Kinds that make a fair second question, and what they are worth as the first: the compiler catches what they ask about, or it is only read off. */
const leadingShares: ReadonlyMap<string, number> = new Map([
  ['E21 who-catches-it', 0.6],
  ['E36 log-to-cause', 0.4],
  ['E02 path-taken', 0.6],
  ['E08 mutation-footprint', 0.6],
  ['E28 still-possible', 0.5],
  ['E18 await-drop', 0.8],
  ['E01 return-for-input', 0.6],
]);
/** Find something to ask of almost any unit: they come first only where no other kind is good enough to. */
const leadsLast: ReadonlySet<string> = new Set(['E21 who-catches-it']);
/** Readers were never glad of them as the first. */
const neverLeads: ReadonlySet<string> = new Set(['E41 test-gap']);
/** So many first questions are looked back at; a kind that was more than this share of them gives way to others. */
const lookedBack = 20;
const oftenShare = 0.22;
/** A first question below this is not worth the interruption. */
const leadingThreshold = 0.36;
/** A second question of the same kind on the same unit is worth this much of the first. */
const repeatedKind = 0.6;

/** The questions worth asking about a unit, best first; when there is none, `why` says so in one phrase. Never throws for odd code. */
export async function proposeExercises(request: ProposeRequest, parts: ProposeParts, signal?: AbortSignal): Promise<UnitExercises> {
  const { unit } = request;
  const unitKey = unit.located.unit.key;
  const none = (why: string): UnitExercises => ({ unitKey, exercises: [], why });
  if (!isSubstantial(unit.located.unit)) return none('too small to be worth a question');
  const unread = unreadable(unit.located);
  if (unread !== undefined) return none(unread);
  const opened = await parts.openWorld(unit, signal);
  if (!opened.ok) return none(opened.reason);
  const world = opened.value;
  const tests = openTestsOf(unit);
  const runs = rememberRuns({ world, budget: plainRuns, signal });
  const baseline: Ran[] = [];
  for (const scenario of world.scenarios) {
    const ran = await runs.run(scenario);
    if (ran !== undefined) baseline.push(ran);
  }
  if (baseline.length === 0) return none('no call of it can be run here');
  const random = seededRandom(request.seed ^ Number.parseInt(unitKey.slice(0, 8), 16));
  const kindRequest = { unit, runs, baseline, random, ...(request.before === undefined ? {} : { before: request.before }) };

  const trials = runs.within(decidingRuns);
  const build = async (kind: ExerciseKind, draft: Draft): Promise<Result<Exercise>> => {
    const given = { ...kindRequest, tests, unfamiliarity: request.unfamiliarity ?? 0.7 };
    const built = buildExercise(kind, draft, given);
    const { judge } = draft;
    if (judge === undefined || (built.ok ? draft.settled !== false : !worthTrying.has(built.reason)))
      return built.ok ? success(built.value.exercise) : built;
    const decisive = await decisiveValues({ draft, judge, runs: trials });
    if (decisive === undefined) return built.ok ? failure('the answer may hang on what is not stated') : built;
    // Where nothing has to be said, what decides lies in what the world takes for granted.
    if (decisive.size === 0 && draft.settled === false) return failure('the answer may hang on what is not stated');
    if (built.ok && [...decisive].every((slot) => built.value.stated.has(slot))) return success(built.value.exercise);
    const rebuilt = buildExercise(kind, draft, { ...given, decisive });
    return rebuilt.ok ? success(rebuilt.value.exercise) : rebuilt;
  };

  const passed = new Map<string, Exercise>();
  const altered = new Map<ExerciseId, readonly UnitEdit[]>();
  const refused: string[] = [];
  const groups = [baseline, ...(await answeredRuns(world, baseline, runs.within(plainRuns), signal))];
  for (const [kind, group] of groups.flatMap((each) => kindsFor(each).map((kind) => [kind, each] as const))) {
    // Kinds stand in the order of their worth: the later ones are asked only where the earlier ones give too little.
    if (isEnough([...passed.values()], request.max ?? 3)) break;
    const drafts: Result<number>[] = [];
    for (const draft of await kind.draft({ ...kindRequest, baseline: group, runs: runs.within(runsPerKind) })) {
      if (signal?.aborted === true) return none('stopped before it was done');
      const built = await build(kind, draft);
      drafts.push(built.ok ? success(built.value.value) : built);
      if (!built.ok) refused.push(built.reason);
      else {
        const { edits } = draft.key.shownBy;
        if (edits.length > 0 && draft.needsNoCompiler !== true) altered.set(built.value.id, edits);
        // Another call, the same line and the same thing asked: a reader takes it for the same question.
        const asks = JSON.stringify([kind.id, draft.lines[0], draft.aspects ?? draft.scenarioClass]);
        const known = passed.get(asks);
        if (known === undefined || known.value < built.value.value) passed.set(asks, built.value);
      }
    }
    parts.onKind?.({ kind: kind.id, scenarios: group.length, drafts });
  }
  const compiles = ({ id }: Exercise): boolean => {
    const edits = altered.get(id);
    if (edits === undefined) return true;
    const compiled = unit.recompile?.(edits);
    return compiled?.ok !== true || compiled.value.here.length + compiled.value.elsewhere.length === 0;
  };
  const exercises = bestOf([...passed.values()], { max: request.max ?? 3, often: askedOften(request.firstsBefore ?? []) }, compiles);
  if (exercises.length > 0) return { unitKey, exercises };
  if (passed.size > 0) return none('nothing here is worth a minute of your time');
  return none(refused[0] ?? 'its calls behave as the code reads');
}

/** Kinds that ask about the unit's own call, or about none. */
const ofOwnCall: ReadonlySet<string> = new Set([
  versionDiff.id,
  awaitGap.id,
  pathTaken.id,
  stillPossible.id,
  typeRipple.id,
  whatInfluences.id,
]);

function kindsFor(group: readonly Ran[]): readonly ExerciseKind[] {
  return group.some(({ scenario }) => scenario.answered !== undefined) ? allKinds.filter(({ id }) => !ofOwnCall.has(id)) : allKinds;
}

/** Where the unit makes functions: for each of them, runs that go on to call it. */
async function answeredRuns(
  world: World,
  baseline: readonly Ran[],
  runs: Runs,
  signal: AbortSignal | undefined,
): Promise<readonly (readonly Ran[])[]> {
  const makes = ({ run: { observation } }: Ran): boolean =>
    ('value' in observation.settlement && /\bfunction\b/u.test(observation.settlement.value)) ||
    observation.effects.some(({ values }) => values.some((value) => /\bfunction\b/u.test(value)));
  if (!baseline.some(makes)) return [];
  const ran = await Promise.all((await world.answered(signal)).map((scenario) => runs.run(scenario)));
  const groups = Map.groupBy(
    ran.filter((each) => each !== undefined),
    ({ scenario }) => scenario.answered,
  );
  return [...groups.values()].slice(0, mostAnswered);
}

function isEnough(passed: readonly Exercise[], max: number): boolean {
  const good = passed.filter((exercise) => exercise.value >= goodValue);
  return good.length >= max && new Set(good.map((exercise) => exercise.kind)).size >= Math.min(2, max);
}

/** The same question again and again is answered by habit. */
function askedOften(firsts: readonly string[]): ReadonlySet<string> {
  const recent = firsts.slice(-lookedBack);
  const counts = Map.groupBy(recent, (kind) => kind);
  return new Set(
    [...counts].flatMap(([kind, all]) =>
      all.length > 1 && kind !== versionDiff.id && all.length / recent.length > oftenShare ? [kind] : [],
    ),
  );
}

/** Whether the answer is that the compiler objects. */
function isCaught({ proof }: Exercise['options'][number]): boolean {
  return proof.engine === 'recompile' && proof.expected?.includes('"mustCause":[]') !== true;
}

/**
 * Greedy by value, among what `compiles`. The second question is of another kind than the first, and each further one of a kind counts
 * less. What a change altered comes first, whatever else there is.
 */
function bestOf(
  candidates: readonly Exercise[],
  { max, often }: { readonly max: number; readonly often: ReadonlySet<string> },
  compiles: (exercise: Exercise) => boolean,
): readonly Exercise[] {
  const left = new Set(candidates);
  const chosen: Exercise[] = [];
  const led = ({ kind, value }: Exercise): number => value * (leadingShares.get(kind) ?? 1);
  const isLast = ({ kind }: Exercise): boolean => leadsLast.has(kind) || often.has(kind);
  while (chosen.length < max && left.size > 0) {
    const hasOther = [...left].some((candidate) => !isLast(candidate) && led(candidate) >= leadingThreshold);
    let best: Exercise | undefined;
    for (const candidate of left) {
      const repeats = chosen.filter((exercise) => exercise.kind === candidate.kind).length;
      if (chosen.length === 1 && repeats > 0) continue;
      if (chosen.length === 0 && neverLeads.has(candidate.kind)) continue;
      if (chosen.length === 0 && hasOther && isLast(candidate)) continue;
      const alters = chosen.length === 0 && candidate.kind === versionDiff.id;
      const value = (chosen.length === 0 ? led(candidate) : candidate.value) * repeatedKind ** repeats;
      if (value < (chosen.length === 0 ? leadingThreshold : valueThreshold) && !alters) continue;
      // What the compiler catches leads to no bad merge.
      if (chosen.length === 0 && candidate.options.some((option) => option.correct && isCaught(option))) continue;
      const leads = alters && best?.kind !== versionDiff.id;
      const follows = best?.kind === versionDiff.id && chosen.length === 0 && !alters;
      if (best === undefined || leads || (!follows && value > best.value)) best = { ...candidate, value };
    }
    if (best === undefined) break;
    const { id } = best;
    // What the compiler stops is not lost unseen.
    if (compiles(best)) chosen.push(best);
    for (const candidate of left) if (candidate.id === id) left.delete(candidate);
  }
  return chosen;
}
