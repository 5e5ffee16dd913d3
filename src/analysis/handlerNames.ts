import { ts } from 'ts-morph';

const verbs = /^(get|post|put|patch|delete|options|head|all|use)$/;

/**
 * The name under which a reader knows a function that is handed to a router or reducer without a name of its own.
 *
 *     app.get('/orders/:id', async (req, res) => …)       GET /orders/:id
 *     builder.addCase(itemAdded, (state, action) => …)    addCase itemAdded
 */
export function handlerName(
  node: ts.Node,
): { readonly text: string; readonly kind: 'route' | 'reducer'; readonly call: ts.CallExpression } | undefined {
  const call = node.parent;
  if ((!ts.isArrowFunction(node) && !ts.isFunctionExpression(node)) || !ts.isCallExpression(call) || call.expression === node)
    return undefined;
  const [first] = call.arguments;
  if (!ts.isPropertyAccessExpression(call.expression) || !first || call.arguments.at(-1) !== node || first === node) return undefined;
  const method = call.expression.name.text;
  const path = ts.isStringLiteralLike(first) ? first.text : undefined;
  if (path !== undefined && verbs.test(method) && /^[/*]/.test(path) && path.length <= 60)
    return { text: `${method.toUpperCase()} ${path}`, kind: 'route', call };
  const action = first.getText();
  return /^add(Case|Matcher)$/.test(method) && action.length <= 60 ? { text: `${method} ${action}`, kind: 'reducer', call } : undefined;
}
