import { ts } from 'ts-morph';
import type { Fact } from '../../terms/fact.ts';
import type { FactContext, FactDetector } from '../factDetector.ts';
import { scopesAround } from '../localScopes.ts';
import { bodyOf, ownNodes } from '../ownCode.ts';
import { lineOf, stateFact } from '../stateFact.ts';

const kind = 'overridden-guard';
const longestGuard = 40;

/**
 * A condition that whoever calls can replace, because what they hand in is spread behind it.
 *
 *     useQuery({ queryFn, enabled: !!id, ...options })   → `options` has the last word: an `enabled` in it replaces `!!id` (line 1).
 */
export const overriddenGuard: FactDetector = {
  id: kind,
  detect({ node }, context) {
    if (!ts.isFunctionLike(node) || !bodyOf(node)) return [];
    return ownNodes(node).flatMap((found) => (ts.isObjectLiteralExpression(found) ? replaced(found, node, context) : []));
  },
};

function replaced(literal: ts.ObjectLiteralExpression, unit: ts.Node, { checker }: FactContext): readonly Fact[] {
  return literal.properties.flatMap((spread, position) => {
    if (!ts.isSpreadAssignment(spread) || !ts.isIdentifier(spread.expression)) return [];
    const source = spread.expression;
    if (scopesAround(unit).declaring(source) !== unit) return [];
    return literal.properties.slice(0, position).flatMap((property) => {
      if (!ts.isPropertyAssignment(property) || !ts.isIdentifier(property.name) || !isGuard(property.initializer)) return [];
      const { text: name } = property.name;
      const guard = property.initializer.getText();
      // Set again behind the spread, or no member that it could have.
      const isSetAgain = literal.properties.slice(position).some((later) => later.name?.getText() === name);
      const type = checker && checker.getNonNullableType(checker.getTypeAtLocation(source));
      const isForeign =
        type !== undefined && (type.flags & ts.TypeFlags.Any) === 0 && type.getProperties().length > 0 && !type.getProperty(name);
      if (guard.length > longestGuard || isSetAgain || isForeign) return [];
      const text = `\`${source.text}\` has the last word: \`${name}\` in it replaces \`${guard}\` (line ${lineOf(property)}).`;
      return stateFact({ kind, about: `${source.text}.${name}`, text, on: [property, spread], surprise: 0.65 });
    });
  });
}

/** Worked out from something, and true or false. */
function isGuard(value: ts.Expression): boolean {
  if (ts.isParenthesizedExpression(value)) return isGuard(value.expression);
  if (ts.isPrefixUnaryExpression(value)) return value.operator === ts.SyntaxKind.ExclamationToken;
  if (ts.isCallExpression(value)) return value.expression.getText() === 'Boolean';
  return ts.isBinaryExpression(value) && /^(&&|[=!]==?|[<>]=?)$/u.test(value.operatorToken.getText());
}
