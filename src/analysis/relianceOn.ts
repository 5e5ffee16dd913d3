import { ts } from 'ts-morph';
import type { CallUse } from './callUse.ts';
import { laterUsesOf, readsOf } from './resultReads.ts';
import type { Reliance } from './sourceText.ts';
import { declaredName } from './unitNames.ts';

/**
 *     await save(cart);                       awaits it, ignores the result
 *     const user = find(id); if (!user) …     tests it for absence
 *     load().catch(() => [])                  catches its failure
 */
export function relianceOn(call: ts.CallExpression | ts.NewExpression): CallUse {
  const reliance = new Set<Reliance>();
  let value: ts.Node = call;
  for (let next = value.parent; isTransparent(next, value); next = value.parent) value = next;
  const handler = promiseHandler(value);
  if (handler) {
    if (handler.catches) reliance.add('catches its failure');
    value = handler.result;
  }
  const awaited = ts.isAwaitExpression(value.parent);
  if (awaited) {
    reliance.add('awaits it');
    value = value.parent;
    for (let next = value.parent; isTransparent(next, value); next = value.parent) value = next;
  }
  const tried = insideTryWithCatch(call);
  if (awaited && tried) reliance.add('catches its failure');
  reliance.add(useOf(value));
  const reads = readsOf(value);
  const decides = decisionBy(value);
  return {
    reliance: [...reliance],
    guarded: tried && !awaited && !handler,
    ...(reads.length > 0 && { reads }),
    ...(decides && { decides }),
    ...(isRepeated(call) && { inLoop: true }),
  };
}

/** `if (!isValid(order)) throw …;`: the caller's way out that the answer opens. */
function decisionBy(value: ts.Node): CallUse['decides'] {
  const isNegated = ts.isPrefixUnaryExpression(value.parent) && value.parent.operator === ts.SyntaxKind.ExclamationToken;
  const condition = isNegated ? value.parent : value;
  const test = condition.parent;
  if (!ts.isIfStatement(test) || test.expression !== condition || test.elseStatement || insideTryWithCatch(test)) return undefined;
  // What leaves a callback without a name does not leave the caller.
  const runner = ts.findAncestor(test, ts.isFunctionLike);
  if (!runner || !declaredName(runner)) return undefined;
  const branch = test.thenStatement;
  const last = ts.isBlock(branch) ? branch.statements.at(-1) : branch;
  const exit = last && (ts.isThrowStatement(last) ? 'throws' : ts.isReturnStatement(last) ? 'returns' : undefined);
  return exit && { when: isNegated ? 'falsy' : 'truthy', exit };
}

/** In the body of a loop of the same function. */
function isRepeated(call: ts.Node): boolean {
  for (let child = call, parent = call.parent; parent && !ts.isFunctionLike(parent); child = parent, parent = parent.parent) {
    if (ts.isIterationStatement(parent, false) && parent.statement === child) return true;
  }
  return false;
}

function isTransparent(parent: ts.Node, child: ts.Node): boolean {
  return (
    ts.isParenthesizedExpression(parent) ||
    ts.isAsExpression(parent) ||
    ts.isNonNullExpression(parent) ||
    ts.isSatisfiesExpression(parent) ||
    (ts.isVoidExpression(parent) && parent.expression === child)
  );
}

/** `call.then(…).catch(…)`: the outermost link, and whether a link takes a rejection. */
function promiseHandler(value: ts.Node): { readonly result: ts.Node; readonly catches: boolean } | undefined {
  let result = value;
  let catches = false;
  let found = false;
  for (;;) {
    const access = result.parent;
    if (!ts.isPropertyAccessExpression(access) || access.expression !== result) break;
    const call = access.parent;
    if (!ts.isCallExpression(call) || call.expression !== access || !/^(then|catch|finally)$/.test(access.name.text)) break;
    if (access.name.text === 'catch' || (access.name.text === 'then' && call.arguments.length > 1)) catches = true;
    found = true;
    result = call;
  }
  return found ? { result, catches } : undefined;
}

function insideTryWithCatch(node: ts.Node): boolean {
  for (let child = node, parent = node.parent; parent && !ts.isFunctionLike(parent); child = parent, parent = parent.parent) {
    if (ts.isTryStatement(parent) && parent.tryBlock === child && parent.catchClause) return true;
  }
  return false;
}

function useOf(value: ts.Node): Reliance {
  const parent = value.parent;
  if (ts.isExpressionStatement(parent)) return 'ignores the result';
  if (ts.isReturnStatement(parent) || (ts.isArrowFunction(parent) && parent.body === value))
    return isCallback(value) ? 'uses the result' : 'returns it on';
  if (testsAbsence(value)) return 'tests it for absence';
  if (ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name) && parent.initializer === value) {
    const name = parent.name.text;
    const isTested = laterUsesOf(name, parent).some(testsAbsence);
    if (isTested) return 'tests it for absence';
  }
  return 'uses the result';
}

/** `users.find((user) => matches(user))`: what the callback returns goes to `find`; its caller returns something else. */
function isCallback(value: ts.Node): boolean {
  const returning = ts.findAncestor(value.parent, ts.isFunctionLike);
  const call = returning?.parent;
  return call !== undefined && ts.isCallExpression(call) && call.arguments.some((argument) => argument === returning);
}

/** `!value`, `if (value)`, `value ?? other`, `value?.name`, `value == null`, `value === undefined`. */
function testsAbsence(value: ts.Node): boolean {
  const parent = value.parent;
  if (ts.isPrefixUnaryExpression(parent)) return parent.operator === ts.SyntaxKind.ExclamationToken;
  if (ts.isIfStatement(parent)) return parent.expression === value;
  if (ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent)) {
    return parent.expression === value && parent.questionDotToken !== undefined;
  }
  if (!ts.isBinaryExpression(parent)) return false;
  const operator = parent.operatorToken.kind;
  if (operator === ts.SyntaxKind.QuestionQuestionToken) return parent.left === value;
  const other = parent.left === value ? parent.right : parent.left;
  const compares =
    operator === ts.SyntaxKind.EqualsEqualsToken ||
    operator === ts.SyntaxKind.EqualsEqualsEqualsToken ||
    operator === ts.SyntaxKind.ExclamationEqualsToken ||
    operator === ts.SyntaxKind.ExclamationEqualsEqualsToken;
  return compares && (other.kind === ts.SyntaxKind.NullKeyword || (ts.isIdentifier(other) && other.text === 'undefined'));
}
