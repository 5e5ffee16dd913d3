import { ts } from 'ts-morph';
import type { Place } from './place.ts';

/** How many there are is known without looking at any of them. */
export function lengthOf(place: Place): Place {
  return place.at(-1) === '[]' ? [...place.slice(0, -1), 'length'] : [...place, 'length'];
}

/** What it is without brackets, `await`, `as` and `!`. */
export function bare(node: ts.Expression): ts.Expression {
  if (
    ts.isParenthesizedExpression(node) ||
    ts.isAwaitExpression(node) ||
    ts.isAsExpression(node) ||
    ts.isNonNullExpression(node) ||
    ts.isSatisfiesExpression(node)
  )
    return bare(node.expression);
  return node;
}

export function isNothing(node: ts.Expression): boolean {
  return node.kind === ts.SyntaxKind.NullKeyword || (ts.isIdentifier(node) && node.text === 'undefined');
}

/** A name that reads nothing: of a property, of something declared. */
export function isLabel(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node;
  if (ts.isShorthandPropertyAssignment(parent)) return false;
  return 'name' in parent && parent.name === node;
}

/** By name, with its place where several have it, where each variable and parameter inside the unit is declared. */
export function declarationsIn(unit: ts.Node): ReadonlyMap<string, ts.Node> {
  const found = new Map<string, ts.Node>();
  const visit = (node: ts.Node): void => {
    if ((ts.isVariableDeclaration(node) || ts.isParameter(node) || ts.isBindingElement(node)) && ts.isIdentifier(node.name))
      found.set(found.has(node.name.text) ? `${node.name.text}@${node.pos}` : node.name.text, node);
    ts.forEachChild(node, visit);
  };
  visit(unit);
  return found;
}
