import { failure, success, type Result } from '../../terms/result.ts';
import type { AnsweredCall } from './answeredCalls.ts';
import type { ScriptedRun, WantedRun } from './runScripts.ts';
import type { EditedUnit } from './worldFrame.ts';

export interface ExploredScenario {
  readonly chosen: ReadonlyMap<string, number>;
  readonly run: ScriptedRun;
}

export interface Explored {
  /** The most telling ones, each run twice with the same result; at most six. */
  readonly scenarios: readonly ExploredScenario[];
  /** Further ones with a behaviour of their own, at most sixteen. */
  readonly others: readonly ExploredScenario[];
}

interface Runner {
  run(wanted: readonly WantedRun[], twice: boolean, signal?: AbortSignal): Promise<readonly Result<ScriptedRun>[]>;
}

const mostSingles = 24;
const mostPairs = 14;
const mostTellingLeads = 3;
const mostBeside = 16;
const mostScenarios = 6;
const mostOthers = 16;

/**
 * A bounded search: the plain values, then one value changed at a time, then pairs of changes that mattered. Of the clean runs, those
 * with a behaviour of their own are kept, the one that shows most first, and what real calls hand over is tried before what the types allow.
 */
export async function exploreScenarios(
  parts: {
    readonly runner: Runner;
    readonly edited: EditedUnit;
    readonly seed: number;
    readonly answered?: AnsweredCall;
    /** Choices that real calls make. */
    readonly calls?: readonly ReadonlyMap<string, number>[];
  },
  signal?: AbortSignal,
): Promise<Result<Explored>> {
  const { runner, edited, answered, calls = [] } = parts;
  const tried = new Set<string>();
  const clean: ExploredScenario[] = [];
  let refused: string | undefined;

  const explore = async (all: readonly ReadonlyMap<string, number>[]): Promise<readonly ExploredScenario[]> => {
    const fresh = all.filter((chosen) => {
      const key = JSON.stringify([...chosen].toSorted(([left], [right]) => left.localeCompare(right)));
      return !tried.has(key) && tried.add(key);
    });
    const results = await runner.run(
      fresh.map((chosen) => ({ chosen, edited, failure: undefined, answered })),
      false,
      signal,
    );
    const ran: ExploredScenario[] = [];
    for (const [index, result] of results.entries()) {
      if (!result.ok) refused ??= result.reason;
      else ran.push({ chosen: fresh[index] ?? new Map(), run: result.value });
    }
    clean.push(...ran.filter(({ run }) => isClean(run, edited)));
    return ran;
  };

  const [plain] = await explore([new Map()]);
  if (plain === undefined && refused === 'cancelled') return failure(refused);
  await explore(calls);
  const singles = plain === undefined ? [] : await explore(spread(singleChanges(plain), mostSingles, parts.seed));
  const plainText = plain === undefined ? '' : behaviour(plain.run);
  const telling = distinct(singles.filter(({ run }) => behaviour(run) !== plainText)).slice(0, 6);
  const pairs = telling.flatMap((left, index) => [
    ...telling.slice(index + 1).map((right) => new Map([...left.chosen, ...right.chosen])),
    ...singleChanges(left)
      .filter((change) => [...change.keys()].some((path) => !plain?.run.slots.has(path)))
      .map((change) => new Map([...left.chosen, ...change])),
  ]);
  // What leads on to something the plain run does not look at may tell only together with that: `isA(x.one) && isA(x.two)`.
  const leads = singles.filter(
    ({ run }) => behaviour(run) === plainText && [...run.reads].some((path) => plain?.run.reads.has(path) === false),
  );
  const further = leads.slice(0, 4).flatMap((lead) =>
    singleChanges(lead)
      .filter((change) => [...change.keys()].some((path) => lead.run.reads.has(path) && plain?.run.reads.has(path) === false))
      .map((change) => new Map([...lead.chosen, ...change])),
  );
  // A value may tell only where another one has led to it: that one is left is seen where something is taken away.
  const beside = telling.slice(0, mostTellingLeads).flatMap((left) =>
    singleChanges(left)
      .filter((change) => [...change.keys()].every((path) => !left.chosen.has(path)))
      .map((change) => new Map([...left.chosen, ...change])),
  );
  await explore([...spread(pairs, mostPairs, parts.seed), ...further.slice(0, 8), ...spread(beside, mostBeside, parts.seed)]);
  if (signal?.aborted === true) return failure('cancelled');
  if (clean.length === 0) return failure(refused ?? 'no scenario runs cleanly');
  const [found, others] = mostTelling(distinct(clean));
  const again = await runner.run(
    found.map(({ chosen }) => ({ chosen, edited, failure: undefined, answered })),
    false,
    signal,
  );
  const steady = found.filter(({ run }, index) => {
    const other = again[index];
    return other?.ok === true && behaviour(other.value) === behaviour(run);
  });
  return steady.length > 0 ? success({ scenarios: steady, others: others.slice(0, mostOthers) }) : failure('two runs of it differ');
}

