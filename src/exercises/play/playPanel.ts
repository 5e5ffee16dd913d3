import { compareLines } from '../../changes/compareLines.ts';
import { contentId } from '../../terms/ids.ts';
import type { PlayDifference, PlayPanel, PlayRun, PlayScenario, PlayTried } from '../../terms/play.ts';
import type { ScriptedValue } from '../../terms/proof.ts';
import { success, type Result } from '../../terms/result.ts';
import type { Ran } from '../runs.ts';
import { allSuspicions } from '../suspicions/allSuspicions.ts';
import { saysSomething, titled, valueInWords } from '../wording/callWords.ts';
import { sameObservation } from '../wording/runWords.ts';
import type { UnitEdit } from '../worlds/world.ts';
import { courseOf } from './courseOf.ts';
import type { Play } from './openPlay.ts';

/** A variant of the unit to be compared with it. */
export interface TriedText {
  readonly edits: readonly UnitEdit[];
  /** `line 7 changed` */
  readonly words: string;
}

export interface PanelRequest {
  readonly play: Play;
  /** Absolute; absent for a document that is not on disk. */
  readonly file?: string;
  /** Id of the scenario to show first, where one is wanted. */
  readonly first?: string;
  readonly tried?: TriedText;
}

/** Everything a person can walk through. */
export async function playPanel({ play, file, first, tried }: PanelRequest, signal?: AbortSignal): Promise<Result<PlayPanel>> {
  const { rans, runs } = play;
  const { unit, sourceFile, node } = play.unit.located;
  const [firstLine] = unit.lines;
  const code = { text: linesFrom(sourceFile.text, unit.lines), firstLine };
  const edited = await Promise.all(tried === undefined ? [] : rans.map((ran) => runs.run(ran.scenario, tried.edits)));
  const suspicions = [];
  for (const detector of allSuspicions) suspicions.push(...(await detector.detect({ located: play.unit.located, runs, rans })));
  if (signal?.aborted === true) return { ok: false, reason: 'cancelled' };
  const titles = uniqueTitles(rans);
  const scenarios = rans.map((ran, index): PlayScenario => {
    const run = courseOf(ran, firstLine);
    return {
      id: ran.scenario.id,
      title: titles[index] ?? '',
      values: ran.scenario.values.filter(saysSomething).map((value) => ({ text: valueInWords(value), source: sourceOf(value) })),
      assumptions: ran.scenario.assumptions,
      run,
      ...(tried && { tried: comparison(ran, run, edited[index], firstLine) }),
    };
  });
  const differing = scenarios.find(({ tried: shown }) => shown !== undefined && 'differs' in shown && shown.differs);
  return success({
    id: contentId(unit.key, unit.path, String(firstLine), node.getText(sourceFile)),
    unitKey: unit.key,
    path: unit.path,
    ...(file !== undefined && { file }),
    unitName: unit.name,
    code,
    scenarios,
    first: scenarios.find(({ id }) => id === first)?.id ?? differing?.id ?? scenarios[0]?.id ?? '',
    ...(tried && { tried: { words: tried.words, code: { text: editedLines(sourceFile.text, unit.lines, tried.edits), firstLine } } }),
    suspicions: suspicions.slice(0, 3),
  });
}

function comparison(ran: Ran, before: PlayRun, now: Ran | undefined, firstLine: number): PlayTried {
  if (now === undefined) return { refused: 'With this text the call cannot be run here.' };
  const run = courseOf(now, firstLine);
  const differs = !sameObservation(ran.run.observation, now.run.observation);
  return { run, differs, differences: differs ? differencesOf(toldOf(before), toldOf(run)) : [] };
}

/** What was seen, without the lines it was seen on: those may merely have moved. */
function toldOf({ steps, ending }: PlayRun): readonly string[] {
  return [...steps.flatMap(({ seen }) => seen), ending];
}

function differencesOf(before: readonly string[], now: readonly string[]): readonly PlayDifference[] {
  let [old, fresh] = [0, 0];
  return compareLines(before, now).flatMap(({ kind, count }): readonly PlayDifference[] => {
    const from = kind === 'added' ? now.slice(fresh, fresh + count) : before.slice(old, old + count);
    if (kind !== 'added') old += count;
    if (kind !== 'removed') fresh += count;
    return from.map((text) => ({ text, in: kind === 'kept' ? 'both' : kind === 'added' ? 'now' : 'before' }));
  });
}

function uniqueTitles(rans: readonly Ran[]): readonly string[] {
  const taken = new Map<string, number>();
  return rans.map((ran) => {
    const title = titleOf(ran);
    const count = (taken.get(title) ?? 0) + 1;
    taken.set(title, count);
    return count === 1 ? title : `${title} (${count})`;
  });
}

function titleOf({ scenario }: Ran): string {
  if (scenario.failure !== undefined) return scenario.title;
  const told = titled(scenario).filter(saysSomething).slice(0, 2).map(valueInWords);
  if (scenario.answered !== undefined) return [`${scenario.answered} is called`, ...told].join(', ');
  if (scenario.secondCall !== undefined) return ['called twice', ...told].join(', ');
  return told.length > 0 ? told.join(', ') : 'a plain call';
}

function sourceOf({ source, from }: ScriptedValue): string {
  return from === undefined ? source : `${source}: ${from}`;
}

function linesFrom(text: string, [first, last]: readonly [number, number]): string {
  return text
    .split(/\r?\n/u)
    .slice(first - 1, last)
    .join('\n');
}

/** The unit's lines with the edits applied, the rest of its first and last line included. */
function editedLines(text: string, lines: readonly [number, number], edits: readonly UnitEdit[]): string {
  const grown = edits.reduce(
    (sum, { start, end, text: added }) => sum + added.split('\n').length - text.slice(start, end).split('\n').length,
    0,
  );
  const whole = edits
    .toSorted((left, right) => right.start - left.start)
    .reduce((current, edit) => current.slice(0, edit.start) + edit.text + current.slice(edit.end), text);
  return linesFrom(whole, [lines[0], lines[1] + grown]);
}
