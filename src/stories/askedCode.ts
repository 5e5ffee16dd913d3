import { locateUnits } from '../analysis/locateUnits.ts';
import { matchUnits } from '../analysis/matchUnits.ts';
import { parseSource } from '../analysis/parseSource.ts';
import { isSupported } from '../analysis/skipReason.ts';
import type { SourceText } from '../analysis/sourceText.ts';
import { whyItIsThere } from '../explain/whyItIsThere.ts';
import type { Change } from '../terms/change.ts';
import type { Concept } from '../terms/concept.ts';
import type { Exercise } from '../terms/exercise.ts';
import type { Explanation } from '../terms/explanation.ts';
import type { Fact } from '../terms/fact.ts';
import { contains } from '../terms/ranges.ts';
import type { Unit } from '../terms/unit.ts';
import { alteredFacts } from './alteredFacts.ts';
import { explainStudied } from './explainStudied.ts';
import type { UnitCommits } from './unitCommits.ts';
import { whysOfUnit } from './unitWhys.ts';
import type { WhyParts } from './unitWhys.ts';
import { unusable, type Found, type Input } from './inputAt.ts';
import type { AskOptions, CodeStudy, StudiedFile, StudiedUnit } from './studyCode.ts';

/** One file of a command's input, and which of its units are meant. */
export interface AskedFile {
  /** Relative to the root. */
  readonly path: string;
  /** Known where it is not the disk's. */
  readonly text?: string;
  /** The whole file before the change that is asked about, empty for a new one: only units that are new or edited since are meant. */
  readonly before?: string;
  /** Only the innermost unit around this line. */
  readonly line?: number;
}

/** What is proven about a unit, without its syntax: a whole folder of these fits in memory. */
export interface ExplainedUnit {
  readonly unit: Unit;
  readonly facts: readonly Fact[];
  readonly concepts: readonly Concept[];
  readonly explanation: Explanation;
}

export interface CheckedUnit {
  readonly unit: Unit;
  /** In one phrase, when there is no exercise. */
  readonly why?: string;
  readonly exercises: readonly Exercise[];
}

export function askedFiles(input: Input): readonly AskedFile[] {
  return input.paths.map((path) => ({ path, ...(input.line !== undefined && { line: input.line }) }));
}

export function changedFiles(change: Change): readonly AskedFile[] {
  return change.files
    .filter((file) => isSupported(file.path) && file.after !== '')
    .map(({ path, after, before = '' }) => ({ path, text: after, before }));
}

export interface ReadingParts {
  readonly root: string;
  readonly study: CodeStudy;
  readonly readText: (file: string) => Promise<string | undefined>;
}

/** What was found in one file, with sentences for the reader, e.g. that a part of it does not parse. */
export interface ReadFile<Unit> {
  readonly units: readonly Unit[];
  readonly warnings: readonly string[];
}

export async function explainFile(
  asked: AskedFile,
  parts: ReadingParts & { readonly commits?: UnitCommits; readonly why?: WhyParts },
  signal?: AbortSignal,
): Promise<Found<ReadFile<ExplainedUnit>>> {
  return await readFile(asked, parts, signal, async (studied, { source }) => {
    const { located, facts, concepts } = studied;
    const { key, name, path, lines } = located.unit;
    const place = { root: parts.root, path, name, key };
    const told = parts.why === undefined ? [] : await whysOfUnit({ place, text: source.text, lines }, parts.why);
    const committed = await parts.commits?.of(source.file, located.unit, signal);
    const recorded = [...told, ...(committed === undefined ? [] : whyItIsThere(committed))];
    const altered = asked.before === undefined ? undefined : alteredFacts(studied, asked.before);
    return { unit: located.unit, facts, concepts, explanation: explainStudied(studied, { recorded, altered }) };
  });
}

