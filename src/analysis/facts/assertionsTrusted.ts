import { ts } from 'ts-morph';
import type { FactDetector } from '../factDetector.ts';
import { ownNodes } from '../ownCode.ts';
import { stateFact } from '../stateFact.ts';

const kind = 'assertions-trusted';
/** Types that promise little, or say themselves that a field may be missing. */
const modest = /^(any|const|string|number|boolean|object|\{\}|[A-Z])$|\bunknown\b|^Partial<|\?:/;
const checking = /valid|assert|parse|check|verify|ensure|guard|^is[A-Z]/i;

/**
 * Data from outside that is given a type without anything looking at it.
 *
 *     const config = JSON.parse(text) as Config;
 *     → Nothing here checks that what `JSON.parse` gives has the shape of `Config`: a wrong shape shows only where a field is used.
 */
export const assertionsTrusted: FactDetector = {
  id: kind,
  detect({ node }) {
    if (!ts.isFunctionLike(node)) return [];
    return ownNodes(node).flatMap((found) => {
      const claimed = claimedType(found);
      if (!claimed) return [];
      const type = claimed.type.getText().replaceAll(/\s+/g, ' ');
      if (modest.test(type) || type.length > 40 || isLookedAt(found)) return [];
      const text = `Nothing here checks that what \`${claimed.source}\` gives has the shape of \`${type}\`: a wrong shape shows only where a field is used.`;
      return stateFact({ kind, about: type, text, on: [found], surprise: 0.65, reach: 'elsewhere' });
    });
  },
};

/** The value is bound to a name that is tested or handed to something that may test it. */
function isLookedAt(node: ts.Node): boolean {
  const declaration = ts.findAncestor(node, ts.isVariableDeclaration);
  if (!declaration) return ts.isCallExpression(node.parent) && checking.test(node.parent.expression.getText());
  if (!ts.isIdentifier(declaration.name)) return true;
  const name = declaration.name.text;
  const scope = ts.findAncestor(declaration, ts.isFunctionLike);
  return (
    scope !== undefined &&
    ownNodes(scope).some((use) => ts.isIdentifier(use) && use.text === name && use !== declaration.name && isTest(use))
  );
}

function isTest(use: ts.Identifier): boolean {
  const holder = ts.findAncestor(
    use.parent,
    (above) =>
      ts.isStatement(above) ||
      ts.isTypeOfExpression(above) ||
      ts.isPrefixUnaryExpression(above) ||
      ts.isCallExpression(above) ||
      ts.isBinaryExpression(above),
  );
  if (!holder) return false;
  if (ts.isCallExpression(holder))
    return holder.arguments.some((argument) => argument === use) || checking.test(holder.expression.getText());
  return !ts.isStatement(holder) || ts.isIfStatement(holder) || ts.isSwitchStatement(holder);
}

function claimedType(node: ts.Node): { readonly type: ts.TypeNode; readonly source: string } | undefined {
  const value = ts.isAsExpression(node) ? node.expression : ts.isVariableDeclaration(node) && node.type ? node.initializer : undefined;
  const type = ts.isAsExpression(node) || ts.isVariableDeclaration(node) ? node.type : undefined;
  const source = value && outsideSource(value);
  return type && source !== undefined ? { type, source } : undefined;
}

/** `JSON.parse(…)`, `await response.json()`. */
function outsideSource(value: ts.Expression): string | undefined {
  if (ts.isParenthesizedExpression(value) || ts.isAwaitExpression(value)) return outsideSource(value.expression);
  if (!ts.isCallExpression(value)) return undefined;
  if (value.expression.getText() === 'JSON.parse' && !(value.arguments[0] && ts.isStringLiteralLike(value.arguments[0])))
    return 'JSON.parse';
  const callee = value.expression;
  const isBody = ts.isPropertyAccessExpression(callee) && callee.name.text === 'json' && value.arguments.length === 0;
  return isBody && ts.isIdentifier(callee.expression) && /^(res|response)$/i.test(callee.expression.text)
    ? `${callee.expression.text}.json`
    : undefined;
}
