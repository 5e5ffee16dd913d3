import { ts } from 'ts-morph';
import type { Fact } from '../../terms/fact.ts';
import type { FactDetector } from '../factDetector.ts';
import { allNodes } from '../outline/unitBody.ts';
import { callInWords, handlesRejection, isFixedValue, isOffValue, ownCalls, withoutParentheses } from '../ownCode.ts';
import { lineOf, stateFact } from '../stateFact.ts';

const kind = 'stuck-on-rejection';

/**
 * What is switched on before a promise and switched off only where it is kept.
 *
 *     setLoading(true); search(query).then((found) => { setHits(found); setLoading(false); });
 *     → If `search` (line 1) fails, what `setLoading` sets stays `true`: nothing here takes its failure.
 */
export const stuckOnRejection: FactDetector = {
  id: kind,
  detect({ node }) {
    return [node, ...allNodes(node)].filter(ts.isBlock).flatMap(stuckIn);
  },
};

function stuckIn(block: ts.Block): readonly Fact[] {
  return block.statements.flatMap((statement, index) => {
    const on = settingOf(statement);
    if (!on || isOffValue(on.value)) return [];
    const chain = block.statements.slice(index + 1).find((later) => ts.isExpressionStatement(later) && thenOf(later.expression));
    const then = chain && ts.isExpressionStatement(chain) ? thenOf(chain.expression) : undefined;
    if (!then || !ts.isExpressionStatement(chain as ts.Statement)) return [];
    const whole = withoutParentheses((chain as ts.ExpressionStatement).expression);
    if (ts.isCallExpression(whole) && (handlesRejection(whole) || /\.finally\(/u.test(whole.getText()))) return [];
    const off = allNodes(then.handler).find(
      (node) => ts.isCallExpression(node) && isSetting(node, on.setter) && isOffValue(node.arguments[0]?.getText() ?? ''),
    );
    const again = block.statements
      .slice(index + 1)
      .some((later) => later !== chain && ownCalls(later).some((call) => isSetting(call, on.setter)));
    if (!off || again) return [];
    const text = `If ${callInWords(then.started)} (line ${lineOf(then.started)}) fails, what \`${on.setter}\` sets stays \`${on.value}\`: line ${lineOf(off)} is never reached.`;
    return stateFact({ kind, about: on.setter, text, on: [statement, then.started, off], surprise: 0.92 });
  });
}

function settingOf(statement: ts.Statement): { readonly setter: string; readonly value: string } | undefined {
  const call = ts.isExpressionStatement(statement) ? statement.expression : undefined;
  if (!call || !ts.isCallExpression(call) || !ts.isIdentifier(call.expression) || !/^set[A-Z]/u.test(call.expression.text))
    return undefined;
  const [value, ...others] = call.arguments;
  return value && others.length === 0 && isFixedValue(value) ? { setter: call.expression.text, value: value.getText() } : undefined;
}

/** The start and the first handler of `start().then(handler)…`. */
function thenOf(expression: ts.Expression): { readonly started: ts.CallExpression; readonly handler: ts.Expression } | undefined {
  const inner = ts.isVoidExpression(expression) ? expression.expression : withoutParentheses(expression);
  if (!ts.isCallExpression(inner) || !ts.isPropertyAccessExpression(inner.expression)) return undefined;
  const before = inner.expression.expression;
  const [handler] = inner.arguments;
  if (inner.expression.name.text === 'then' && handler && ts.isCallExpression(before) && !thenOf(before))
    return { started: before, handler };
  return thenOf(before);
}

function isSetting(call: ts.CallExpression, setter: string): boolean {
  return ts.isIdentifier(call.expression) && call.expression.text === setter;
}
