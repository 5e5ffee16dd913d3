import { ts } from 'ts-morph';
import type { Fact } from '../../terms/fact.ts';
import type { FactDetector } from '../factDetector.ts';
import { lastName, mayFail } from '../likelyFailures.ts';
import {
  awaitedCalls,
  bodyOf,
  callInWords,
  enclosingTry,
  isAsync,
  isPlainPath,
  ownCalls,
  ownNodes,
  startOfChain,
  withoutParentheses,
} from '../ownCode.ts';
import { lineOf, stateFact } from '../stateFact.ts';
import { writeOf } from '../writes.ts';

const kind = 'await-order';

/**
 * What waits for what, and what does not.
 *
 *     const user = await loadUser(id); const rates = await loadRates();
 *     → `loadRates` starts only after `loadUser` has finished, though it uses nothing from it.
 */
export const awaitOrder: FactDetector = {
  id: kind,
  detect({ node }) {
    const body = bodyOf(node);
    if (!body) return [];
    const nodes = ownNodes(body);
    const facts = nodes.flatMap((found) => {
      return ts.isCallExpression(found) ? [...forgottenCallbacks(found), ...together(found)] : [];
    });
    const blocks = [body, ...nodes.filter(ts.isBlock)];
    return [...facts, ...blocks.flatMap(independent), ...(isAsync(node) ? readBeforeWrite(nodes) : [])];
  },
};

function forgottenCallbacks(call: ts.CallExpression): readonly Fact[] {
  const callee = call.expression;
  const callback = call.arguments[0];
  if (!ts.isPropertyAccessExpression(callee) || callee.name.text !== 'forEach' || !callback) return [];
  if (!(ts.isArrowFunction(callback) || ts.isFunctionExpression(callback)) || !isAsync(callback)) return [];
  const [inside] = awaitedCalls(callback.body);
  const work = inside ? callInWords(inside) : 'its callback';
  const text = `\`forEach\` does not wait: the code after it runs before any ${work} has finished, and a rejection reaches nobody here.`;
  return enclosingTry(inside ?? callback.body, callback) ? [] : stateFact({ kind, about: 'for-each', text, on: [call], surprise: 0.95 });
}

function together(call: ts.CallExpression): readonly Fact[] {
  const name = call.expression.getText();
  const [argument] = call.arguments;
  if (!argument || (name !== 'Promise.all' && name !== 'Promise.race')) return [];
  const members = ts.isArrayLiteralExpression(argument) ? argument.elements.filter((element) => ts.isCallExpression(element)) : [];
  const [first, second] = members;
  if (name === 'Promise.race') {
    const text = 'Losing this race cancels nothing: the slower work goes on, and its result or failure is dropped.';
    return stateFact({ kind, about: 'race', text, on: [call], surprise: 0.6 });
  }
  const isPair = first && second && members.length === 2 && callInWords(first) !== callInWords(second);
  const names = isPair ? `${callInWords(first)} or ${callInWords(second)}` : `one of the ${String(members.length)}`;
  const mapped = mappedCall(argument);
  const who = mapped ? `one ${callInWords(startOfChain(mapped))}` : names;
  if (!mapped && !(first && second)) return [];
  // Of what gives nothing back, nothing is lost.
  const lost = ts.isAwaitExpression(call.parent) && ts.isExpressionStatement(call.parent.parent) ? '' : ' and its results are lost';
  const text = `If ${who} fails, \`Promise.all\` rejects at once; what was started with it keeps running${lost}.`;
  return stateFact({ kind, about: `all:${who}`, text, on: [call], surprise: 0.55, reach: 'elsewhere' });
}

/** The call that `items.map((item) => call(item))` makes once per item. */
function mappedCall(argument: ts.Expression): ts.CallExpression | undefined {
  if (!ts.isCallExpression(argument) || !ts.isPropertyAccessExpression(argument.expression) || argument.expression.name.text !== 'map')
    return undefined;
  const callback = argument.arguments[0];
  if (!callback || !ts.isArrowFunction(callback)) return undefined;
  const direct = ts.isBlock(callback.body) ? undefined : withoutParentheses(callback.body);
  return direct && ts.isCallExpression(direct) ? direct : awaitedCalls(callback.body)[0];
}

