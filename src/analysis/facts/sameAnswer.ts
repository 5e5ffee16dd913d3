import { ts } from 'ts-morph';
import type { FactDetector } from '../factDetector.ts';
import { bodyOf, isFixedValue, ownNodes } from '../ownCode.ts';
import { lineOf, stateFact } from '../stateFact.ts';

const kind = 'same-answer';

/**
 * One returned value that stands for several situations.
 *
 *     if (!user) return null; if (user.blocked) return null; return user.name;
 *     → Callers cannot tell `!user` (line 1) from `user.blocked` (line 1): both give `null`.
 */
export const sameAnswer: FactDetector = {
  id: kind,
  detect({ node }) {
    const body = bodyOf(node);
    if (!body) return [];
    const returns = ownNodes(body).filter(ts.isReturnStatement);
    const byValue = new Map<string, { readonly condition: string; readonly exit: ts.Statement }[]>();
    for (const statement of body.statements) {
      const exit = ts.isIfStatement(statement) && !statement.elseStatement ? onlyReturn(statement.thenStatement) : undefined;
      if (!exit?.expression || !isFixedValue(exit.expression) || !ts.isIfStatement(statement)) continue;
      const value = exit.expression.getText();
      const condition = statement.expression.getText().replaceAll(/\s+/g, ' ');
      byValue.set(value, [...(byValue.get(value) ?? []), { condition, exit }]);
    }
    return [...byValue].flatMap(([value, exits]) => {
      const [first, second] = exits;
      // A predicate says no for many reasons, and a unit that always answers the same tells nothing apart anyway.
      const isPlain = /^(true|false)$/.test(value) && returns.every(({ expression }) => expression && isYesOrNo(expression));
      const isOnly = returns.every(({ expression }) => expression?.getText() === value);
      if (!first || !second || isPlain || isOnly || first.condition.length > 45 || second.condition.length > 45) return [];
      const more = exits.length > 2 ? `, and ${exits.length - 2} more,` : '';
      const text = `Callers cannot tell \`${first.condition}\` (line ${lineOf(first.exit)}) from \`${second.condition}\` (line ${lineOf(second.exit)})${more}: ${exits.length > 2 ? 'all' : 'both'} give \`${value}\`.`;
      return stateFact({ kind, about: value, text, on: exits.map(({ exit }) => exit), surprise: 0.6 });
    });
  },
};

function onlyReturn(branch: ts.Statement): ts.ReturnStatement | undefined {
  const [only, ...others] = ts.isBlock(branch) ? branch.statements : [branch];
  return only && others.length === 0 && ts.isReturnStatement(only) ? only : undefined;
}

/** By its syntax an expression that gives `true` or `false`. */
function isYesOrNo(expression: ts.Expression): boolean {
  if (ts.isParenthesizedExpression(expression)) return isYesOrNo(expression.expression);
  if (ts.isPrefixUnaryExpression(expression)) return expression.operator === ts.SyntaxKind.ExclamationToken;
  if (ts.isBinaryExpression(expression) || ts.isCallExpression(expression)) return true;
  return expression.kind === ts.SyntaxKind.TrueKeyword || expression.kind === ts.SyntaxKind.FalseKeyword;
}
