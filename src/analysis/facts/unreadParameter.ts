import { ts } from 'ts-morph';
import type { FactDetector } from '../factDetector.ts';
import { stateFact } from '../stateFact.ts';

const kind = 'unread-parameter';

/**
 * A parameter that the body never reads, in front of none that it does.
 *
 *     function total(items: Item[], options?: TotalOptions) { return sum(items); }
 *     → Whatever is passed as `options` has no effect: the body never reads it.
 */
export const unreadParameter: FactDetector = {
  id: kind,
  detect({ node }) {
    if (!ts.isFunctionLike(node) || !('body' in node) || !node.body || isStub(node.body)) return [];
    const { body } = node;
    const names = new Set<string>();
    const visit = (child: ts.Node): void => {
      if (ts.isIdentifier(child)) names.add(child.text);
      ts.forEachChild(child, visit);
    };
    visit(body);
    for (const parameter of node.parameters) if (parameter.initializer) visit(parameter.initializer);
    if (names.has('arguments') || names.has('super')) return [];
    const last = node.parameters.at(-1);
    if (!last || !ts.isIdentifier(last.name) || /^(_|this$)/.test(last.name.text) || names.has(last.name.text)) return [];
    if (ts.getCombinedModifierFlags(last) & ts.ModifierFlags.ParameterPropertyModifier) return [];
    const text = `Whatever is passed as \`${last.name.text}\` has no effect: the body never reads it.`;
    return stateFact({ kind, about: last.name.text, text, on: [last], surprise: 0.6 });
  },
};

/** An empty body, a constant or a throw is a place holder that ignores its parameters on purpose. */
function isStub(body: ts.Node): boolean {
  if (!ts.isBlock(body)) return !ts.isCallExpression(body) && !ts.isBinaryExpression(body) && !ts.isConditionalExpression(body);
  const [only] = body.statements;
  return body.statements.length < 2 && (!only || ts.isReturnStatement(only) || ts.isThrowStatement(only));
}
