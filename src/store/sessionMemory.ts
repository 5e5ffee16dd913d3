import type { IndexStore, StoredEntry } from '../analysis/indexStore.ts';
import type { ChangeStore } from '../changes/changeStore.ts';
import type { CommitLineStore, SeenLines } from '../changes/commitLines.ts';
import type { KeptWhy, UnitPlace, WhyStore } from '../changes/whyStore.ts';
import type { ExerciseStore, StoredExercise } from '../exercises/exerciseStore.ts';
import type { AnswerStore, RecordedAnswer } from '../learning/answerStore.ts';
import type { LeaseStore } from '../stories/leaseStore.ts';
import { leaseDurationMs } from './leaseDuration.ts';
import type { Change, ChangeSummary } from '../terms/change.ts';
import type { Clock } from '../terms/clock.ts';
import type { UnitExercises } from '../terms/exercise.ts';
import { success } from '../terms/result.ts';
import type { AnswerId, ChangeId, ExerciseId, UnitKey } from '../terms/ids.ts';
import { allFrozen } from './exerciseTables.ts';
import { createModelMemory } from './modelMemory.ts';
import { createSegmentMemory } from './segmentMemory.ts';
import type { Stores } from './stores.ts';

function changeMemory(): ChangeStore {
  const held = new Map<ChangeId, { readonly change: Change; readonly summary: ChangeSummary }>();
  const heads = new Map<string, string>();
  const newestFirst = (): { readonly change: Change; readonly summary: ChangeSummary }[] =>
    [...held.values()].toReversed().toSorted((left, right) => right.summary.at - left.summary.at);
  const check = (summary: ChangeSummary, isChecked: (key: UnitKey) => boolean): ChangeSummary => ({
    ...summary,
    units: summary.units.map((unit) => ({ ...unit, checked: unit.checked || isChecked(unit.key) })),
  });

  return {
    save(change, summary) {
      const known = held.get(change.id)?.summary;
      const checkedBefore = new Set(known?.units.filter((unit) => unit.checked).map((unit) => unit.key));
      const merged = check({ ...summary, kind: change.kind, state: known?.state ?? summary.state }, (key) => checkedBefore.has(key));
      held.set(change.id, { change, summary: merged });
    },
    find: (id) => held.get(id),
    recent: (root, limit) =>
      newestFirst()
        .filter(({ change }) => change.root === root)
        .slice(0, limit)
        .map(({ summary }) => summary),
    setState(id, state) {
      const known = held.get(id);
      if (known !== undefined) held.set(id, { ...known, summary: { ...known.summary, state } });
    },
    markUnitChecked(key) {
      const holding = newestFirst().filter(({ summary }) => summary.units.some((unit) => unit.key === key));
      for (const { change, summary } of holding) {
        const marked = check(summary, (candidate) => candidate === key);
        const done = marked.units.every((unit) => unit.checked);
        held.set(change.id, { change, summary: done ? { ...marked, state: 'checked' } : marked });
      }
      return holding.map(({ change }) => change.id);
    },
    lastHead: (root) => heads.get(root),
    setLastHead: (root, commit) => void heads.set(root, commit),
  };
}

function commitLineMemory(): CommitLineStore {
  const repositories = new Map<string, Map<string, Map<string, readonly SeenLines[]>>>();
  return {
    save(repository, commit, files) {
      const commits = repositories.get(repository) ?? new Map<string, Map<string, readonly SeenLines[]>>();
      repositories.set(repository, commits.set(commit, new Map([...(commits.get(commit) ?? []), ...files])));
    },
    find(repository, commits) {
      const known = repositories.get(repository);
      return new Map(
        commits.flatMap((commit) => {
          const files = known?.get(commit);
          return files === undefined || files.size === 0 ? [] : [[commit, files] as const];
        }),
      );
    },
    commits: (repository) => [...(repositories.get(repository)?.keys() ?? [])],
  };
}

