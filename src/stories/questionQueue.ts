import type { SourceText } from '../analysis/sourceText.ts';
import type { ExerciseStore } from '../exercises/exerciseStore.ts';
import type { UnitExercises } from '../terms/exercise.ts';
import type { UnitKey } from '../terms/ids.ts';
import type { Unit } from '../terms/unit.ts';
import type { CodeStudy, StudiedFile } from './studyCode.ts';

/** Compares old and new behaviour; only asked where an older text is known. */
const comparingKind = 'E24';

export interface QuestionWish {
  readonly root: string;
  readonly source: SourceText;
  readonly unitName: string;
  /** The whole file before the change, for questions that compare. */
  readonly before?: string;
  /** 0–1: how little the reader knows the unit. */
  readonly unfamiliarity: number;
}

/** Proves questions in the background, one unit at a time, the newest wish first. */
export interface QuestionQueue {
  /** A wish for the same unit of the same file replaces the older one. */
  want(wish: QuestionWish): void;
  /** Questions that hold for the unit as it stands now in `file` (absolute); `undefined` when they have not been looked for yet. */
  known(unit: Unit, file: string): UnitExercises | undefined;
  /** Resolves when nothing waits or runs. */
  settled(): Promise<void>;
  dispose(): void;
}

export interface QuestionQueueParts {
  readonly study: CodeStudy;
  readonly store: ExerciseStore;
  readonly seed: number;
  readonly onReady: (found: UnitExercises, wish: QuestionWish) => void;
  readonly log: (sentence: string) => void;
}

export function createQuestionQueue(parts: QuestionQueueParts): QuestionQueue {
  const waiting: QuestionWish[] = [];
  const ending = new AbortController();
  let running: Promise<void> | undefined;
  let proving: QuestionWish | undefined;
  let last: { readonly wish: QuestionWish; readonly file: StudiedFile } | undefined;

  const studied = (wish: QuestionWish): StudiedFile | undefined => {
    if (last?.wish.source.file === wish.source.file && last.wish.source.text === wish.source.text) return last.file;
    last?.file.program?.dispose();
    last = undefined;
    const study = parts.study.study(wish.source, { root: wish.root, depth: 'types' }, ending.signal);
    if (!study.ok) return undefined;
    last = { wish, file: study.value };
    return study.value;
  };

  /** That nothing can be asked is remembered for this session only: another day there is more time, or another kind of question. */
  const silent = new Map<UnitKey, UnitExercises>();

  const known = (unit: Unit, file: string): UnitExercises | undefined => {
    const found = parts.store.forUnit(unit.key);
    const [first] = found?.exercises ?? [];
    if (found === undefined || first === undefined) return found ?? silent.get(unit.key);
    // Stems name lines and names: a unit that moved, or another one with the very same body, is asked anew.
    const asked = parts.store.find(first.id);
    const holds = found.unitFirstLine === unit.lines[0] && asked?.file === file && asked.unitName === unit.name;
    return holds ? found : undefined;
  };

  const prove = async (wish: QuestionWish): Promise<void> => {
    const { file } = wish.source;
    const studiedFile = studied(wish);
    const unit = studiedFile?.units.find((candidate) => candidate.located.unit.name === wish.unitName);
    if (studiedFile === undefined || unit === undefined) return;
    const { key, lines, name } = unit.located.unit;
    const stored = known(unit.located.unit, file);
    const compares = stored?.exercises.some((exercise) => exercise.kind.startsWith(comparingKind)) === true;
    if (stored !== undefined && (wish.before === undefined || compares)) return parts.onReady(stored, wish);
    const options = { seed: parts.seed, unfamiliarity: wish.unfamiliarity, ...(wish.before !== undefined && { before: wish.before }) };
    const failed = (error: unknown): UnitExercises => {
      parts.log(`${name}: ${String(error)}`);
      return { unitKey: key, exercises: [], why: 'the question could not be made; the log says why' };
    };
    const found = { ...(await parts.study.ask(studiedFile, unit, options, ending.signal).catch(failed)), unitFirstLine: lines[0] };
    if (ending.signal.aborted) return;
    if (found.exercises.length > 0) {
      parts.store.save(found, file, name);
      silent.delete(key);
    } else {
      silent.set(key, found);
    }
    if (found.why !== undefined) parts.log(`No question for ${name} (${wish.source.path}): ${found.why}`);
    parts.onReady(found, wish);
  };

  const work = async (): Promise<void> => {
    while (waiting.length > 0 && !ending.signal.aborted) {
      proving = waiting.pop();
      const { unitName } = proving ?? {};
      if (proving !== undefined) await prove(proving).catch((error: unknown) => parts.log(`${unitName}: ${String(error)}`));
      proving = undefined;
      // Edits and questions that arrived meanwhile are answered before the next unit is begun.
      await new Promise((resolve) => setImmediate(resolve));
    }
    last?.file.program?.dispose();
    last = undefined;
  };

  return {
    want(wish) {
      if (proving !== undefined && isSame(proving, wish)) return;
      const same = waiting.findIndex((other) => other.source.file === wish.source.file && other.unitName === wish.unitName);
      if (same >= 0) waiting.splice(same, 1);
      waiting.push(wish);
      running ??= work().finally(() => (running = undefined));
    },
    known,
    settled: async () => await running,
    dispose() {
      ending.abort();
      waiting.length = 0;
    },
  };
}

function isSame(left: QuestionWish, right: QuestionWish): boolean {
  const { source, unitName, before } = left;
  return source.file === right.source.file && source.text === right.source.text && unitName === right.unitName && before === right.before;
}
