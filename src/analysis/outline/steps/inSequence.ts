import { ts } from 'ts-morph';
import type { Step } from '../../../terms/outline.ts';
import { awaitedCalls, bodyOf, callInWords, isAsync, ownNodes } from '../../ownCode.ts';
import { lineOf } from '../../stateFact.ts';
import { linesInWords, quote, step } from '../outlineWords.ts';
import { statementsOf } from '../unitBody.ts';

/**
 * What an async unit waits for, in which order, and what a failure keeps from starting.
 *
 *     const receipt = await charge(order); await saveInvoice(receipt); await notify(order);
 *     → Waits for `charge`, then `saveInvoice`, then `notify`: when one fails, those after it never start.
 */
export function inSequence(unit: ts.Node): readonly Step[] {
  if (!isAsync(unit) || !bodyOf(unit)) return [];
  const statements = statementsOf(unit);
  const direct = statements.flatMap((statement) => (isPlain(statement) ? awaitedCalls(statement) : []));
  const [first, last] = [direct[0], direct.at(-1)];
  // A way out, or a choice, on the way: then the later ones need not come at all.
  const isBroken =
    direct.some(isChosen) || statements.some((each) => !isPlain(each) && first && last && each.pos > first.pos && each.end < last.end);
  const names = [...new Set(direct.map(callInWords))];
  const chain =
    !isBroken && names.length > 1 && names.length === direct.length && names.length <= 5 && names.every((name) => name.startsWith('`'))
      ? step(`Waits for ${names.join(', then ')}: when one fails, those after it never start.`, ...direct)
      : [];
  return [...chain, ...ownNodes(unit).flatMap(oneAfterAnother)];
}

/** Under a condition inside its own statement. */
function isChosen(call: ts.Node): boolean {
  return (
    ts.findAncestor(call, (above) =>
      ts.isStatement(above)
        ? 'quit'
        : ts.isConditionalExpression(above) ||
          (ts.isBinaryExpression(above) && /^(&&|\|\||\?\?)=?$/u.test(above.operatorToken.getText()) && above.left !== call),
    ) !== undefined
  );
}

function isPlain(statement: ts.Statement): boolean {
  return ts.isExpressionStatement(statement) || ts.isVariableStatement(statement) || ts.isReturnStatement(statement);
}

/** `for (const item of items) await save(item);` */
function oneAfterAnother(loop: ts.Node): readonly Step[] {
  if (!ts.isForOfStatement(loop) || loop.awaitModifier) return [];
  const [call] = awaitedCalls(loop.statement);
  const over = quote(loop.expression);
  if (!call || !over) return [];
  return step(
    `The rounds over ${over} (${linesInWords(loop)}) wait for each other: ${callInWords(call)} (line ${lineOf(call)}) of one is done before the next begins.`,
    loop,
    call,
  );
}
