import { ts } from 'ts-morph';
import type { Fact } from '../../terms/fact.ts';
import type { FactDetector } from '../factDetector.ts';
import { failureIn, type Failing } from '../likelyFailures.ts';
import { bodyOf, isAsync, isFixedValue, ownCalls, ownNodes } from '../ownCode.ts';
import { lineOf, stateFact } from '../stateFact.ts';

const kind = 'caught-failures';
const ending = /exit|fail|throw|raise|abort|panic|redirect|notFound|unreachable|assert|never|reject|error|callback|^next$|^super/i;
const logging = /^(console|log|logger|this\.log|this\.logger|debug)(\.\w+)?$/;

/**
 * What a caller gets when something inside a `try` fails.
 *
 *     try { return await fetchUser(id); } catch (error) { console.error(error); return null; }
 *     → Callers cannot tell a failed `fetchUser` from line 3: both give `null`.
 */
export const caughtFailures: FactDetector = {
  id: kind,
  detect({ node, unit }) {
    const body = bodyOf(node);
    if (!body) return [];
    const isPredicate = /(^|\.)(is|has|can|should)[A-Z]\w*$/.test(unit.name);
    return ownNodes(body).flatMap((found) => {
      if (!ts.isTryStatement(found) || !found.catchClause || (found.finallyBlock && leaves(found.finallyBlock))) return [];
      const nodes = ownNodes(found.catchClause.block);
      if (isPredicate) return [];
      return nodes.some(ts.isThrowStatement)
        ? replaced(found, found.catchClause, nodes)
        : swallowed(found, found.catchClause, nodes, node, body);
    });
  },
};

/** A new error that carries nothing of the one it replaces. */
function replaced(attempt: ts.TryStatement, clause: ts.CatchClause, nodes: readonly ts.Node[]): readonly Fact[] {
  const [only, ...others] = nodes.filter(ts.isThrowStatement);
  const last = clause.block.statements.at(-1);
  if (!only || others.length > 0 || last !== only || !ts.isNewExpression(only.expression) || usesError(clause, nodes)) return [];
  const failed = whatFails(attempt);
  const error = only.expression.expression.getText();
  const text = failed && `When ${failed.words}, callers see only this \`${error}\`: the original error, its cause and stack, is lost.`;
  return text ? stateFact({ kind, about: `replaced:${error}`, text, on: [failed.node, only], surprise: 0.75, reach: 'elsewhere' }) : [];
}

function swallowed(
  attempt: ts.TryStatement,
  clause: ts.CatchClause,
  nodes: readonly ts.Node[],
  unit: ts.Node,
  body: ts.Block,
): readonly Fact[] {
  const failed = whatFails(attempt);
  const others = ownCalls(clause.block).filter((call) => !logging.test(call.expression.getText()));
  const last = clause.block.statements.at(-1);
  const leaving = nodes.filter((node) => ts.isReturnStatement(node) || ts.isBreakOrContinueStatement(node));
  if (!failed || leaving.some((node) => node !== last) || nodes.some(ts.isAwaitExpression)) return [];
  if (others.length > 0 && !(last && ts.isReturnStatement(last) && others.every((call) => isNotice(call, clause)))) return [];
  const about = `swallowed:${lineOf(clause) - lineOf(body)}`;
  const said = { kind, about, reach: 'elsewhere' } as const;
  if (last && ts.isReturnStatement(last)) {
    const value = last.expression?.getText() ?? 'undefined';
    if (last.expression && !isFixedValue(last.expression)) return [];
    // Who gives nothing whatever happens lets nobody tell anything.
    if (isVoid(unit)) return [];
    const twin = ownNodes(body).find(
      (node) => ts.isReturnStatement(node) && node !== last && (node.expression?.getText() ?? 'undefined') === value,
    );
    if (twin && (twin.pos < attempt.pos || twin.pos > attempt.end || isWithin(twin, attempt.tryBlock))) {
      const condition = conditionFor(twin, body);
      const text =
        condition === undefined
          ? `To callers, the case in which ${failed.words} looks the same as the \`return ${value}\` on line ${lineOf(twin)}.`
          : `Callers get the same \`${value}\` when ${failed.words} as when \`${condition}\` (line ${lineOf(twin)}).`;
      return stateFact({
        ...said,
        text,
        on: [failed.node, last, twin],
        surprise: isBoolean(value) && condition === undefined ? 0.6 : 0.85,
      });
    }
    if (value === 'undefined') return [];
    const text = `When ${failed.words}, callers get \`${value}\` and no error: they have to test for it to notice.`;
    return stateFact({ ...said, text, on: [failed.node, last], surprise: isBoolean(value) ? 0.45 : 0.6 });
  }
  if (last && ts.isContinueStatement(last)) {
    const text = `When ${failed.words}, that round is skipped and the loop goes on; callers are not told.`;
    return stateFact({ ...said, text, on: [failed.node, last], surprise: 0.65 });
  }
  if (leaving.length > 0 || !dropsError(clause, nodes)) return [];
  const fate = ownCalls(clause.block).length > 0 ? 'is only logged' : 'is dropped';
  if (isLast(attempt, body)) {
    const ends = isAsync(unit) ? 'the promise resolves as usual' : 'it returns as usual';
    const text = `Callers never learn that ${failed.words}: the error ${fate} and ${ends}.`;
    return stateFact({ ...said, text, on: [failed.node, clause], surprise: 0.8 });
  }
  const next = statementAfter(attempt);
  if (!next) return [];
  const text = `When ${failed.words}, the error ${fate} and the code goes on at line ${lineOf(next)}.`;
  return stateFact({ ...said, text, on: [failed.node, clause, next], surprise: 0.8 });
}

