import { ts } from 'ts-morph';
import type { FactDetector } from '../factDetector.ts';
import { ownNodes } from '../ownCode.ts';
import { stateFact } from '../stateFact.ts';

const kind = 'assertions-trusted';
const inRepository = /^(unknown|any|const|string|number|boolean|object|Record<string, ?unknown>|\{\}|unknown\[\])$/;

/**
 * Data from outside that is given a type without anything looking at it.
 *
 *     const config = JSON.parse(text) as Config;
 *     → Nothing checks that the parsed text is a `Config`: a wrong shape shows up only where a field is used.
 */
export const assertionsTrusted: FactDetector = {
  id: kind,
  detect({ node }) {
    if (!ts.isFunctionLike(node)) return [];
    return ownNodes(node).flatMap((found) => {
      const claimed = claimedType(found);
      if (!claimed) return [];
      const type = claimed.type.getText().replaceAll(/\s+/g, ' ');
      if (inRepository.test(type) || type.length > 40) return [];
      const text = `Nothing here checks that what \`${claimed.source}\` gives is a \`${type}\`: a wrong shape shows only where a field is used.`;
      return stateFact({ kind, about: type, text, on: [found], surprise: 0.65, reach: 'elsewhere' });
    });
  },
};

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
