import { ts } from 'ts-morph';
import type { Fact } from '../../terms/fact.ts';
import type { FactContext, FactDetector } from '../factDetector.ts';
import { isPlainPath, ownNodes, shortName } from '../ownCode.ts';
import { stateFact } from '../stateFact.ts';

const kind = 'empty-input';

/**
 * Array operations whose answer for few or no elements, or for numbers, is not what it looks like.
 *
 *     Math.max(...prices)                    → For an empty `prices` this gives `-Infinity`.
 *     prices.reduce((a, b) => a + b)         → Throws a `TypeError` when `prices` is empty: there is no initial value.
 *     prices.sort()   (number[])             → Sorts `prices` as text: 10 comes before 9.
 */
export const emptyInput: FactDetector = {
  id: kind,
  detect({ node }, context) {
    if (!ts.isFunctionLike(node)) return [];
    const nodes = ownNodes(node);
    return nodes.flatMap((found) =>
      ts.isCallExpression(found)
        ? [...extremeOfNone(found, node, nodes), ...reduceOfNone(found, node, nodes, context), ...sortedAsText(found, context)]
        : [],
    );
  },
};

function extremeOfNone(call: ts.CallExpression, unit: ts.SignatureDeclaration, nodes: readonly ts.Node[]): readonly Fact[] {
  const name = call.expression.getText();
  const [only, ...others] = call.arguments;
  if ((name !== 'Math.max' && name !== 'Math.min') || !only || others.length > 0 || !ts.isSpreadElement(only)) return [];
  const list = listName(only.expression);
  if (list === undefined || !comesFromOutside(list, unit) || asksForLength(nodes, list)) return [];
  const text = `When \`${list}\` is empty, \`${name}\` gives \`${name === 'Math.max' ? '-' : ''}Infinity\`, not 0.`;
  return stateFact({ kind, about: `${name}:${list}`, text, on: [call], surprise: 0.8 });
}

/** `items` of `items`, `items.map(…)`, `Object.values(items)`: empty together. */
function listName(expression: ts.Expression): string | undefined {
  if (isPlainPath(expression)) return shortName(expression);
  if (!ts.isCallExpression(expression) || !ts.isPropertyAccessExpression(expression.expression)) return undefined;
  if (expression.expression.name.text === 'map' && isPlainPath(expression.expression.expression))
    return shortName(expression.expression.expression);
  const [argument] = expression.arguments;
  return /^Object\.(values|keys)$/.test(expression.expression.getText()) && argument && isPlainPath(argument)
    ? shortName(argument)
    : undefined;
}

/** A list that the caller or the object decides on; what the unit has just made itself is seldom empty. */
function comesFromOutside(list: string, unit: ts.SignatureDeclaration): boolean {
  const [root] = list.split('.');
  return root === 'this' || unit.parameters.some((parameter) => ts.isIdentifier(parameter.name) && parameter.name.text === root);
}

/** Somewhere the unit looks at the length: then the empty case may be handled. */
function asksForLength(nodes: readonly ts.Node[], list: string): boolean {
  return nodes.some(
    (node) => ts.isPropertyAccessExpression(node) && /^(length|size)$/.test(node.name.text) && node.expression.getText() === list,
  );
}

function reduceOfNone(
  call: ts.CallExpression,
  unit: ts.SignatureDeclaration,
  nodes: readonly ts.Node[],
  { checker }: FactContext,
): readonly Fact[] {
  const callee = call.expression;
  if (!checker || !ts.isPropertyAccessExpression(callee) || !/^reduce(Right)?$/.test(callee.name.text) || call.arguments.length !== 1)
    return [];
  const list = isPlainPath(callee.expression) ? shortName(callee.expression) : undefined;
  if (
    list === undefined ||
    !comesFromOutside(list, unit) ||
    !checker.isArrayType(checker.getTypeAtLocation(callee.expression)) ||
    asksForLength(nodes, list)
  )
    return [];
  const text = `Throws a \`TypeError\` when \`${list}\` is empty: this \`${callee.name.text}\` has no initial value.`;
  return stateFact({ kind, about: `reduce:${list}`, text, on: [call], surprise: 0.85, basis: 'types' });
}

function sortedAsText(call: ts.CallExpression, { checker }: FactContext): readonly Fact[] {
  const callee = call.expression;
  if (!checker || !ts.isPropertyAccessExpression(callee) || !/^(sort|toSorted)$/.test(callee.name.text) || call.arguments.length > 0)
    return [];
  const type = checker.getTypeAtLocation(callee.expression);
  const element = checker.isArrayType(type) ? checker.getTypeArguments(type as ts.TypeReference)[0] : undefined;
  if (!element || !(element.flags & ts.TypeFlags.NumberLike)) return [];
  const text = 'Sorts the numbers as text: 10 comes before 9.';
  return stateFact({ kind, about: 'sort', text, on: [call], surprise: 0.85, basis: 'types' });
}