export async function checkFile(
  asked: AskedFile,
  parts: ReadingParts & { readonly options: AskOptions },
  signal?: AbortSignal,
): Promise<Found<ReadFile<CheckedUnit>>> {
  const options = { ...parts.options, ...(hasText(asked.before) && { before: asked.before }) };
  return await readFile(asked, parts, signal, async (studied, file) => {
    const { exercises, why } = await parts.study.ask(file, studied, options, signal);
    return { unit: studied.located.unit, exercises, ...(why !== undefined && { why }) };
  });
}

async function readFile<Value>(
  asked: AskedFile,
  parts: ReadingParts,
  signal: AbortSignal | undefined,
  read: (studied: StudiedUnit, file: StudiedFile) => Promise<Value>,
): Promise<Found<ReadFile<Value>>> {
  const { path } = asked;
  const file = `${parts.root}/${path}`;
  const text = asked.text ?? (await parts.readText(file));
  if (text === undefined) return unusable('unreadable', `${path} cannot be read.`);
  const studied = parts.study.study({ file, path, text }, { root: parts.root, depth: 'types' }, signal);
  if (!studied.ok) return unusable(text.includes('\u0000') ? 'unreadable' : 'nothing', `${path} is left alone: ${studied.reason}.`);
  const { warnings, program } = studied.value;
  const meant = meantUnits(asked, studied.value);
  if (!meant.ok) return meant;
  const units: Value[] = [];
  for (const unit of meant.value) {
    signal?.throwIfAborted();
    units.push(await read(unit, studied.value));
  }
  program?.dispose();
  return { ok: true, value: { units, warnings } };
}

function meantUnits({ path, line, before }: AskedFile, { source, units, warnings }: StudiedFile): Found<readonly StudiedUnit[]> {
  if (units.length === 0) {
    return warnings.length > 0
      ? unusable('unreadable', `${path} does not parse.`)
      : unusable('nothing', `${path} holds no functions or classes.`);
  }
  if (before !== undefined) return { ok: true, value: changedUnits(source, units, before) };
  if (line === undefined) return { ok: true, value: units };
  const around = units.filter(({ located }) => contains(located.unit.lines, line));
  const smallest = around.toSorted((left, right) => left.located.node.getWidth() - right.located.node.getWidth()).slice(0, 1);
  return smallest.length > 0
    ? { ok: true, value: smallest }
    : unusable('nothing', `No function or class stands at line ${line} of ${path}.`);
}

function hasText(text: string | undefined): text is string {
  return text !== undefined && text !== '';
}

/**
 * New and edited ones; moved, renamed and reformatted code is nothing new. By what the units do and not by changed lines: a line that
 * was only removed leaves none. A class is meant only when none of its members is.
 */
function changedUnits(source: SourceText, units: readonly StudiedUnit[], before: string): readonly StudiedUnit[] {
  const old = locateUnits(parseSource(source.file, before), source.path);
  const matches = matchUnits(
    old,
    units.map(({ located }) => located),
  );
  const isNew = new Set(matches.filter(({ status }) => status === 'new' || status === 'edited').map(({ after }) => after));
  const changed = units.filter(({ located }) => isNew.has(located));
  return changed.filter(
    ({ located: { node } }) =>
      !changed.some(({ located: inner }) => inner.node !== node && inner.node.pos >= node.pos && inner.node.end <= node.end),
  );
}

/** The `most` exercises of highest value over all units; units are ordered by their best one, those without are left out. */
export function mostValuable(checked: readonly CheckedUnit[], most: number): readonly CheckedUnit[] {
  const best = new Set(
    checked
      .flatMap(({ exercises }) => exercises)
      .toSorted((left, right) => right.value - left.value)
      .slice(0, most),
  );
  return checked
    .map(({ unit, exercises }) => ({ unit, exercises: exercises.filter((exercise) => best.has(exercise)) }))
    .filter(({ exercises }) => exercises.length > 0)
    .toSorted((left, right) => (right.exercises[0]?.value ?? 0) - (left.exercises[0]?.value ?? 0));
}
