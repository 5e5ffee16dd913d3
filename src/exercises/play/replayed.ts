import type { Proof } from '../../terms/proof.ts';
import { failure, success, type Result } from '../../terms/result.ts';
import type { Ran } from '../runs.ts';
import type { SecondCall } from '../worlds/script.ts';
import type { RunnableScenario, UnitEdit } from '../worlds/world.ts';
import type { Play } from './openPlay.ts';
import type { TriedText } from './playPanel.ts';

/** What a proof rests on, run once more. */
export interface Replay {
  /** With the proof's scenario among its own. */
  readonly play: Play;
  /** Id of the proof's scenario. */
  readonly first: string;
  /** The variant of the unit that the proof is about, where it is about one. */
  readonly tried?: TriedText;
}

/** Fails, in one sentence, when the run does not come out as the proof says: then the code or what surrounds it has changed since. */
export async function replayed(play: Play, replay: NonNullable<Proof['replay']>, expected: string | undefined): Promise<Result<Replay>> {
  const scenario = scenarioNamed(replay.scenario, play);
  if (scenario === undefined) return failure(changed);
  const { located } = play.unit;
  const start = located.node.getStart(located.sourceFile);
  const edits = replay.edits.map((edit): UnitEdit => ({ start: edit.start + start, end: edit.end + start, text: edit.text }));
  const ran = await play.runs.run(scenario, edits);
  const base = edits.length === 0 ? ran : await play.runs.run(scenario);
  if (ran === undefined || base === undefined || line(ran) !== expected) return failure(changed);
  const rans = play.rans.some((known) => known.scenario.id === scenario.id) ? play.rans : [base, ...play.rans];
  const tried =
    edits.length === 0 ? undefined : { edits, words: `${changedLine(located.sourceFile.text, edits)} as the question changes it` };
  return success({ play: { ...play, rans }, first: scenario.id, ...(tried && { tried }) });
}

const changed = 'This run cannot be shown any more: the code, or what surrounds it, has changed since the question was made.';

/** `s1/api.save#0:rejects`: scenario 1 with the first call of `api.save` failing; `s1/twice:after the first`: with a second call; `s1v7`: with one value changed. */
function scenarioNamed(id: string, play: Play): RunnableScenario | undefined {
  const {
    rans,
    runs: { world },
  } = play;
  const known = rans.find((ran) => ran.scenario.id === id)?.scenario;
  if (known !== undefined) return known;
  const twice = secondCalls.find((how) => id.endsWith(`/twice:${how}`));
  if (twice !== undefined) {
    const once = scenarioNamed(id.slice(0, -`/twice:${twice}`.length), play);
    return once && world.withSecondCall(once, twice);
  }
  const [, varied] = /^(s\d+)v\d+$/u.exec(id) ?? [];
  const original = varied && scenarioNamed(varied, play);
  if (original) return world.variations(original).find(({ scenario }) => scenario.id === id)?.scenario;
  const [, base, target, occurrence, how] = /^(s\d+)\/(.+)#(\d+):(rejects|throws)$/u.exec(id) ?? [];
  const from = rans.find((ran) => ran.scenario.id === base)?.scenario;
  if (from === undefined || target === undefined) return undefined;
  return world.withFailure(from, { call: { target, occurrence: Number(occurrence) }, with: how === 'throws' ? 'throws' : 'rejects' });
}

const secondCalls: readonly SecondCall[] = ['after the first', 'first answered first', 'second answered first'];

function line({ run: { observation } }: Ran): string {
  const effects = observation.effects.map(({ kind, target, values }) => ({ kind, target, values }));
  return JSON.stringify({ effects, settlement: observation.settlement, ...(observation.second && { second: observation.second }) });
}

function changedLine(text: string, edits: readonly UnitEdit[]): string {
  const [first] = edits.toSorted((left, right) => left.start - right.start);
  const number = text.slice(0, first?.start ?? 0).split('\n').length;
  return `line ${number}`;
}