function whatFails(attempt: ts.TryStatement): Failing | undefined {
  return failureIn(attempt.tryBlock, (call) => !isNestedTry(call, attempt));
}

/** A `return` or `throw` in a `finally` replaces whatever the `catch` decided. */
function leaves(block: ts.Block): boolean {
  return ownNodes(block).some((node) => ts.isReturnStatement(node) || ts.isThrowStatement(node) || ts.isBreakOrContinueStatement(node));
}

/** `report('not saved');`: a statement that is not given the error and does not sound as if it ended the work by itself. */
function isNotice(call: ts.CallExpression, clause: ts.CatchClause): boolean {
  return ts.isExpressionStatement(call.parent) && !ending.test(call.expression.getText()) && !usesError(clause, ownNodes(call));
}

/** `rows.length === 0` of `if (rows.length === 0) return false;` at the top of the unit, where it is short enough to be quoted. */
function conditionFor(exit: ts.Node, body: ts.Block): string | undefined {
  const branch = ts.isBlock(exit.parent) ? exit.parent : exit;
  const choice = branch.parent;
  if (!ts.isIfStatement(choice) || choice.thenStatement !== branch || choice.parent !== body) return undefined;
  const condition = choice.expression.getText().replaceAll(/\s+/g, ' ');
  return condition.length <= 40 ? condition : undefined;
}

function isBoolean(value: string): boolean {
  return value === 'true' || value === 'false';
}

function isNestedTry(node: ts.Node, attempt: ts.TryStatement): boolean {
  return ts.findAncestor(node, ts.isTryStatement) !== attempt;
}

function usesError(clause: ts.CatchClause, nodes: readonly ts.Node[]): boolean {
  const name = clause.variableDeclaration?.name;
  if (!name) return false;
  return !ts.isIdentifier(name) || nodes.some((node) => ts.isIdentifier(node) && node.text === name.text);
}

/** The error goes nowhere but into a log; an assignment of any kind may keep it. */
function dropsError(clause: ts.CatchClause, nodes: readonly ts.Node[]): boolean {
  const assigns = nodes.some((node) => ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken);
  return !assigns && (!usesError(clause, nodes) || ownCalls(clause.block).length > 0);
}

function isWithin(node: ts.Node, outer: ts.Node): boolean {
  return node.pos >= outer.pos && node.end <= outer.end;
}

function isLast(attempt: ts.TryStatement, body: ts.Block): boolean {
  return body.statements.at(-1) === attempt;
}

function statementAfter(attempt: ts.TryStatement): ts.Statement | undefined {
  const block = attempt.parent;
  if (!ts.isBlock(block)) return undefined;
  return block.statements[block.statements.indexOf(attempt) + 1];
}

function isVoid(unit: ts.Node): boolean {
  return ts.isFunctionLike(unit) && /^(Promise<\s*)?(void|undefined|never)\b/u.test(unit.type?.getText() ?? '');
}
