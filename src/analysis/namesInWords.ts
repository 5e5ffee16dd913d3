import { ts } from 'ts-morph';
import { shortName } from './ownCode.ts';

/** An expression as a sentence names it: in backticks when it has a name of at most 40 characters, else `what`. */
export function inWords(expression: ts.Expression, what: string): string {
  const name = shortName(expression);
  return name === undefined ? what : `\`${name}\``;
}

/** Source text on one line in backticks, when it is short enough to read within a sentence, else `what`. */
export function codeInWords(node: ts.Node, what: string, longest = 40): string {
  const text = node.getText().replaceAll(/\s+/g, ' ');
  return text.length <= longest && !text.includes('`') ? `\`${text}\`` : what;
}

/** `all` of `Promise.all(…)`: the method of a call on a plain name, when that name is `owner`. */
export function methodOn(call: ts.CallExpression | ts.NewExpression, owner: string): string | undefined {
  const callee = call.expression;
  if (!ts.isPropertyAccessExpression(callee) || !ts.isIdentifier(callee.expression)) return undefined;
  return callee.expression.text === owner ? callee.name.text : undefined;
}

/** `sort` of `items.sort()` or `items?.sort()`. */
export function methodOf(call: ts.CallExpression): string | undefined {
  return ts.isPropertyAccessExpression(call.expression) ? call.expression.name.text : undefined;
}

/** What a method is called on. */
export function receiverOf(call: ts.CallExpression): ts.Expression | undefined {
  return ts.isPropertyAccessExpression(call.expression) ? call.expression.expression : undefined;
}

/** `setTimeout` of `setTimeout(…)` and of `window.setTimeout(…)`. */
export function globalCalled(call: ts.CallExpression): string | undefined {
  const callee = call.expression;
  if (ts.isIdentifier(callee)) return callee.text;
  if (!ts.isPropertyAccessExpression(callee) || !ts.isIdentifier(callee.expression)) return undefined;
  return /^(window|globalThis|self|global)$/.test(callee.expression.text) ? callee.name.text : undefined;
}

/** An arrow or function expression, as one is handed in. */
export function isFunctionValue(node: ts.Node | undefined): node is ts.ArrowFunction | ts.FunctionExpression {
  return node !== undefined && (ts.isArrowFunction(node) || ts.isFunctionExpression(node));
}

/** Whether a name occurs among the nodes under `node`. */
export function mentions(node: ts.Node, name: string): boolean {
  return (ts.isIdentifier(node) && node.text === name) || (ts.forEachChild(node, (child) => mentions(child, name)) ?? false);
}
