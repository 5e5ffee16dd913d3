import { ts } from 'ts-morph';

/** A declared return type that no promise hides behind. */
export function isPlainlySynchronous(node: ts.Node): boolean {
  if (ts.isClassLike(node) || ts.isConstructorDeclaration(node)) return true;
  if (!ts.isFunctionLike(node) || ts.getCombinedModifierFlags(node) & ts.ModifierFlags.Async) return false;
  const type = node.type;
  return type !== undefined && (ts.isTypePredicateNode(type) || (ts.isToken(type) && type.kind !== ts.SyntaxKind.AnyKeyword));
}
