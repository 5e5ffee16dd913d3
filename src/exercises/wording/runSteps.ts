import { ts } from 'ts-morph';
import type { LocatedUnit } from '../../analysis/sourceText.ts';
import type { Effect } from '../../terms/proof.ts';
import type { Ran } from '../runs.ts';
import { linesOf } from '../syntaxLines.ts';
import { effectsInWords, endingInWords } from './effectWords.ts';

/**
 * What was seen, one step a line, in the order it happened, with the lines of the file where they are known:
 * `line 12: \`releaseAll(order)\` → rejects`. For people; the machine's record is the proof's `expected`.
 */
export function stepsSeen(ran: Ran, located: LocatedUnit): readonly string[] {
  const { scenario, run } = ran;
  const { effects, settlement, second } = run.observation;
  const words = effectsInWords(ran);
  const counts = new Map<string, number>();
  const lineOf = (effect: Effect): number | undefined => {
    if (effect.kind === 'set' || effect.kind === 'delete') return lineOfWrite(effect, run.executedLines, located);
    const occurrence = counts.get(effect.target) ?? 0;
    counts.set(effect.target, occurrence + 1);
    return run.boundaryCalls.find((made) => made.target === effect.target && made.occurrence === occurrence)?.line;
  };
  const steps = effects.map((effect, index) => `${at(lineOf(effect))}${words[index] ?? ''}`);
  if (second === undefined || run.secondCall === undefined) return [...steps, endingInWords(settlement)];
  const { line, effects: before } = run.secondCall;
  const start =
    scenario.secondCall === 'after the first' ? 'the second call starts' : `${at(line)}the first call waits, and the second call starts`;
  const endings = [`first call: ${endingInWords(settlement)}`, `second call: ${endingInWords(second)}`];
  return [...steps.slice(0, before), start, ...steps.slice(before), ...endings];
}

function at(line: number | undefined): string {
  return line === undefined ? '' : `line ${line}: `;
}

/** The one executed line that writes there, when it is one. */
function lineOfWrite({ target }: Effect, executed: readonly number[], { node, sourceFile }: LocatedUnit): number | undefined {
  const lines = new Set<number>();
  function visit(child: ts.Node): void {
    const written =
      ts.isBinaryExpression(child) &&
      child.operatorToken.kind >= ts.SyntaxKind.FirstAssignment &&
      child.operatorToken.kind <= ts.SyntaxKind.LastAssignment
        ? child.left
        : ts.isDeleteExpression(child)
          ? child.expression
          : ts.isPostfixUnaryExpression(child)
            ? child.operand
            : undefined;
    const [line] = linesOf(child, sourceFile);
    if (written?.getText(sourceFile).replaceAll(/[!?]/g, '') === target && executed.includes(line)) lines.add(line);
    ts.forEachChild(child, visit);
  }
  ts.forEachChild(node, visit);
  const [only] = lines;
  return lines.size === 1 ? only : undefined;
}
