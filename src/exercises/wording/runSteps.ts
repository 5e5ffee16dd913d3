import { ts } from 'ts-morph';
import type { LocatedUnit } from '../../analysis/sourceText.ts';
import type { Effect, Settlement } from '../../terms/proof.ts';
import type { Ran } from '../runs.ts';
import { failureClass } from '../worlds/script.ts';
import { linesOf } from '../syntaxLines.ts';

/**
 * What was seen, one step a line, in the order it happened, with the lines of the file where they are known:
 * `line 12: \`releaseAll(order)\` → rejects`. For people; the machine's record is the proof's `expected`.
 */
export function stepsSeen({ scenario, run }: Ran, located: LocatedUnit): readonly string[] {
  const { effects, settlement, second } = run.observation;
  const answers = new Map((run.values ?? scenario.values).map(({ slot, value }) => [slot, value]));
  const counts = new Map<string, number>();
  const steps = effects.map((effect) => {
    if (effect.kind === 'set' || effect.kind === 'delete')
      return `${at(lineOfWrite(effect, run.executedLines, located))}${writeWords(effect)}`;
    const occurrence = counts.get(effect.target) ?? 0;
    counts.set(effect.target, occurrence + 1);
    const call = run.boundaryCalls.find((made) => made.target === effect.target && made.occurrence === occurrence);
    const injected = scenario.failure;
    const fails = injected?.call.target === effect.target && injected.call.occurrence === occurrence;
    const answer = answers.get(`what \`${effect.target}\` resolves to`) ?? answers.get(`what \`${effect.target}\` returns`);
    const outcome = fails ? ` → ${injected.with}` : answer === undefined || answer === 'undefined' ? '' : ` → ${shown(answer)}`;
    return `${at(call?.line)}\`${effect.kind === 'new' ? 'new ' : ''}${effect.target}(${effect.values.join(', ')})\`${outcome}`;
  });
  if (second === undefined || run.secondCall === undefined) return [...steps, ending(settlement)];
  const { line, effects: before } = run.secondCall;
  const start =
    scenario.secondCall === 'after the first' ? 'the second call starts' : `${at(line)}the first call waits, and the second call starts`;
  return [...steps.slice(0, before), start, ...steps.slice(before), `first call: ${ending(settlement)}`, `second call: ${ending(second)}`];
}

function at(line: number | undefined): string {
  return line === undefined ? '' : `line ${line}: `;
}

function writeWords({ kind, target, values }: Effect): string {
  return kind === 'delete' ? `\`delete ${target}\`` : `\`${target} = ${values.join(', ')}\``;
}

function shown(answer: string): string {
  return /^(?:an?|the) |\(empty\)/.test(answer) ? answer : `\`${answer}\``;
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

function ending(settlement: Settlement): string {
  if (settlement.kind === 'pending') return 'the returned promise stays pending';
  if ('error' in settlement) {
    const error = settlement.error === failureClass ? 'that error' : `\`${settlement.error.replace(/^thrown /, '')}\``;
    return settlement.kind === 'throws' ? `it throws ${error}` : `the returned promise rejects with ${error}`;
  }
  return settlement.kind === 'returns' ? `it returns \`${settlement.value}\`` : `the returned promise resolves to \`${settlement.value}\``;
}
