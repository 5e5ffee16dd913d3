import { ts } from 'ts-morph';
import { awaitedCalls, ownNodes } from '../../ownCode.ts';
import { quote } from '../outlineWords.ts';
import type { PatternDetector } from '../patternDetector.ts';
import { functionOf } from '../unitBody.ts';

/**
 * A loop that waits and looks again.
 *
 *     while (!(await isReady(job))) await sleep(500);
 */
export const polling: PatternDetector = {
  id: 'polling',
  recognise({ node }) {
    if (!functionOf(node)) return undefined;
    for (const loop of ownNodes(node)) {
      if (!ts.isWhileStatement(loop) && !ts.isDoStatement(loop)) continue;
      const pause = awaitedCalls(loop.statement).find((call) => /^(sleep|delay|wait|pause|setTimeout)$/iu.test(call.expression.getText()));
      const condition = quote(loop.expression);
      const every = pause && quote(pause);
      if (!pause || !condition || !every || loop.expression.kind === ts.SyntaxKind.TrueKeyword) continue;
      return {
        title: 'Polls',
        text: `Looks again after each ${every} for as long as ${condition}${leavesOtherwise(loop) ? '' : '; only that, or an error, ends the loop'}.`,
        on: [loop, pause],
      };
    }
    return undefined;
  },
};

function leavesOtherwise(loop: ts.WhileStatement | ts.DoStatement): boolean {
  return ownNodes(loop.statement).some((node) => ts.isReturnStatement(node) || ts.isBreakStatement(node) || ts.isThrowStatement(node));
}
