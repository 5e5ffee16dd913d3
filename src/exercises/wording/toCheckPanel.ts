import type { Exercise } from '../../terms/exercise.ts';
import type { CheckPanel } from '../../terms/panel.ts';

/** The question as it is put to a person: neither key nor proof nor reason crosses over. `path` is as the reader knows it. */
export function toCheckPanel(exercise: Exercise, path: string, unitName: string): CheckPanel {
  return {
    exerciseId: exercise.id,
    unitKey: exercise.unitKey,
    path,
    unitName,
    kind: exercise.kind,
    level: exercise.level,
    stem: exercise.stem,
    assumptions: exercise.assumptions,
    code: exercise.code,
    multi: exercise.multi,
    options: exercise.options.map(({ id, text }) => ({ id, text })),
  };
}
