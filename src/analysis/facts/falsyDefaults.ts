import { ts } from 'ts-morph';
import type { FactContext, FactDetector } from '../factDetector.ts';
import { isPlainPath, ownNodes, shortName } from '../ownCode.ts';
import { stateFact } from '../stateFact.ts';

const kind = 'falsy-defaults';

/**
 * A `||` default that also replaces a value somebody chose.
 *
 *     const retries = options.retries || 3;   → A caller who passes `0` for `options.retries` gets `3`: …
 */
export const falsyDefaults: FactDetector = {
  id: kind,
  detect({ node }, context) {
    if (!ts.isFunctionLike(node)) return [];
    return ownNodes(node).flatMap((found) => {
      if (!ts.isBinaryExpression(found)) return [];
      const operator = found.operatorToken.kind;
      if (operator !== ts.SyntaxKind.BarBarToken && operator !== ts.SyntaxKind.BarBarEqualsToken) return [];
      const { left, right } = found;
      const lost = lostValue(left, right, context);
      const name = isPlainPath(left) ? shortName(left) : undefined;
      if (lost === undefined || name === undefined || isCondition(found)) return [];
      const text = `\`${lost}\` for \`${name}\` counts as missing: \`||\` turns it into \`${right.getText()}\`.`;
      return stateFact({ kind, about: name, text, on: [found], surprise: 0.7, ...(context.checker && { basis: 'types' }) });
    });
  },
};

/** The value of the left side's own kind that `||` replaces by another one of that kind. */
function lostValue(left: ts.Expression, right: ts.Expression, { checker }: FactContext): string | undefined {
  const type = checker?.getTypeAtLocation(left);
  const parts = type?.isUnion() ? type.types : type ? [type] : undefined;
  const mayBe = (flag: ts.TypeFlags): boolean => parts === undefined || parts.some((part) => (part.flags & flag) !== 0);
  if (ts.isNumericLiteral(right) && Number(right.text) !== 0 && mayBe(ts.TypeFlags.Number)) return '0';
  if (right.kind === ts.SyntaxKind.TrueKeyword && mayBe(ts.TypeFlags.BooleanLike)) return 'false';
  return undefined;
}

function isCondition(node: ts.Expression): boolean {
  const { parent } = node;
  return (ts.isIfStatement(parent) || ts.isWhileStatement(parent)) && parent.expression === node;
}