/** Every other alternative of every slot that the run read. */
function singleChanges({ run }: ExploredScenario): readonly ReadonlyMap<string, number>[] {
  const changes: ReadonlyMap<string, number>[] = [];
  const most = Math.max(0, ...[...run.slots.values()].map(({ telling }) => telling));
  for (let alternative = 1; alternative < most; alternative += 1) {
    for (const { path, telling } of run.slots.values()) {
      if (alternative < telling && matters(path, run)) changes.push(new Map([[path, alternative]]));
    }
  }
  return changes;
}

/** One slot with another value, by its place among the slot's alternatives. */
interface SlotChange {
  readonly path: string;
  readonly alternative: number;
  readonly usual: string;
  readonly shown: string;
}

/** Every other value of every slot that the run looked at, slot by slot. */
export function changesOf(run: ScriptedRun): readonly SlotChange[] {
  return [...run.slots.values()]
    .filter(({ path }) => matters(path, run))
    .flatMap(({ path, shown, chosen }) =>
      shown.flatMap((other, alternative) =>
        alternative === chosen ? [] : [{ path, alternative, usual: shown[chosen]?.shown ?? '', shown: other.shown }],
      ),
    );
}

/** Whether a run could have noticed the slot: parameters and names always, fields and answers when read. */
export function matters(path: string, run: ScriptedRun): boolean {
  return (
    !/[.[(\s]/u.test(path) ||
    run.reads.has(path) ||
    path.startsWith('key of ') ||
    path.startsWith('item of ') ||
    path.startsWith('awaited ')
  );
}

/** Takes at most `most`, spread over the list, so that no slot is left out for being late. */
function spread<Item>(items: readonly Item[], most: number, seed: number): readonly Item[] {
  if (items.length <= most) return items;
  const head = items.slice(0, Math.ceil(most * 0.75));
  const rest = items.slice(head.length);
  const stride = Math.max(1, Math.floor(rest.length / (most - head.length)));
  return [...head, ...rest.filter((_, index) => (index + seed) % stride === 0).slice(0, most - head.length)];
}

function distinct(all: readonly ExploredScenario[]): readonly ExploredScenario[] {
  const seen = new Set<string>();
  return all.filter(({ run }) => !seen.has(behaviour(run)) && seen.add(behaviour(run)));
}

/** One of each course through the code first, those that end well before those that fail; then variations within a course. */
function mostTelling(found: readonly ExploredScenario[]): readonly [readonly ExploredScenario[], readonly ExploredScenario[]] {
  const ordered = found.toSorted((left, right) => tells(right.run) - tells(left.run));
  const courses = new Set<string>();
  const first = ordered.filter(({ run }) => !courses.has(course(run)) && courses.add(course(run)));
  const all = [...first, ...ordered.filter((scenario) => !first.includes(scenario))];
  return [all.slice(0, mostScenarios), all.slice(mostScenarios)];
}

function course({ observation, lines }: ScriptedRun): string {
  return JSON.stringify([
    observation.settlement.kind,
    observation.effects.map(({ target }) => target),
    lines.toSorted((left, right) => left - right),
  ]);
}

function behaviour(run: ScriptedRun): string {
  return JSON.stringify([run.observation, run.lines.toSorted((left, right) => left - right)]);
}

function tells({ observation, lines, reads }: ScriptedRun): number {
  const failed = 'error' in observation.settlement ? 8 : 0;
  return lines.length + 2 * Math.min(observation.effects.length, 6) + Math.min(reads.size, 10) / 20 - failed;
}

/** A failure of the script's own making (nothing to call, nothing to read) is no behaviour of the unit. */
function isClean(run: ScriptedRun, edited: EditedUnit): boolean {
  const { settlement } = run.observation;
  if (settlement.kind === 'pending') return run.calls.length > 0 || run.observation.effects.length > 0;
  if (!('error' in settlement)) return true;
  const engine = /^(?:TypeError|ReferenceError|RangeError|InternalError|SyntaxError)$/u.test(settlement.error);
  return !engine || edited.probed.code.includes(`new ${settlement.error}`);
}
