import { ts } from 'ts-morph';
import type { Step } from '../../../terms/outline.ts';
import { mayFail } from '../../likelyFailures.ts';
import { isFunctionValue } from '../../namesInWords.ts';
import { awaitedCalls, bodyOf, callInWords, isPlainPath, ownCalls, ownNodes } from '../../ownCode.ts';
import { lineOf } from '../../stateFact.ts';
import { writeOf } from '../../writes.ts';
import { capitalised, inWords, quote, step } from '../outlineWords.ts';
import type { PatternDetector } from '../patternDetector.ts';
import { branchOf, leaves } from '../unitBody.ts';

const pausing = /^(sleep|delay|wait|pause|backoff|setTimeout|setTimeoutPromise)$/i;

/**
 * A loop whose `try` leaves it on success and whose `catch` lets it go round again.
 *
 *     for (let n = 0; n < tries; n++) { try { return await job(); } catch (error) { if (!isTransient(error)) throw error; await sleep(n); } }
 *     → Retry, at most `tries` calls: calls `job` again after a failure …
 */
export const retry: PatternDetector = {
  id: 'retry',
  recognise({ node }) {
    const body = bodyOf(node);
    if (!body) return undefined;
    for (const loop of ownNodes(body)) {
      if (!ts.isForStatement(loop) && !ts.isWhileStatement(loop) && !ts.isDoStatement(loop)) continue;
      const attempt = branchOf(loop.statement).find(ts.isTryStatement);
      const clause = attempt?.catchClause;
      if (!attempt || !clause || !endsLoop(attempt.tryBlock) || leavesLoop(clause.block)) continue;
      const job = [...awaitedCalls(attempt.tryBlock), ...ownCalls(attempt.tryBlock)].find(mayFail);
      if (!job || asksForSomethingElse(job, loop)) continue;
      const most = attemptsOf(loop);
      const name = callInWords(job);
      const after = most ? `, ${most} times at most` : '';
      return {
        title: most && most.length <= 22 ? `Retry, at most ${most} calls` : 'Retry',
        text: `Calls ${name} again when it fails${after}; the first call that succeeds ends the loop.`,
        on: [loop, job],
        steps: [...givingUp(clause), ...pauses(loop, attempt), ...afterLoop(loop, most)],
      };
    }
    return undefined;
  },
};

/** What the call is given, or is called on, is another thing in the next round: a search, not a second try. */
function asksForSomethingElse(job: ts.CallExpression, loop: ts.IterationStatement): boolean {
  const counter = ts.isForStatement(loop) && loop.initializer ? loop.initializer.getText() : '';
  const names = new Set([job, ...ownNodes(job)].filter(ts.isIdentifier).map(({ text }) => text));
  return ownNodes(loop).some((node) => {
    const write = writeOf(node);
    // Counting is not searching.
    if (ts.isPostfixUnaryExpression(node) || ts.isPrefixUnaryExpression(node)) return false;
    const written = write?.how === 'assigned' && ts.isIdentifier(write.root) ? write.root.text : undefined;
    return written !== undefined && names.has(written) && !new RegExp(String.raw`\b${written}\b`, 'u').test(counter);
  });
}

function endsLoop(block: ts.Block): boolean {
  const last = block.statements.at(-1);
  return last !== undefined && (ts.isReturnStatement(last) || ts.isBreakStatement(last));
}

function leavesLoop(block: ts.Block): boolean {
  return block.statements.some(
    (statement) => ts.isReturnStatement(statement) || ts.isThrowStatement(statement) || ts.isBreakStatement(statement),
  );
}