/** `const a = await f(); const b = await g();` where nothing of `a` goes into `g`. */
function independent(block: ts.Block): readonly Fact[] {
  return block.statements.flatMap((statement, index) => {
    const next = block.statements[index + 1];
    const first = awaitedConstant(statement);
    const second = next && awaitedConstant(next);
    if (!first || !second || mentions(second.call, first.names) || callInWords(first.call) === callInWords(second.call)) return [];
    // Calls that cannot be named tell a reader less than the lines themselves.
    if (![first, second].every(({ call }) => callInWords(call).startsWith('`'))) return [];
    const text = `${callInWords(second.call)} starts only after ${callInWords(first.call)} has finished, though it uses nothing from it.`;
    return stateFact({ kind, about: `independent:${callInWords(second.call)}`, text, on: [first.call, second.call], surprise: 0.6 });
  });
}

function awaitedConstant(statement: ts.Statement): { readonly names: ReadonlySet<string>; readonly call: ts.CallExpression } | undefined {
  if (!ts.isVariableStatement(statement)) return undefined;
  const [declaration, ...others] = statement.declarationList.declarations;
  const value = declaration?.initializer;
  if (!declaration || others.length > 0 || !value || !ts.isAwaitExpression(value)) return undefined;
  const call = withoutParentheses(value.expression);
  const names = new Set([declaration.name, ...ownNodes(declaration.name)].filter(ts.isIdentifier).map((name) => name.text));
  return ts.isCallExpression(call) ? { names, call } : undefined;
}

function mentions(node: ts.Node, names: ReadonlySet<string>): boolean {
  if (ts.isIdentifier(node) && names.has(node.text)) return true;
  return ts.forEachChild(node, (child) => mentions(child, names)) ?? false;
}

/**
 *     if (this.token) return this.token;      read
 *     const token = await login();            others run here
 *     this.token = token;                     written
 */
function readBeforeWrite(nodes: readonly ts.Node[]): readonly Fact[] {
  const facts: Fact[] = [];
  const [firstAwait] = nodes.filter(ts.isAwaitExpression);
  if (!firstAwait) return [];
  for (const node of nodes) {
    if (!ts.isBinaryExpression(node) || !ts.isPropertyAccessExpression(node.left) || !isThisPath(node.left)) continue;
    const path = node.left.getText();
    if (node.operatorToken.kind === ts.SyntaxKind.PlusEqualsToken && ts.isAwaitExpression(withoutParentheses(node.right))) {
      const text = `\`${path}\` is read before the \`await\` and written after it: what another call adds meanwhile is lost.`;
      facts.push(...stateFact({ kind, about: `lost:${path}`, text, on: [node], surprise: 0.95 }));
    }
    if (node.operatorToken.kind !== ts.SyntaxKind.EqualsToken) continue;
    const guard = nodes.find((test) => ts.isIfStatement(test) && test.pos < firstAwait.pos && guards(test, path));
    // Whatever is written before the wait may be the flag that keeps a second call out.
    const isWrittenEarlier = nodes.some((other) => other.pos < firstAwait.pos && (writeOf(other)?.members.length ?? 0) > 0);
    const waiting = nodes.find((other) => ts.isAwaitExpression(other) && other.end <= node.right.end && guard && other.pos > guard.pos);
    const call = waiting && awaitedCalls(waiting)[0];
    if (!guard || isWrittenEarlier || !call || !mayFail(call) || isLock(call) || !isSame(guard, node, waiting)) continue;
    const text = `Two calls at once can both run ${callInWords(call)}: \`${path}\` is tested on line ${lineOf(guard)} but set only after the \`await\`.`;
    facts.push(...stateFact({ kind, about: `gap:${path}`, text, on: [guard, call, node], surprise: 0.9 }));
  }
  return facts;
}

function isLock(call: ts.CallExpression): boolean {
  return /lock|acquire|mutex|semaphore|queue/i.test(lastName(call));
}

/** The await and the write come after the guard on one path: in its own branch, or both behind it. */
function isSame(guard: ts.Node, write: ts.Node, waiting: ts.Node): boolean {
  const inside = (node: ts.Node): boolean => node.pos >= guard.pos && node.end <= guard.end;
  return inside(write) === inside(waiting);
}

function isThisPath(expression: ts.PropertyAccessExpression): boolean {
  return isPlainPath(expression) && expression.getText().startsWith('this.');
}

/** `if (this.token) return …` or `if (!this.token) { … }`. */
function guards(test: ts.IfStatement, path: string): boolean {
  const { expression, thenStatement } = test;
  if (expression.getText() === path) {
    const [only] = ts.isBlock(thenStatement) ? thenStatement.statements : [thenStatement];
    return only !== undefined && ts.isReturnStatement(only) && ownCalls(only).length === 0;
  }
  return (
    ts.isPrefixUnaryExpression(expression) &&
    expression.operator === ts.SyntaxKind.ExclamationToken &&
    expression.operand.getText() === path
  );
}
