import { flowsIn } from '../flows/flowsIn.ts';
import { overlap, placeOf, type Place } from '../flows/place.ts';
import { unlikeEachOther } from '../gates/cueRules.ts';
import { sameObservation } from '../wording/runWords.ts';
import type { Ran } from '../runs.ts';
import type { Variation } from '../worlds/world.ts';
import type { Draft, DraftOption, ExerciseKind, KindRequest } from './exerciseKind.ts';
import { inputNames, looksAt, type Looks } from './inputNames.ts';
import { outcomesOf, type Outcome } from './outcomesOf.ts';

const outcomesTried = 6;
const basesTried = 2;
const idleTried = 6;
const tellingTried = 5;
const variationsIdle = 2;
const variationsTelling = 3;
const mostDrafts = 2;
/** Nearer than this to what is asked about, the answer is read off. */
const nearby = 2;

/** Something from outside that a run looks at, and the ways in which it may be otherwise. */
interface Input extends Looks {
  readonly place: Place;
  /** As the code calls it: `watcher.email`. */
  readonly name: string;
  readonly variations: readonly Variation[];
}

interface Tried {
  readonly input: Input;
  readonly variation: Variation;
  readonly ran: Ran;
}

/**
 * Which of the things that come in have a say in what comes out.
 *
 *     const due = watchers.filter((watcher) => price <= watcher.threshold);
 *     for (const watcher of due) { if (!dryRun) await sendMail(watcher.email); sent += 1; }
 *     return sent;
 *
 * "Which of these can change what the caller gets?" `threshold` can, shown by two runs that differ in nothing else; `dryRun` and `email`
 * look as if they could, and cannot: nothing that comes of them gets there, neither by data nor by control, and the runs agree.
 */
export const whatInfluences: ExerciseKind = {
  id: 'E31 what-influences',
  level: 'relate',
  async draft(request) {
    const { located, checker } = request.unit;
    const flows = checker && flowsIn(located.node, checker);
    if (flows === undefined) return [];
    const nameOf = inputNames(located, flows.reader);
    const drafts: Draft[] = [];
    for (const outcome of outcomesOf(located, flows).slice(0, outcomesTried)) {
      const behind = flows.behind(outcome.hangsOn);
      const bases = request.baseline.filter((base) => outcome.happens(base.run.observation));
      for (const base of bases.slice(0, basesTried)) {
        const inputs = inputsOf(request, base, nameOf)
          .filter(({ lines }) => lines.some((line) => line <= outcome.until))
          .toSorted((left, right) => distance(left.lines, outcome) - distance(right.lines, outcome));
        const draft = await draftFor(request, { outcome, base, inputs, behind });
        if (draft === undefined) continue;
        drafts.push(draft);
        break;
      }
    }
    return drafts.toSorted((left, right) => right.weight - left.weight).slice(0, mostDrafts);
  },
};

function inputsOf({ runs, unit }: KindRequest, base: Ran, nameOf: (place: Place) => string | undefined): readonly Input[] {
  const byName = new Map<string, { place: Place; variations: Variation[] }>();
  for (const variation of runs.world.variations(base.scenario)) {
    const place = placeOf(variation.path);
    const name = place && nameOf(place);
    if (place === undefined || name === undefined || !isScalar(variation)) continue;
    const known = byName.get(name) ?? { place, variations: [] };
    known.variations.push(variation);
    byName.set(name, known);
  }
  return [...byName].map(([name, { place, variations }]) => ({ name, place, variations, ...looksAt(name, unit.located) }));
}

