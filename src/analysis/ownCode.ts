import { ts } from 'ts-morph';
import { lineRangeOf } from './lineRangeOf.ts';

/** Every detector asks for the same nodes; they go with their tree. */
const ownNodesOf = new WeakMap<ts.Node, readonly ts.Node[]>();
const ownCallsOf = new WeakMap<ts.Node, readonly ts.CallExpression[]>();

/** Everything a function does itself, in source order; what nested functions and classes do when they run is left out. */
export function ownNodes(node: ts.Node): readonly ts.Node[] {
  const known = ownNodesOf.get(node);
  if (known) return known;
  const found: ts.Node[] = [];
  const visit = (child: ts.Node): void => {
    found.push(child);
    if (!ts.isFunctionLike(child) && !ts.isClassLike(child)) ts.forEachChild(child, visit);
  };
  ts.forEachChild(node, visit);
  ownNodesOf.set(node, found);
  return found;
}

export function ownCalls(node: ts.Node): readonly ts.CallExpression[] {
  const known = ownCallsOf.get(node);
  if (known) return known;
  const found = ownNodes(node).filter((child) => ts.isCallExpression(child));
  ownCallsOf.set(node, found);
  return found;
}

/** The calls directly under `await` in a node's own code whose rejection arrives there; of `f().then(g)` it is `f()`. */
export function awaitedCalls(node: ts.Node): readonly ts.CallExpression[] {
  return [node, ...ownNodes(node)].flatMap((child) => {
    const awaited = ts.isAwaitExpression(child) ? withoutParentheses(child.expression) : undefined;
    return awaited && ts.isCallExpression(awaited) && !handlesRejection(awaited) ? [startOfChain(awaited)] : [];
  });
}

/** `.catch(…)` or `.then(…, onRejected)` anywhere in the chain. */
export function handlesRejection(call: ts.CallExpression): boolean {
  const access = call.expression;
  if (!ts.isPropertyAccessExpression(access)) return false;
  if (access.name.text === 'catch' || (access.name.text === 'then' && call.arguments.length > 1)) return true;
  const before = promiseLink(call);
  return before !== undefined && handlesRejection(before);
}

/** `f()` of `f().then(…).finally(…)`. */
export function startOfChain(call: ts.CallExpression): ts.CallExpression {
  const before = promiseLink(call);
  return before ? startOfChain(before) : call;
}

function promiseLink(call: ts.CallExpression): ts.CallExpression | undefined {
  const access = call.expression;
  if (!ts.isPropertyAccessExpression(access) || !/^(then|catch|finally)$/.test(access.name.text)) return undefined;
  const before = withoutParentheses(access.expression);
  return ts.isCallExpression(before) ? before : undefined;
}

export function withoutParentheses(expression: ts.Expression): ts.Expression {
  return ts.isParenthesizedExpression(expression) || ts.isAsExpression(expression) || ts.isNonNullExpression(expression)
    ? withoutParentheses(expression.expression)
    : expression;
}

/** The block of a function unit; `undefined` for classes and for arrows with a bare expression. */
export function bodyOf(node: ts.Node): ts.Block | undefined {
  if (!ts.isFunctionLike(node) || !('body' in node)) return undefined;
  return node.body && ts.isBlock(node.body) ? node.body : undefined;
}

export function isAsync(node: ts.Node): boolean {
  return ts.canHaveModifiers(node) && (ts.getModifiers(node) ?? []).some((modifier) => modifier.kind === ts.SyntaxKind.AsyncKeyword);
}

/** `save`, `this.api.save`, at most 40 characters; of a long chain its last member; `undefined` where there is no name to show. */
export function shortName(expression: ts.Expression): string | undefined {
  const inner = withoutParentheses(expression);
  const text = isPlainPath(inner) ? inner.getText().replaceAll(/\s+/g, '') : '';
  if (text !== '' && text.length <= 40) return text;
  const last = ts.isPropertyAccessExpression(inner) ? inner.name.text : '';
  return last !== '' && last.length <= 40 ? last : undefined;
}

/** A name, `this`, or members of those: something that reads the same each time it is written. */
export function isPlainPath(expression: ts.Expression): boolean {
  if (ts.isIdentifier(expression) || expression.kind === ts.SyntaxKind.ThisKeyword) return true;
  return ts.isPropertyAccessExpression(expression) && isPlainPath(expression.expression);
}

/** A call as a sentence names it: its callee in backticks, or where it stands. */
export function callInWords(call: ts.CallExpression | ts.NewExpression): string {
  const name = shortName(call.expression);
  return name === undefined ? `the call on line ${lineRangeOf(call, call.getSourceFile())[0]}` : `\`${name}\``;
}

/** The `try` whose block holds `node`, inside `unit` and not across a function border. */
export function enclosingTry(
  node: ts.Node,
  unit: ts.Node,
  accepts: (statement: ts.TryStatement) => boolean = () => true,
): ts.TryStatement | undefined {
  for (let child = node; child !== unit && child.parent; child = child.parent) {
    const parent = child.parent;
    if (ts.isTryStatement(parent) && parent.tryBlock === child && accepts(parent)) return parent;
    if (ts.isFunctionLike(parent)) return undefined;
  }
  return undefined;
}

/** A function's own blocks whose failures nothing in it takes: neither the body of a `try` nor within one. */
export function blocksOutsideTry(body: ts.Block, unit: ts.Node): readonly ts.Block[] {
  return [body, ...ownNodes(body).filter(ts.isBlock)].filter((block) => !enclosingTry(block, unit) && !ts.isTryStatement(block.parent));
}

/** What switches something off or empties it, as written: `false`, `null`, `''`, `0` … */
export function isOffValue(text: string): boolean {
  return /^(false|null|undefined|''|""|0)$/u.test(text);
}

/** `null`, `undefined`, numbers, strings, booleans, empty array and object: what is the same value wherever it is written. */
export function isFixedValue(expression: ts.Expression): boolean {
  if (ts.isArrayLiteralExpression(expression)) return expression.elements.length === 0;
  if (ts.isObjectLiteralExpression(expression)) return expression.properties.length === 0;
  if (ts.isPrefixUnaryExpression(expression)) return ts.isNumericLiteral(expression.operand);
  if (ts.isIdentifier(expression)) return expression.text === 'undefined';
  const { kind } = expression;
  const isKeyword = kind === ts.SyntaxKind.NullKeyword || kind === ts.SyntaxKind.TrueKeyword || kind === ts.SyntaxKind.FalseKeyword;
  return isKeyword || ts.isNumericLiteral(expression) || ts.isStringLiteralLike(expression);
}
