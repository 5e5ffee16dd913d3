import type { Exercise, UnitExercises } from '../../terms/exercise.ts';
import type { Result } from '../../terms/result.ts';

/**
 * Runs every option's standalone program once more and keeps the questions all of whose programs print what they must: the programs
 * are built apart from the harness that observed the runs, so a fault in either shows as a difference. A question dropped here is
 * better than a wrong key.
 */
export async function withProgramsThatHold(
  found: UnitExercises,
  print: (programs: readonly string[], signal?: AbortSignal) => Promise<readonly Result<string>[]>,
  signal?: AbortSignal,
): Promise<UnitExercises> {
  const expectedBy = new Map<string, string | undefined>();
  for (const { proof } of found.exercises.flatMap(({ options }) => options)) {
    if (proof.program !== undefined) expectedBy.set(proof.program, proof.expected);
  }
  const programs = [...expectedBy.keys()];
  const printed = await print(programs, signal);
  const failed = new Set(programs.filter((program, index) => !prints(printed[index], expectedBy.get(program))));
  const holds = ({ options }: Exercise): boolean =>
    options.every(({ proof: { program } }) => program === undefined || !failed.has(program));
  const exercises = found.exercises.filter(holds);
  if (exercises.length > 0 || found.exercises.length === 0) return { ...found, exercises };
  return { ...found, exercises, why: 'its runs could not be confirmed by a program of their own' };
}

function prints(result: Result<string> | undefined, expected: string | undefined): boolean {
  return result?.ok === true && result.value === expected;
}
