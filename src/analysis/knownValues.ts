import { ts } from 'ts-morph';
import { methodOf, receiverOf } from './namesInWords.ts';

/** `match[2]` of a `const match = pattern.exec(text)`: a group that is there is rarely the empty text. */
export function isMatchedGroup(node: ts.Expression, names: ReadonlyMap<string, readonly ts.Identifier[]>): boolean {
  if (!ts.isElementAccessExpression(node) || !ts.isIdentifier(node.expression)) return false;
  return (names.get(node.expression.text) ?? []).some(({ parent }) => {
    const source = ts.isVariableDeclaration(parent) ? parent.initializer : ts.isBinaryExpression(parent) ? parent.right : undefined;
    const made = source && ts.isNonNullExpression(source) ? source.expression : source;
    return made !== undefined && ts.isCallExpression(made) && /^(exec|match)$/.test(methodOf(made) ?? '');
  });
}

/** Nothing happens when it is evaluated, and it is the same each time. */
export function isConstant(node: ts.Expression): boolean {
  return (
    ts.isNumericLiteral(node) ||
    ts.isStringLiteralLike(node) ||
    node.kind === ts.SyntaxKind.TrueKeyword ||
    node.kind === ts.SyntaxKind.FalseKeyword ||
    (ts.isIdentifier(node) && node.text === 'Infinity')
  );
}

/** `/^\d+$/.test(value)` stands before: what is parsed is digits all through. */
export function isTestedForDigits(value: ts.Expression, nodes: readonly ts.Node[]): boolean {
  return nodes.some(
    (node) =>
      ts.isCallExpression(node) &&
      node.end <= value.pos &&
      methodOf(node) === 'test' &&
      /^\/\^[-+?\\()]*(\\d|\[0-9\])[+*]\)?\$\/[a-z]*$/.test(receiverOf(node)?.getText() ?? '') &&
      node.arguments[0]?.getText() === value.getText(),
  );
}
