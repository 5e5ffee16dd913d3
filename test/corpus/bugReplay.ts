import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { replayed } from '../../src/exercises/play/replayed.ts';
import { sameObservation } from '../../src/exercises/wording/runWords.ts';
import type { CodeStudy, StudiedFile, StudiedUnit } from '../../src/stories/studyCode.ts';
import type { Exercise } from '../../src/terms/exercise.ts';
import type { LineRange } from '../../src/terms/ranges.ts';
import { overlaps } from '../../src/terms/ranges.ts';
import type { BugFix } from './bugFixes.ts';

/** What the first questions about a unit with a bug ask, beside the bug. */
export interface Replayed {
  readonly fix: BugFix;
  readonly exercises: readonly Exercise[];
  /** `scenario`: the call that a question shows comes out otherwise since the fix; `line`: what decides a question is the faulty line. */
  readonly hits: readonly { readonly by: 'scenario' | 'line'; readonly exercise: Exercise }[];
  /** Why nothing is asked. */
  readonly why?: string;
}

/** So many questions a person may see of one unit. */
const mostAsked = 3;
/** Lines that decide a question and are more than these point at no line. */
const fewLines = 4;

/** Asks about the unit as it was before its fix, as after a change of it. Undefined where it is not found. */
export async function replayBug(fix: BugFix, study: CodeStudy, seed: number): Promise<Replayed | undefined> {
  const file = join(fix.oldRoot, fix.path);
  const studied = study.study({ file, path: fix.path, text: readFileSync(file, 'utf8') }, { root: fix.oldRoot, depth: 'types' });
  const unit = studied.ok
    ? studied.value.units.find(({ located }) => located.unit.name === fix.unitName && located.unit.lines[0] === fix.firstLine)
    : undefined;
  if (!studied.ok || unit === undefined) return undefined;
  const { exercises: all, why } = await study.ask(studied.value, unit, { seed, unfamiliarity: 1, max: mostAsked });
  const exercises = all.slice(0, mostAsked);
  const hits: Replayed['hits'][number][] = [];
  for (const exercise of exercises) {
    if (await showsBug(exercise, fix, study, studied.value, unit)) hits.push({ by: 'scenario', exercise });
    else if (asksLine(exercise, fix.faulty)) hits.push({ by: 'line', exercise });
  }
  studied.value.program?.dispose();
  return { fix, exercises, hits, ...(why !== undefined && { why }) };
}

/** Whether the run that the key rests on, or the same call of the unchanged unit, comes out otherwise with the fixed text. */
async function showsBug(
  { options }: Exercise,
  { fixed }: BugFix,
  study: CodeStudy,
  file: StudiedFile,
  unit: StudiedUnit,
): Promise<boolean> {
  const proof = options.find(({ correct }) => correct)?.proof;
  if (proof?.replay === undefined) return false;
  const opened = await study.play(file, unit);
  const again = opened.ok ? await replayed(opened.value, proof.replay, proof.expected) : opened;
  if (!again.ok) return false;
  const { play, first } = again.value;
  const base = play.rans.find(({ scenario }) => scenario.id === first);
  const { node, sourceFile } = unit.located;
  const now = base && (await play.runs.run(base.scenario, [{ start: node.getStart(sourceFile), end: node.end, text: fixed }]));
  return base !== undefined && now !== undefined && !sameObservation(base.run.observation, now.run.observation);
}

function asksLine({ lines, options }: Exercise, faulty: readonly LineRange[]): boolean {
  const key = options.find(({ correct }) => correct)?.text ?? '';
  const named = [...key.matchAll(/\b[Ll]ine (\d+)/gu)].map((match): LineRange => [Number(match[1]), Number(match[1])]);
  const deciding = lines.filter(([first, last]) => last - first < fewLines);
  return [...named, ...deciding].some((range) => faulty.some((other) => overlaps(range, other)));
}