/** Another scalar; whether there is such a thing, and how many there are, is another matter. */
function isScalar({ usual, shown }: Variation): boolean {
  return [usual, shown].every((told) => !/^(?:an? |\[)/u.test(told));
}

interface Asked {
  readonly outcome: Outcome;
  readonly base: Ran;
  readonly inputs: readonly Input[];
  /** Everything that may have a say in the outcome. */
  readonly behind: readonly Place[];
}

async function draftFor(request: KindRequest, { outcome, base, inputs, behind }: Asked): Promise<Draft | undefined> {
  const mayTell = (place: Place): boolean => behind.some((other) => overlap(other, place));
  const usual = outcome.tell(base.run.observation);
  const idle: Tried[] = [];
  for (const input of inputs.filter(({ place }) => !mayTell(place)).slice(0, idleTried)) {
    const tried = await runsOf(request, input, variationsIdle);
    // A run that contradicts the flow: nothing is claimed about this unit.
    if (tried.some(({ ran }) => outcome.tell(ran.run.observation) !== usual)) return undefined;
    const [first] = tried;
    const elsewhere = tried.find(({ ran }) => !sameObservation(ran.run.observation, base.run.observation)) ?? first;
    if (elsewhere !== undefined) idle.push(elsewhere);
  }
  if (!idle.some((tried) => steers(tried, base))) return undefined;
  const telling: Tried[] = [];
  for (const input of inputs.filter(({ place }) => mayTell(place)).slice(0, tellingTried)) {
    const tried = await runsOf(request, input, variationsTelling);
    const one = tried.find(({ ran }) => outcome.tell(ran.run.observation) !== usual);
    if (one !== undefined) telling.push(one);
  }
  const found: Found = { base, outcome, idle: inOrder(idle, base, outcome), telling };
  const forms = request.random() < 0.5 ? [canChange, makesNoDifference] : [makesNoDifference, canChange];
  for (const form of forms) {
    const draft = form(found);
    if (draft !== undefined) return { ...draft, ...sharedBy(found) };
  }
  return undefined;

  async function runsOf({ runs }: KindRequest, input: Input, most: number): Promise<readonly Tried[]> {
    const found: Tried[] = [];
    for (const variation of input.variations.slice(0, most)) {
      const ran = await runs.run(variation.scenario);
      if (ran !== undefined) found.push({ input, variation, ran: { ...ran, scenario: { ...ran.scenario, values: ran.run.values ?? [] } } });
    }
    return found;
  }
}

interface Found {
  readonly base: Ran;
  readonly outcome: Outcome;
  /** Without a say in the outcome: the most tempting first. */
  readonly idle: readonly Tried[];
  readonly telling: readonly Tried[];
}

type Form = Pick<Draft, 'stem' | 'key' | 'distractors' | 'scenarioClass' | 'lines' | 'weight'>;

function canChange({ base, outcome, idle, telling }: Found): Form | undefined {
  // One that the condition around names is found at once.
  const isPlain = ({ place }: Input): boolean => outcome.hangsOn.some((other) => overlap(other, place));
  const far = telling.filter(({ input }) => distance(input.lines, outcome) > nearby && !isPlain(input));
  const farFirst = far.toSorted((left, right) => distance(right.input.lines, outcome) - distance(left.input.lines, outcome));
  const key = farFirst.find(({ input }) => idle.filter((tried) => goWith(input, tried.input)).length >= 2);
  if (key === undefined) return undefined;
  return {
    stem: `Which of these can change ${outcome.words}?`,
    scenarioClass: `${outcome.id} ${key.input.name}`,
    key: optionFor(key, tellingReason(key, base, outcome)),
    distractors: idle.map((tried) => optionFor(tried, idleReason(tried, base, outcome))),
    lines: linesOfForm(key, outcome),
    weight: 0.8,
  };
}

function makesNoDifference({ base, outcome, idle, telling }: Found): Form | undefined {
  const tempting = idle.filter((tried) => turns(tried, base));
  const key = tempting.find(({ input }) => telling.filter((tried) => goWith(input, tried.input)).length >= 2);
  if (key === undefined) return undefined;
  return {
    stem: `Which of these makes no difference to ${outcome.words}?`,
    scenarioClass: `${outcome.id} but ${key.input.name}`,
    key: optionFor(key, idleReason(key, base, outcome)),
    distractors: telling.map((tried) => optionFor(tried, tellingReason(tried, base, outcome))),
    lines: linesOfForm(key, outcome),
    weight: 0.85,
  };
}

function sharedBy({ outcome }: Found): Pick<Draft, 'statesNoCall' | 'optionsAreNames' | 'assumptions'> {
  return {
    statesNoCall: true,
    optionsAreNames: true,
    ...(outcome.makesCalls && { assumptions: ['Say no call fails, and no call has a say in what another one answers.'] }),
  };
}

function linesOfForm({ input }: Tried, outcome: Outcome): Draft['lines'] {
  return [[outcome.line, outcome.line], ...input.lines.map((line) => [line, line] as const)];
}

/** What decides other things and has no say in this one is what a reader takes first. */
function inOrder(idle: readonly Tried[], base: Ran, outcome: Outcome): readonly Tried[] {
  return idle.toSorted((left, right) => temptation(right, base, outcome) - temptation(left, base, outcome));
}

function distance(lines: readonly number[], { line }: Outcome): number {
  return Math.min(...lines.map((other) => Math.abs(other - line)), Number.MAX_SAFE_INTEGER);
}

/** Whether the run takes another way with another value. */
function steers(tried: Tried, base: Ran): boolean {
  return tried.input.decides || turns(tried, base);
}

/** Whether other lines run, or other calls are made. */
function turns({ ran: { run } }: Tried, base: Ran): boolean {
  const calls = ({ observation }: Ran['run']): string => observation.effects.map(({ target }) => target).join();
  return run.executedLines.join() !== base.run.executedLines.join() || calls(run) !== calls(base.run);
}

function goWith(key: Input, other: Input): boolean {
  return unlikeEachOther([optionText(key), optionText(other)]) === undefined;
}

function optionText({ name }: Input): string {
  return `A call with a different \`${name}\``;
}

/** What decides something else nearby is taken for what decides this. */
function temptation(tried: Tried, base: Ran, outcome: Outcome): number {
  const acts = sameObservation(tried.ran.run.observation, base.run.observation) ? 0 : 2;
  return acts + (steers(tried, base) ? 4 : 0) - Math.min(distance(tried.input.lines, outcome), 12) / 4;
}

function optionFor({ input, variation, ran }: Tried, reason: string): DraftOption {
  return {
    text: optionText(input),
    shownBy: ran,
    happensWhen: `when \`${input.name}\` is ${code(variation.shown)} and all else as in the run next to it`,
    reason,
    seen: [`Two runs that differ in nothing but \`${input.name}\`: ${code(variation.usual)}, then ${code(variation.shown)}.`],
  };
}

function tellingReason({ input, variation, ran }: Tried, base: Ran, outcome: Outcome): string {
  const [before, after] = [base, ran].map(({ run }) => outcome.tell(run.observation));
  return `With ${code(variation.usual)}, ${before}; with ${code(variation.shown)} for \`${input.name}\`, ${after}.`;
}

function idleReason({ input, ran }: Tried, base: Ran, outcome: Outcome): string {
  const lines = input.lines.length === 1 ? `line ${input.lines[0]}` : `lines ${input.lines.join(', ')}`;
  const elsewhere = sameObservation(ran.run.observation, base.run.observation) ? '' : ' It does change other things.';
  return `\`${input.name}\` is used in ${lines}, and nothing that comes of it reaches ${outcome.words}.${elsewhere}`;
}

function code(shown: string): string {
  return /^(?:an? |what )/u.test(shown) ? shown : `\`${shown}\``;
}
