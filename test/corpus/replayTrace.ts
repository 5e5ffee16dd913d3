import type { Play } from '../../src/exercises/play/openPlay.ts';
import type { Ran } from '../../src/exercises/runs.ts';
import { editedText, unitCode, unitSnippet } from '../../src/exercises/worlds/unitCode.ts';
import { runProgram } from './runProgram.ts';

/**
 * Whether a run comes out line for line in plain Node: the standalone program, with a note in front of each statement, prints the same
 * steps and the same observation. Otherwise what differs, in one phrase.
 */
export async function replayTrace({ runs, unit }: Play, { scenario, run }: Ran): Promise<string | undefined> {
  const { located } = unit;
  const made = runs.world.program(scenario, run);
  if (!made.ok) return `no program: ${made.reason}`;
  const text = editedText(located, []);
  const snippet = text.ok ? unitSnippet(text.value, /\.[cm]?[jt]sx?$/u.exec(located.sourceFile.fileName)?.[0] ?? '.ts') : text;
  if (!snippet.ok) return `no program: ${snippet.reason}`;
  const firstLine = located.sourceFile.getLineAndCharacterOfPosition(located.node.getStart(located.sourceFile)).line + 1;
  const plain = unitCode(snippet.value, undefined).code;
  const pieces = made.value.program.split(plain);
  if (pieces.length !== 2) return 'the unit does not stand in its program once';
  const noted = pieces
    .join(unitCode(snippet.value, firstLine).code)
    .replace(
      'const $calls = new Map();',
      (line) => `${line}\nconst $steps = [];\nconst $line = (line) => $steps.length < 800 && $steps.push(line, $effects.length);`,
    )
    .replace(
      /JSON\.stringify\(\{ effects: \$effects,(.*)\}\)\);\n/u,
      (_, rest: string) => `JSON.stringify({ steps: $steps, effects: $effects,${rest}}));\n`,
    );
  const printed = await runProgram(noted);
  const expected = `${JSON.stringify({ steps: run.steps ?? [], ...(JSON.parse(made.value.expected) as object) })}\n`;
  return printed === expected ? undefined : `Node prints ${printed.trim()} and not ${expected.trim()}`;
}
