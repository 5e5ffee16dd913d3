import type { ExerciseStore } from '../exercises/exerciseStore.ts';
import type { ChangeSummary } from '../terms/change.ts';
import type { UnitKey } from '../terms/ids.ts';

/** The unchecked unit whose best question is worth most; before any is proven, the first. */
export function bestUnit(summary: ChangeSummary, exercises: ExerciseStore): ChangeSummary['units'][number] | undefined {
  const valueOf = (key: UnitKey): number => exercises.forUnit(key)?.exercises[0]?.value ?? 0;
  const open = summary.units.filter((unit) => !unit.checked);
  return [...(open.length > 0 ? open : summary.units)].sort((left, right) => valueOf(right.key) - valueOf(left.key))[0];
}
