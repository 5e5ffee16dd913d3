import type { BoundedProgram, openBoundedProgram } from '../analysis/boundedProgram.ts';
import type { RepositoryIndex } from '../analysis/repositoryIndex.ts';
import type { CallSite, LocatedUnit, SourceText } from '../analysis/sourceText.ts';
import { detectConcepts } from '../analysis/detectConcepts.ts';
import { detectFacts } from '../analysis/detectFacts.ts';
import { usesAsFirst } from '../analysis/firstUses.ts';
import { outlineOf } from '../analysis/outline/outlineOf.ts';
import { locateUnits } from '../analysis/locateUnits.ts';
import { matchUnits } from '../analysis/matchUnits.ts';
import { createRecompile } from '../analysis/recompile.ts';
import { createTypeRipple } from '../analysis/typeRipple.ts';
import { parseSource } from '../analysis/parseSource.ts';
import { skipReason } from '../analysis/skipReason.ts';
import type { World } from '../exercises/worlds/world.ts';
import type { Sandbox } from '../exercises/sandboxClient.ts';
import type { UnitInContext } from '../exercises/worlds/world.ts';
import { openPlay } from '../exercises/play/openPlay.ts';
import type { Play } from '../exercises/play/openPlay.ts';
import { withProgramsThatHold } from '../exercises/programs/programsHold.ts';
import { proposeExercises, type ProposeParts } from '../exercises/proposeExercises.ts';
import type { Exercise, UnitExercises } from '../terms/exercise.ts';
import type { Concept } from '../terms/concept.ts';
import type { Fact } from '../terms/fact.ts';
import type { Outline } from '../terms/outline.ts';
import type { UnitKey } from '../terms/ids.ts';
import { overlaps } from '../terms/ranges.ts';
import { failure, success } from '../terms/result.ts';
import type { Result } from '../terms/result.ts';

/** A unit with everything that is proven about it. */
export interface StudiedUnit {
  readonly located: LocatedUnit;
  readonly callSites: readonly CallSite[];
  readonly facts: readonly Fact[];
  /** In source order, each once. */
  readonly concepts: readonly Concept[];
  readonly outline: Outline;
  /** What there is to say of each name of a package that it uses, should a change have brought it; empty without types. Looked up when asked for. */
  readonly packageUses: () => readonly Fact[];
  /** Names of the other units of the file that show the same pattern. */
  readonly siblings: readonly string[];
}

export interface StudiedFile {
  readonly source: SourceText;
  readonly units: readonly StudiedUnit[];
  /** Sentences for the reader, e.g. that parts of the file do not parse. */
  readonly warnings: readonly string[];
  /** Present when studied with types; belongs to the study that made it and dies with the next one. */
  readonly program?: BoundedProgram;
  /** What the program was opened for: nothing outside it is read. */
  readonly root?: string;
}

const mostRemembered = 40;
/** More units of one pattern than this are a habit of the file, not siblings. */
const mostSiblings = 4;
/** Patterns that two units share because somebody meant them to. */
const worthComparing: ReadonlySet<string> = new Set(
  'retry cache subscription notify-all reducer middleware state-machine batch debounce private-state wrapper one-at-a-time made-on-first-use'.split(
    ' ',
  ),
);

export interface StudyOptions {
  /** Absolute path of the repository or workspace folder: nothing outside it is read. */
  readonly root: string;
  /** `syntax` needs nothing but the text; `types` opens a bounded program around the file. */
  readonly depth: 'syntax' | 'types';
}

export interface AskOptions {
  readonly seed: number;
  /** The whole file as it was before the change, for questions that compare. */
  readonly before?: string;
  /** 0–1: how little the reader knows this unit; 1 when nothing is known. */
  readonly unfamiliarity?: number;
  readonly max?: number;
}

/** Facts, words and questions for code: what every story and the command line build on. */
export interface CodeStudy {
  /** Fails with the reason why the file is left alone. */
  study(source: SourceText, options: StudyOptions, signal?: AbortSignal): Result<StudiedFile>;
  /** Proven questions for one unit of a studied file, best first; runs in the sandbox process. */
  ask(file: StudiedFile, studied: StudiedUnit, options: AskOptions, signal?: AbortSignal): Promise<UnitExercises>;
  /** The unit with scenarios it was really run in. Fails with one phrase where it cannot be run faithfully. */
  play(file: StudiedFile, studied: StudiedUnit, signal?: AbortSignal): Promise<Result<Play>>;
}

export interface CodeStudyParts {
  readonly openProgram: typeof openBoundedProgram;
  /** The index of a root, once there is one; without it no sentence speaks of callers. */
  readonly indexOf: (root: string) => RepositoryIndex | undefined;
  readonly openWorld: (unit: UnitInContext, signal?: AbortSignal) => Promise<Result<World>>;
  /** The line each standalone program prints in the sandbox. */
  readonly print: Sandbox['print'];
  readonly onKind?: ProposeParts['onKind'];
}

