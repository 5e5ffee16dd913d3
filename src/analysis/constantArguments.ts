import { ts } from 'ts-morph';

const longest = 400;
const constantsOf = new WeakMap<ts.Node, ReadonlyMap<string, ts.Expression>>();

/**
 * Of each argument that is the name of a `const` with a literal, the literal as written, in the place of the argument; `null` for every
 * other. `undefined` where none is.
 *
 *     const args = '--tools Read'; parse(args, true);   → ["'--tools Read'", null]
 */
export function constantArguments(call: ts.CallExpression | ts.NewExpression): readonly (string | null)[] | undefined {
  const texts = (call.arguments ?? []).map((argument) => (ts.isIdentifier(argument) ? literalOf(argument) : null));
  return texts.some((text) => text !== null) ? texts : undefined;
}

function literalOf(name: ts.Identifier): string | null {
  for (let scope: ts.Node | undefined = name.parent; scope !== undefined; scope = scope.parent as ts.Node | undefined) {
    if (ts.isFunctionLike(scope) && scope.parameters.some((parameter) => mentions(parameter.name, name.text))) return null;
    if (!ts.isBlock(scope) && !ts.isSourceFile(scope)) continue;
    const found = constantsIn(scope).get(name.text);
    if (found === undefined) continue;
    const text = found.getText();
    return text.length <= longest && isLiteral(found) && found.end < name.pos ? text : null;
  }
  return null;
}

/** Every name that a block declares itself: of a `const` what it is set to, of anything else the name. */
function constantsIn(block: ts.Block | ts.SourceFile): ReadonlyMap<string, ts.Expression> {
  const known = constantsOf.get(block);
  if (known) return known;
  const names = new Map<string, ts.Expression>();
  for (const statement of block.statements) {
    if (!ts.isVariableStatement(statement)) continue;
    const isConst = (statement.declarationList.flags & ts.NodeFlags.Const) !== 0;
    for (const { name, initializer } of statement.declarationList.declarations)
      if (ts.isIdentifier(name)) names.set(name.text, isConst && initializer ? initializer : name);
  }
  constantsOf.set(block, names);
  return names;
}

function mentions(pattern: ts.BindingName, name: string): boolean {
  if (ts.isIdentifier(pattern)) return pattern.text === name;
  return pattern.elements.some((element) => ts.isBindingElement(element) && mentions(element.name, name));
}

function isLiteral(node: ts.Expression): boolean {
  if (ts.isArrayLiteralExpression(node)) return node.elements.every(isLiteral);
  if (ts.isObjectLiteralExpression(node))
    return node.properties.every((property) => ts.isPropertyAssignment(property) && isLiteral(property.initializer));
  if (ts.isPrefixUnaryExpression(node)) return ts.isNumericLiteral(node.operand);
  const isWord =
    node.kind === ts.SyntaxKind.TrueKeyword || node.kind === ts.SyntaxKind.FalseKeyword || node.kind === ts.SyntaxKind.NullKeyword;
  return isWord || ts.isStringLiteralLike(node) || ts.isNumericLiteral(node);
}
