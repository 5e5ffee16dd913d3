import { ts } from 'ts-morph';
import type { Step } from '../../../terms/outline.ts';
import { callInWords, ownCalls, ownNodes } from '../../ownCode.ts';
import { lineOf } from '../../stateFact.ts';
import { writeOf } from '../../writes.ts';
import { inWords, quote, step } from '../outlineWords.ts';

/**
 * What a `finally` does on every way out of its `try`.
 *
 *     try { … } finally { lock.release(); }
 *     → `lock.release` runs on every way out of lines 2 to 8, failures and early returns included.
 */
export function alwaysLast(unit: ts.Node): readonly Step[] {
  return ownNodes(unit).flatMap((attempt) => {
    if (!ts.isTryStatement(attempt) || !attempt.finallyBlock) return [];
    const { statements } = attempt.finallyBlock;
    const other = statements.findIndex((statement) => !ts.isExpressionStatement(statement));
    // What stands after a loop or a choice runs only when that ends well.
    const direct = statements.slice(0, other < 0 ? undefined : other).filter(ts.isExpressionStatement);
    const done = direct.flatMap((statement) => {
      const [call] = ownCalls(statement);
      const write = [statement.expression, ...ownNodes(statement.expression)].map(writeOf).find((each) => each?.how === 'assigned');
      if (write) return quote(write.target) ? [`${quote(write.target)} is changed`] : [];
      const runs = call?.questionDotToken ? 'runs, if there is one,' : 'runs';
      return call && callInWords(call).startsWith('`') ? [`${callInWords(call)} ${runs}`] : [];
    });
    if (done.length === 0) return [];
    const early = ownNodes(attempt.tryBlock).some(ts.isReturnStatement);
    const [first, last] = [attempt.tryBlock.statements[0], attempt.tryBlock.statements.at(-1)];
    if (!first || !last) return [];
    const end = last.getSourceFile().getLineAndCharacterOfPosition(last.end).line + 1;
    const lines = lineOf(first) === end ? `line ${end}` : `lines ${lineOf(first)} to ${end}`;
    return step(
      `${capital(inWords(done))} on every way out of ${lines}, a failure${early ? ' or an early return' : ''} included.`,
      attempt,
      attempt.finallyBlock,
    );
  });
}

function capital(text: string): string {
  return text.startsWith('`') ? text : text.charAt(0).toUpperCase() + text.slice(1);
}