export function createCodeStudy(parts: CodeStudyParts): CodeStudy {
  /** The kind of each unit's first question, by unit, in the order asked: what comes again and again gives way. */
  const firsts = new Map<UnitKey, string>();
  return {
    study(source, options) {
      const skipped = skipReason(source.path, source.text);
      if (skipped !== undefined) return failure(skipped);
      const program = options.depth === 'types' ? openAround(parts, source, options.root) : undefined;
      const sourceFile = program?.sourceFile(source.file) ?? parseSource(source.file, source.text);
      const index = parts.indexOf(options.root);
      const placement = index?.placementOf(source.file);
      const isOnlyUserOf = (packageName: string): boolean => index?.isOnlyUserOf(source.file, packageName) ?? false;
      const units = locateUnits(sourceFile, source.path).map((located) => {
        const callSites = index?.callSitesOf(source.file, located.unit.name) ?? [];
        const context = { callSites, isOnlyUserOf, ...(placement && { placement }), ...(program && { checker: program.checker }) };
        const concepts = detectConcepts(located, program?.checker);
        const packageUses = onceAsked(() => (program ? usesAsFirst(located, program) : []));
        return { located, callSites, facts: detectFacts(located, context), concepts, outline: outlineOf(located, context), packageUses };
      });
      const withSiblings = units.map((unit) => Object.assign(unit, { siblings: siblingsOf(unit, units) }));
      const broken = syntaxErrorLine(sourceFile);
      const warnings = broken === undefined ? [] : [`Line ${broken} does not parse; only the parts that do are covered.`];
      return success({ source, units: withSiblings, warnings, ...(program && { program, root: options.root }) });
    },

    async ask(file, studied, options, signal) {
      const unit = unitInContext(parts, file, studied);
      const before = options.before === undefined ? undefined : unitBefore(file, studied, options.before);
      const found = await proposeExercises(
        {
          unit,
          seed: options.seed,
          ...(before && { before }),
          ...(options.unfamiliarity !== undefined && { unfamiliarity: options.unfamiliarity }),
          ...(options.max !== undefined && { max: options.max }),
          firstsBefore: [...firsts].flatMap(([key, kind]) => (key === unit.located.unit.key ? [] : [kind])),
        },
        { openWorld: parts.openWorld, ...(parts.onKind && { onKind: parts.onKind }) },
        signal,
      );
      const held = await withProgramsThatHold(found, parts.print, signal);
      const [first] = held.exercises;
      if (first !== undefined) remember(firsts, unit.located.unit.key, first.kind);
      return { ...held, exercises: held.exercises.map((exercise) => withConcepts(exercise, studied.concepts)) };
    },

    play: async (file, studied, signal) => await openPlay(unitInContext(parts, file, studied), { openWorld: parts.openWorld }, signal),
  };
}

function onceAsked<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** What a right answer to it shows to be known. */
function withConcepts(exercise: Exercise, all: readonly Concept[]): Exercise {
  const shown = all.filter(({ lines }) => lines.some((line) => exercise.lines.some((deciding) => overlaps(line, deciding))));
  return shown.length === 0 ? exercise : { ...exercise, concepts: shown.map(({ id }) => id) };
}

/** The latest last; units asked about long ago are forgotten. */
function remember(firsts: Map<UnitKey, string>, key: UnitKey, kind: string): void {
  firsts.delete(key);
  firsts.set(key, kind);
  const [oldest] = firsts.keys();
  if (firsts.size > mostRemembered && oldest !== undefined) firsts.delete(oldest);
}

/** Of a pattern that many units show, or one inside the other, nothing is learned from the others. */
function siblingsOf(
  unit: Pick<StudiedUnit, 'located' | 'outline'>,
  units: readonly Pick<StudiedUnit, 'located' | 'outline'>[],
): readonly string[] {
  const { node } = unit.located;
  if (!worthComparing.has(unit.outline.pattern?.id ?? '')) return [];
  const alike = units.filter(
    ({ located, outline }) =>
      located !== unit.located &&
      outline.pattern !== undefined &&
      outline.pattern.id === unit.outline.pattern?.id &&
      (located.node.end <= node.pos || located.node.pos >= node.end),
  );
  return alike.length > mostSiblings ? [] : alike.map(({ located }) => located.unit.name);
}

function openAround(parts: CodeStudyParts, source: SourceText, root: string): BoundedProgram {
  return parts.openProgram({ entry: source.file, overlays: new Map([[source.file, source.text]]), root });
}

function unitInContext(parts: CodeStudyParts, file: StudiedFile, { located, callSites }: StudiedUnit): UnitInContext {
  const { source, program, root } = file;
  if (program === undefined || root === undefined) return { located, callSites };
  const recompile = createRecompile({ source, located, callSites, root, program, openProgram: parts.openProgram });
  const typeRipple = createTypeRipple({ source, located, callSites, root, openProgram: parts.openProgram });
  return { located, callSites, checker: program.checker, recompile, typeRipple };
}

/** The same unit in the file's older text, when it was there and did something else. */
function unitBefore(file: StudiedFile, studied: StudiedUnit, before: string): { text: string; name: string } | undefined {
  const old = locateUnits(parseSource(file.source.file, before), file.source.path);
  const now = file.units.map((unit) => unit.located);
  const match = matchUnits(old, now).find((candidate) => candidate.after?.unit === studied.located.unit);
  if (match?.before === undefined || match.before.unit.key === studied.located.unit.key) return undefined;
  return { text: match.before.node.getText(match.before.sourceFile), name: match.before.unit.name };
}

/** 1-based line of the first syntax error. */
function syntaxErrorLine(sourceFile: LocatedUnit['sourceFile']): number | undefined {
  const first = (sourceFile as { parseDiagnostics?: readonly { start: number }[] }).parseDiagnostics?.[0];
  return first === undefined ? undefined : sourceFile.getLineAndCharacterOfPosition(first.start).line + 1;
}
