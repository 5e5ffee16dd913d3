import { ts } from 'ts-morph';
import type { FactDetector } from '../factDetector.ts';
import { bodyOf, callInWords, handlesRejection, isPlainPath, ownCalls, ownNodes, withoutParentheses } from '../ownCode.ts';
import { lineOf, stateFact } from '../stateFact.ts';

const kind = 'kept-failure';

/**
 * A promise, not its value, put into a Map that outlives the call and from which the file removes nothing.
 *
 *     pending = db.find(id); cache.set(id, pending);   → When `db.find` (line 1) fails once, `cache` keeps that failure: …
 */
export const keptFailure: FactDetector = {
  id: kind,
  detect({ node }, { checker }) {
    const body = bodyOf(node);
    if (!body) return [];
    return ownCalls(body).flatMap((call) => {
      const store = storeOf(call);
      const [key, value] = call.arguments;
      if (!store || !key || !value || isLocal(store, body) || isEmptied(store, node.getSourceFile())) return [];
      const work = workBehind(value, body, call);
      if (!work || handlesRejection(work) || neverFails(work) || !holdsPromises(store, node.getSourceFile(), checker)) return [];
      const by = isPlainPath(key) ? `the same \`${key.getText()}\`` : 'the same key';
      const line = lineOf(work);
      const called = callInWords(work);
      const text = `When ${called}${called.includes(' line ') ? '' : ` (line ${line})`} fails once, \`${store.getText()}\` keeps the failed promise: every later call with ${by} fails the same way.`;
      return stateFact({ kind, about: store.getText(), text, on: [work, call], surprise: 0.9, reach: 'elsewhere' });
    });
  },
};

/** `cache` of `cache.set(key, value)`. */
function storeOf(call: ts.CallExpression): ts.Expression | undefined {
  const callee = call.expression;
  const isSet = ts.isPropertyAccessExpression(callee) && callee.name.text === 'set' && call.arguments.length === 2;
  return isSet && isPlainPath(callee.expression) ? callee.expression : undefined;
}

/** The call whose promise is stored: written there, or what the stored name was last given before, without `await`. */
function workBehind(value: ts.Expression, body: ts.Block, before: ts.Node): ts.CallExpression | undefined {
  const inner = withoutParentheses(value);
  if (ts.isCallExpression(inner)) return inner;
  if (!ts.isIdentifier(inner)) return undefined;
  const given = ownNodes(body).findLast((node) => node.end <= before.pos && givenTo(node, inner.text) !== undefined);
  const source = given && givenTo(given, inner.text);
  const made = source && withoutParentheses(source);
  return made && ts.isCallExpression(made) ? made : undefined;
}

function givenTo(node: ts.Node, name: string): ts.Expression | undefined {
  if (ts.isVariableDeclaration(node)) return node.name.getText() === name ? node.initializer : undefined;
  const assigns = ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken;
  return assigns && node.left.getText() === name ? node.right : undefined;
}

/** By its declared type (`Map<string, Promise<Order>>`) or by the checker's. */
function holdsPromises(store: ts.Expression, file: ts.SourceFile, checker: ts.TypeChecker | undefined): boolean {
  const ofPromises = /^(Weak)?Map<.*,\s*Promise(Like)?<.*>>$/su;
  if (checker) return ofPromises.test(checker.typeToString(checker.getTypeAtLocation(store), undefined, ts.TypeFormatFlags.NoTruncation));
  const name = ts.isPropertyAccessExpression(store) ? store.name.text : store.getText();
  const declared = new RegExp(String.raw`\b${name}\b[^;\n]*\bMap<[^;\n]*,\s*Promise(Like)?<`, 'u');
  return /^\w+$/u.test(name) && declared.test(file.text);
}

function isLocal(store: ts.Expression, body: ts.Block): boolean {
  return ts.isIdentifier(store) && ownNodes(body).some((node) => ts.isVariableDeclaration(node) && node.name.getText() === store.text);
}

/** Something in the file takes entries out again, or replaces the whole: then a failure need not stay. */
function isEmptied(store: ts.Expression, file: ts.SourceFile): boolean {
  const name = ts.isPropertyAccessExpression(store) ? store.name.text : store.getText();
  return new RegExp(
    String.raw`\b${name.replaceAll('$', String.raw`\$`)}(\.(delete|clear)\b|\s*=\s*new\b(?![^;]*\bMap<[^;]*Promise))`,
    'u',
  ).test(file.text);
}

/** `(async () => { try { … } catch { return fallback; } })()`. */
function neverFails(work: ts.CallExpression): boolean {
  const made = withoutParentheses(work.expression);
  const body = ts.isArrowFunction(made) || ts.isFunctionExpression(made) ? made.body : undefined;
  const [only, ...others] = body && ts.isBlock(body) ? body.statements : [];
  if (!only || others.length > 0 || !ts.isTryStatement(only) || !only.catchClause) return false;
  return !ownNodes(only.catchClause).some((node) => ts.isThrowStatement(node) || ts.isCallExpression(node) || ts.isAwaitExpression(node));
}
