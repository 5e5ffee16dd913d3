import { ts } from 'ts-morph';
import { ownNodes, withoutParentheses } from '../ownCode.ts';

/** The function-like node behind a unit, with a body; nothing for classes. */
export function functionOf(node: ts.Node): (ts.SignatureDeclaration & { readonly body: ts.ConciseBody }) | undefined {
  return ts.isFunctionLike(node) && 'body' in node && node.body !== undefined
    ? (node as ts.SignatureDeclaration & { readonly body: ts.ConciseBody })
    : undefined;
}

/** Top-level statements; of an arrow without a block, none. */
export function statementsOf(node: ts.Node): readonly ts.Statement[] {
  const body = functionOf(node)?.body;
  return body !== undefined && ts.isBlock(body) ? body.statements : [];
}

/** The statements of a branch, with or without braces. */
export function branchOf(statement: ts.Statement): readonly ts.Statement[] {
  return ts.isBlock(statement) ? statement.statements : [statement];
}

/** `return` or `throw` that ends a list of statements for certain. */
export function leaves(statements: readonly ts.Statement[]): ts.ReturnStatement | ts.ThrowStatement | undefined {
  const last = statements.at(-1);
  return last !== undefined && (ts.isReturnStatement(last) || ts.isThrowStatement(last)) ? last : undefined;
}

/** `if (condition) return …;` without `else`: what stands after it happens only otherwise. */
export interface Guard {
  readonly statement: ts.IfStatement;
  readonly exit: ts.ReturnStatement | ts.ThrowStatement;
}

export function guardOf(statement: ts.Statement): Guard | undefined {
  if (!ts.isIfStatement(statement) || statement.elseStatement) return undefined;
  const exit = leaves(branchOf(statement.thenStatement));
  return exit && { statement, exit };
}

/** Reads only: names, members, literals, comparisons; no call, no `await`, no `new`, no assignment. */
export function isInert(node: ts.Node): boolean {
  return ![node, ...ownNodes(node)].some(
    (part) =>
      ts.isCallExpression(part) ||
      ts.isNewExpression(part) ||
      ts.isAwaitExpression(part) ||
      ts.isYieldExpression(part) ||
      ts.isDeleteExpression(part) ||
      ts.isTaggedTemplateExpression(part) ||
      ts.isPostfixUnaryExpression(part) ||
      (ts.isPrefixUnaryExpression(part) &&
        (part.operator === ts.SyntaxKind.PlusPlusToken || part.operator === ts.SyntaxKind.MinusMinusToken)) ||
      (ts.isBinaryExpression(part) &&
        part.operatorToken.kind >= ts.SyntaxKind.FirstAssignment &&
        part.operatorToken.kind <= ts.SyntaxKind.LastAssignment),
  );
}

/** The first node inside `node`, nested functions included, that passes. */
export function findNode<Found extends ts.Node>(node: ts.Node, passes: (child: ts.Node) => child is Found): Found | undefined {
  return ts.forEachChild(node, (child): Found | undefined => (passes(child) ? child : findNode(child, passes)));
}

/** Every node inside, nested functions included. */
export function allNodes(node: ts.Node): readonly ts.Node[] {
  const found: ts.Node[] = [];
  const visit = (child: ts.Node): void => {
    found.push(child);
    ts.forEachChild(child, visit);
  };
  ts.forEachChild(node, visit);
  return found;
}

/** Names of the plain parameters, in order; a destructured one is `undefined`. */
export function parameterNames(node: ts.SignatureDeclaration): readonly (string | undefined)[] {
  return node.parameters.filter(({ name }) => name.getText() !== 'this').map(({ name }) => (ts.isIdentifier(name) ? name.text : undefined));
}

/** The same expression, written twice. */
export function isSameCode(left: ts.Node, right: ts.Node): boolean {
  const plain = (node: ts.Node): string =>
    (ts.isExpression(node) ? withoutParentheses(node) : node).getText().replaceAll(/\s+/gu, '').replaceAll('!.', '.');
  return plain(left) === plain(right);
}

/** A function written in place. */
export function inlineFunction(node: ts.Node | undefined): ts.ArrowFunction | ts.FunctionExpression | undefined {
  return node !== undefined && (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) ? node : undefined;
}

/** The local function of a unit that an identifier names: a declaration, or a variable that holds one. */
export function localFunction(
  value: ts.Expression,
  unit: ts.Node,
): ts.FunctionDeclaration | ts.ArrowFunction | ts.FunctionExpression | undefined {
  if (!ts.isIdentifier(value)) return undefined;
  for (const found of ownNodes(unit)) {
    if (ts.isFunctionDeclaration(found) && found.name?.text === value.text) return found;
    const held = ts.isVariableDeclaration(found) && found.name.getText() === value.text ? inlineFunction(found.initializer) : undefined;
    if (held) return held;
  }
  return undefined;
}
