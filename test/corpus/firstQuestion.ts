import { touchedUnits } from '../../src/stories/touchedUnits.ts';
import type { CodeStudy } from '../../src/stories/studyCode.ts';
import type { Change } from '../../src/terms/change.ts';
import type { Exercise } from '../../src/terms/exercise.ts';

export interface FirstQuestion {
  readonly change: Change;
  readonly path: string;
  readonly unitName: string;
  readonly exercise: Exercise;
}

/** As many units of a change as the product asks about unprompted. */
const mostAsked = 3;

/** The first question a person sees for a change, as `stories/changeArrived.ts` comes to it; otherwise why there is none. */
export async function firstQuestion(change: Change, study: CodeStudy, seed: number): Promise<FirstQuestion | string> {
  const units = touchedUnits(change).slice(0, mostAsked);
  let why = 'nothing worth a mark';
  for (const touched of units) {
    const file = change.files.find(({ path }) => path === touched.path);
    if (file === undefined) continue;
    const studied = study.study(
      { file: `${change.root}/${file.path}`, path: file.path, text: file.after },
      { root: change.root, depth: 'types' },
    );
    if (!studied.ok) {
      why = studied.reason;
      continue;
    }
    const unit = studied.value.units.find(({ located }) => located.unit.name === touched.name);
    if (unit === undefined) continue;
    const before = change.kind === 'suggestion' ? undefined : file.before;
    const found = await study.ask(studied.value, unit, { seed, unfamiliarity: 1, ...(before !== undefined && { before }) });
    studied.value.program?.dispose();
    const [exercise] = found.exercises;
    if (exercise !== undefined) return { change, path: file.path, unitName: touched.name, exercise };
    why = found.why ?? why;
  }
  return why;
}