function whyMemory(): WhyStore {
  const kept: { readonly place: UnitPlace; readonly why: KeptWhy }[] = [];
  const isAt = (left: UnitPlace, right: UnitPlace): boolean =>
    left.root === right.root && left.path === right.path && left.name === right.name;
  return {
    keep(place, why) {
      const index = kept.findIndex((each) => isAt(each.place, place) && each.why.session === why.session && each.why.at === why.at);
      kept.splice(index < 0 ? kept.length : index, 1, { place, why });
    },
    find: (place) =>
      kept
        .filter((each) => each.place.key === place.key || isAt(each.place, place))
        .map(({ why }) => why)
        .toSorted((left, right) => right.at - left.at),
  };
}

function exerciseMemory(): ExerciseStore {
  const units = new Map<UnitKey, UnitExercises>();
  const exercises = new Map<ExerciseId, StoredExercise>();
  const frozen = new Map<ExerciseId, string>();
  return {
    save(found, file, unitName) {
      units.set(found.unitKey, found);
      for (const exercise of found.exercises) exercises.set(exercise.id, { exercise, file, unitName });
    },
    forUnit(key) {
      const found = units.get(key);
      if (found === undefined) return undefined;
      const askable = found.exercises.filter(({ id }) => !frozen.has(id));
      const { why: _unsaid, ...rest } = found;
      if (askable.length > 0) return { ...rest, exercises: askable };
      const why = found.exercises.length > 0 ? allFrozen : found.why;
      return { ...rest, exercises: askable, ...(why !== undefined && { why }) };
    },
    find: (id) => exercises.get(id),
    freeze(id, why) {
      if (exercises.has(id)) frozen.set(id, why);
    },
  };
}

function answerMemory(): AnswerStore {
  const log = new Map<AnswerId, RecordedAnswer>();
  return {
    record(answer, unitKey, kind, verdict, concepts = []) {
      if (!log.has(answer.id)) log.set(answer.id, { answer, unitKey, kind, verdict, voided: false, concepts });
    },
    all: () => [...log.values()],
    recent: (limit) => [...log.values()].slice(-limit),
    merge(answers) {
      const before = log.size;
      for (const recorded of answers) {
        const known = log.get(recorded.answer.id);
        log.set(recorded.answer.id, known === undefined ? recorded : { ...known, voided: known.voided || recorded.voided });
      }
      return log.size - before;
    },
    forUnit: (key) => [...log.values()].filter(({ unitKey }) => unitKey === key),
    forExercise: (id) => [...log.values()].filter(({ answer }) => answer.exerciseId === id),
    voidAnswer(id) {
      const known = log.get(id);
      if (known !== undefined) log.set(id, { ...known, voided: true });
    },
  };
}

function indexMemory(): IndexStore {
  const roots = new Map<string, Map<string, StoredEntry>>();
  return {
    loadAll: (root) => new Map(roots.get(root)),
    save(root, path, stored) {
      const files = roots.get(root) ?? new Map<string, StoredEntry>();
      roots.set(root, files.set(path, stored));
    },
    keepOnly(root, paths) {
      const files = roots.get(root);
      for (const path of files?.keys() ?? []) if (!paths.has(path)) files?.delete(path);
    },
  };
}

function leaseMemory(clock: Clock): LeaseStore {
  const leases = new Map<string, { readonly holder: string; readonly expiresAt: number }>();
  return {
    acquire(root, holder) {
      const now = clock.now();
      const known = leases.get(root);
      const taken = known !== undefined && known.holder !== holder && known.expiresAt > now && known.expiresAt <= now + leaseDurationMs;
      if (!taken) leases.set(root, { holder, expiresAt: now + leaseDurationMs });
      return !taken;
    },
    release(root, holder) {
      if (leases.get(root)?.holder === holder) leases.delete(root);
    },
  };
}

/** The same ports without a file: what they hold ends with the process. */
export function createSessionMemory(clock: Clock): Stores {
  return {
    segments: createSegmentMemory(),
    changes: changeMemory(),
    commitLines: commitLineMemory(),
    whys: whyMemory(),
    exercises: exerciseMemory(),
    answers: answerMemory(),
    index: indexMemory(),
    leases: leaseMemory(clock),
    models: createModelMemory(),
    // Nothing of it is kept anywhere.
    data: { wipe: () => success(null) },
  };
}
