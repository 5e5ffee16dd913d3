import { ts } from 'ts-morph';
import { ownNodes, withoutParentheses } from './ownCode.ts';

/** One change of something that has a name: `items.sort()`, `this.count++`, `delete cache[key]`. */
export interface Write {
  /** The name or `this` at which the path begins. */
  readonly root: ts.Identifier | ts.ThisExpression;
  /** Members from the root to what is written; an index is `[]`. Empty when the name itself is assigned. */
  readonly members: readonly string[];
  /** What is written, as in the code. */
  readonly target: ts.Expression;
  readonly how: 'assigned' | 'deleted' | 'called';
  /** Name of the method of a call: `sort`. */
  readonly method?: string;
  readonly node: ts.Node;
}

const arrayMethods = new Set(['push', 'pop', 'shift', 'unshift', 'splice', 'sort', 'reverse', 'fill', 'copyWithin']);
const collectionMethods = new Set(['set', 'add', 'delete', 'clear']);

/** The write a node makes, if it is one; a call counts by its method's name alone, what it is called on is for the asker to prove. */
export function writeOf(node: ts.Node): Write | undefined {
  if (ts.isBinaryExpression(node) && isAssignment(node.operatorToken.kind)) return written(node.left, 'assigned', node);
  if (ts.isDeleteExpression(node)) return written(node.expression, 'deleted', node);
  if (ts.isPostfixUnaryExpression(node) || ts.isPrefixUnaryExpression(node)) {
    const changes = node.operator === ts.SyntaxKind.PlusPlusToken || node.operator === ts.SyntaxKind.MinusMinusToken;
    return changes ? written(node.operand, 'assigned', node) : undefined;
  }
  if (!ts.isCallExpression(node)) return undefined;
  const callee = node.expression;
  if (!ts.isPropertyAccessExpression(callee)) return undefined;
  const method = callee.name.text;
  if (callee.getText() === 'Object.assign') {
    const [target] = node.arguments;
    const write = target && written(target, 'called', node);
    return write && { ...write, method: 'assign' };
  }
  if (!arrayMethods.has(method) && !collectionMethods.has(method)) return undefined;
  const write = written(callee.expression, 'called', node);
  return write && { ...write, method };
}

/** Several detectors ask for the same; it goes with the tree. */
const ownWritesOf = new WeakMap<ts.Node, readonly Write[]>();

/** The writes a function makes itself, in source order; what nested functions and classes do is left out. */
export function ownWrites(node: ts.Node): readonly Write[] {
  const known = ownWritesOf.get(node);
  if (known) return known;
  const found = ownNodes(node).flatMap((child) => writeOf(child) ?? []);
  ownWritesOf.set(node, found);
  return found;
}

/** By its initializer or declared type, a variable or field holds an array, a Map or a Set: `client.delete(…)` is no change of the client. */
export function isCollection(declaration: ts.VariableDeclaration | ts.PropertyDeclaration): boolean {
  const { initializer, type } = declaration;
  if (type && (ts.isArrayTypeNode(type) || /^(Array|Map|Set|WeakMap|WeakSet)</.test(type.getText()))) return true;
  if (!initializer) return false;
  if (ts.isArrayLiteralExpression(initializer)) return true;
  return ts.isNewExpression(initializer) && /^(Map|Set|WeakMap|WeakSet|Array)$/.test(initializer.expression.getText());
}

export function isArrayMethod(name: string): boolean {
  return arrayMethods.has(name);
}

function written(target: ts.Expression, how: Write['how'], node: ts.Node): Write | undefined {
  const members: string[] = [];
  let current = withoutParentheses(target);
  while (ts.isPropertyAccessExpression(current) || ts.isElementAccessExpression(current)) {
    members.unshift(ts.isPropertyAccessExpression(current) ? current.name.text : '[]');
    current = withoutParentheses(current.expression);
  }
  if (ts.isIdentifier(current)) return { root: current, members, target, how, node };
  return current.kind === ts.SyntaxKind.ThisKeyword ? { root: current as ts.ThisExpression, members, target, how, node } : undefined;
}

function isAssignment(kind: ts.SyntaxKind): boolean {
  return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
}