/** How often the body of `for (let n = 0; n < tries; n++)` runs, in words; nothing where the count is moved elsewhere too. */
function attemptsOf(loop: ts.IterationStatement): string | undefined {
  if (!ts.isForStatement(loop) || !loop.condition || !loop.incrementor || !ts.isBinaryExpression(loop.condition)) return undefined;
  const { left, operatorToken, right } = loop.condition;
  const counter = loop.initializer && ts.isVariableDeclarationList(loop.initializer) ? loop.initializer.declarations[0] : undefined;
  const start = counter?.initializer && ts.isNumericLiteral(counter.initializer) ? Number(counter.initializer.text) : undefined;
  if (!counter || start === undefined || !ts.isIdentifier(left) || left.text !== counter.name.getText()) return undefined;
  if (!/^(\+\+\w+|\w+\+\+)$/u.test(loop.incrementor.getText())) return undefined;
  if (ownNodes(loop.statement).some((node) => writeOf(node)?.target.getText() === left.text)) return undefined;
  const inclusive = operatorToken.kind === ts.SyntaxKind.LessThanEqualsToken;
  if (!inclusive && operatorToken.kind !== ts.SyntaxKind.LessThanToken) return undefined;
  const more = (inclusive ? 1 : 0) - start;
  if (ts.isNumericLiteral(right)) return String(Number(right.text) + more);
  if (!isPlainPath(right) || (more !== 0 && more !== 1)) return undefined;
  return more === 0 ? `\`${right.getText()}\`` : `\`${right.getText()} + 1\``;
}

function givingUp(clause: ts.CatchClause): readonly Step[] {
  const early = clause.block.statements.filter(
    (statement): statement is ts.IfStatement =>
      ts.isIfStatement(statement) && leaves(branchOf(statement.thenStatement))?.kind === ts.SyntaxKind.ThrowStatement,
  );
  const conditions = early.map((statement) => quote(statement.expression) ?? `the test on line ${lineOf(statement)} holds`);
  const [first] = early;
  return first ? step(`Gives up before the last try, and throws, when ${inWords(conditions, 3, 'or')}.`, ...early) : [];
}

function pauses(loop: ts.IterationStatement, attempt: ts.TryStatement): readonly Step[] {
  const after = branchOf(loop.statement).filter((statement) => statement.pos >= attempt.end);
  const caught = attempt.catchClause?.block.statements ?? [];
  const statement = [...caught, ...after].find((place) => pauseIn(place) !== undefined);
  const pause = statement && pauseIn(statement);
  if (!statement || !pause) return [];
  const lastToo = ts.isForStatement(loop) && ts.isExpressionStatement(statement) && !caught.some(mayLeave);
  const words = quote(pause);
  if (!words && !lastToo) return [];
  const end = lastToo ? '; the last one too, before it gives up' : '';
  return step(
    `Only a failed call is followed by a wait${words ? `: ${words}` : ` (line ${lineOf(pause)})`}${end}.`,
    attempt.tryBlock,
    pause,
  );
}

/** `await sleep(100)`, or the `setTimeout` of `await new Promise((resolve) => setTimeout(resolve, 100))`. */
function pauseIn(statement: ts.Statement): ts.CallExpression | undefined {
  const named = awaitedCalls(statement).find((call) => isPause(call));
  if (named) return named;
  for (const node of ownNodes(statement)) {
    const made = ts.isAwaitExpression(node) && ts.isNewExpression(node.expression) ? node.expression : undefined;
    const executor = made?.expression.getText() === 'Promise' ? made.arguments?.[0] : undefined;
    const timer =
      executor && isFunctionValue(executor)
        ? [executor.body, ...ownNodes(executor.body)].find((inner) => ts.isCallExpression(inner) && isPause(inner))
        : undefined;
    if (timer && ts.isCallExpression(timer)) return timer;
  }
  return undefined;
}

function isPause(call: ts.CallExpression): boolean {
  return pausing.test(call.expression.getText().split('.').at(-1) ?? '');
}

function mayLeave(statement: ts.Statement): boolean {
  return [statement, ...ownNodes(statement)].some(
    (node) => ts.isThrowStatement(node) || ts.isReturnStatement(node) || ts.isBreakStatement(node) || ts.isContinueStatement(node),
  );
}

function afterLoop(loop: ts.IterationStatement, most: string | undefined): readonly Step[] {
  const block = loop.parent;
  if (!most || !ts.isBlock(block)) return [];
  const next = block.statements[block.statements.indexOf(loop) + 1];
  if (!next || !(ts.isThrowStatement(next) || ts.isReturnStatement(next)) || !next.expression) return [];
  const value = quote(next.expression);
  const verb = ts.isThrowStatement(next) ? 'throws' : 'returns';
  return value ? step(`${capitalised(`when every call has failed, it ${verb}`)} ${value}.`, loop, next) : [];
}
