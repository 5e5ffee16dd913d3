import { ts } from 'ts-morph';
import { isPlainPath, withoutParentheses } from '../../ownCode.ts';
import { lineOf } from '../../stateFact.ts';
import { quote } from '../outlineWords.ts';
import type { PatternDetector } from '../patternDetector.ts';
import { allNodes, functionOf, guardOf, parameterNames, statementsOf } from '../unitBody.ts';

/**
 * Text is read by one regular expression, and its groups are used only when it matched.
 *
 *     const match = /^(\d+)(ms|s)$/.exec(text); if (!match) return undefined; return Number(match[1]) * units[match[2]];
 */
export const parsedByExpression: PatternDetector = {
  id: 'parser',
  recognise({ node }) {
    const unit = functionOf(node);
    const names = unit ? parameterNames(unit) : [];
    const statements = statementsOf(node);
    for (const statement of statements) {
      const declared = ts.isVariableStatement(statement) ? statement.declarationList.declarations : [];
      for (const { name, initializer } of declared) {
        const text = initializer && textRead(withoutParentheses(initializer));
        if (!text || !names.includes(text) || !ts.isIdentifier(name)) continue;
        const guard = statements
          .flatMap((each) => guardOf(each) ?? [])
          .find((each) => each.statement.expression.getText() === `!${name.text}`);
        const groups = new Set(
          allNodes(node).flatMap((found) =>
            ts.isElementAccessExpression(found) && found.expression.getText() === name.text ? [found.argumentExpression.getText()] : [],
          ),
        );
        if (!guard || groups.size === 0) continue;
        const miss = ts.isThrowStatement(guard.exit)
          ? 'throws'
          : `gives ${(guard.exit.expression && quote(guard.exit.expression)) ?? '`undefined`'}`;
        return {
          title: `Parses \`${text}\` by one expression`,
          text: `Whatever the expression on line ${lineOf(initializer ?? statement)} does not match ${miss} (line ${lineOf(guard.statement)}); everything after that rests on its ${groups.size === 1 ? 'one group' : `${groups.size} groups`}.`,
          on: [statement, guard.statement],
        };
      }
    }
    return undefined;
  },
};

/** The text in `pattern.exec(text)` or `text.match(pattern)`. */
function textRead(call: ts.Expression): string | undefined {
  if (!ts.isCallExpression(call) || !ts.isPropertyAccessExpression(call.expression)) return undefined;
  const method = call.expression.name.text;
  const text = method === 'exec' ? call.arguments[0] : method === 'match' ? call.expression.expression : undefined;
  return text && isPlainPath(text) ? text.getText() : undefined;
}
