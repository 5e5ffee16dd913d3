import { ts } from 'ts-morph';

/** The name a declaration gives to what it binds, and the node where the name stands. */
export interface DeclaredName {
  readonly text: string;
  readonly node: ts.Node;
  /** First node of the whole declaration: where the unit's lines begin. */
  readonly declaration: ts.Node;
}

/** Calls that return the component they are given. */
const componentWrappers = new Set(['memo', 'forwardRef', 'observer', 'React.memo', 'React.forwardRef']);

/**
 * The name under which a reader knows a function or class; `undefined` for an anonymous callback.
 *
 *     const total = (order) => …            total
 *     { total: (order) => … }, total() {}   total
 *     export default function () {}         default
 *     const Row = memo((props) => …)        Row
 */
export function declaredName(node: ts.Node): DeclaredName | undefined {
  if (ts.isConstructorDeclaration(node)) return { text: 'constructor', node, declaration: node };
  if ((ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node)) && !node.name) return { text: 'default', node, declaration: node };
  if (ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node)) {
    return node.name && { text: node.name.text, node: node.name, declaration: node };
  }
  if (ts.isMethodDeclaration(node) || ts.isGetAccessorDeclaration(node) || ts.isSetAccessorDeclaration(node)) {
    const text = memberName(node.name);
    return text === undefined ? undefined : { text, node: node.name, declaration: node };
  }
  const bound = boundName(node);
  if (bound) return bound;
  const named = (ts.isFunctionExpression(node) || ts.isClassExpression(node)) && node.name;
  return named ? { text: named.text, node: named, declaration: node } : undefined;
}

function boundName(node: ts.Node): DeclaredName | undefined {
  const parent = node.parent;
  if (ts.isParenthesizedExpression(parent) || ts.isAsExpression(parent) || ts.isSatisfiesExpression(parent)) return boundName(parent);
  if (ts.isCallExpression(parent) && parent.arguments[0] === node && componentWrappers.has(parent.expression.getText())) {
    return boundName(parent);
  }
  if (ts.isVariableDeclaration(parent) && parent.initializer === node && ts.isIdentifier(parent.name)) {
    const list = parent.parent;
    const alone = ts.isVariableDeclarationList(list) && list.declarations.length === 1;
    return { text: parent.name.text, node: parent.name, declaration: alone ? list.parent : parent };
  }
  if ((ts.isPropertyAssignment(parent) || ts.isPropertyDeclaration(parent)) && parent.initializer === node) {
    const text = memberName(parent.name);
    return text === undefined ? undefined : { text, node: parent.name, declaration: parent };
  }
  if (ts.isExportAssignment(parent)) return { text: 'default', node: parent, declaration: parent };
  if (ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken && parent.right === node) {
    return assignedName(parent);
  }
  return undefined;
}

/** `exports.total = …`, `Cart.prototype.total = …`; a plain variable assigned later is not a declaration. */
function assignedName(assignment: ts.BinaryExpression): DeclaredName | undefined {
  const target = assignment.left;
  if (!ts.isPropertyAccessExpression(target) || !ts.isExpressionStatement(assignment.parent)) return undefined;
  const owner = target.expression.getText();
  if (target.name.text === 'exports' && owner === 'module') return { text: 'default', node: target.name, declaration: assignment.parent };
  const prefix = owner === 'exports' || owner === 'module.exports' ? '' : `${owner.replace(/\.prototype$/, '')}.`;
  return prefix.length > 60 ? undefined : { text: prefix + target.name.text, node: target.name, declaration: assignment.parent };
}

function memberName(name: ts.PropertyName): string | undefined {
  if (ts.isComputedPropertyName(name)) {
    const text = name.expression.getText();
    return text.length <= 40 ? `[${text}]` : undefined;
  }
  return name.text;
}

/** The keyword a unit without a name of its own is shown at: `constructor`, or `default` of an unnamed default export. */
export function keywordPosition(node: ts.Node, sourceFile: ts.SourceFile): { readonly start: number; readonly end: number } {
  const start = node.getStart(sourceFile);
  const text = sourceFile.text.slice(start, node.getEnd());
  const keyword = /\b(constructor|default)\b/.exec(text.slice(0, 300))?.[0] ?? /^\w*/.exec(text)?.[0] ?? '';
  const offset = Math.max(0, text.indexOf(keyword));
  return { start: start + offset, end: start + offset + keyword.length };
}

/** The signatures above an implementation, first to last; none when there is one form only. */
export function overloadsOf(node: ts.Node): readonly ts.SignatureDeclaration[] {
  if (!ts.isFunctionDeclaration(node) && !ts.isMethodDeclaration(node) && !ts.isConstructorDeclaration(node)) return [];
  const { parent } = node;
  const siblings: readonly ts.Node[] = ts.isClassLike(parent)
    ? parent.members
    : 'statements' in parent
      ? (parent.statements as ts.NodeArray<ts.Statement>)
      : [];
  const name = node.name?.getText();
  const found: ts.SignatureDeclaration[] = [];
  for (let index = siblings.indexOf(node) - 1; index >= 0; index -= 1) {
    const other = siblings[index];
    if (
      !other ||
      other.kind !== node.kind ||
      !ts.isFunctionLike(other) ||
      !('body' in other) ||
      other.body ||
      other.name?.getText() !== name
    )
      break;
    found.unshift(other);
  }
  return found;
}
