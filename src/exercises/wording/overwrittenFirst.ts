import { ts } from 'ts-morph';
import type { LocatedUnit } from '../../analysis/sourceText.ts';

/** Whether the first thing a unit does with a path, whatever the call, is to write to it: what was there before decides nothing. */
export function overwrittenFirst(path: string, { node: unit, sourceFile }: LocatedUnit): boolean {
  const textOf = (node: ts.Node): string => node.getText(sourceFile).replaceAll(/[!?]/g, '');
  const first = find(unit);
  if (first === undefined || !ts.isBinaryExpression(first.parent) || first.parent.left !== first) return false;
  const { operatorToken, right, parent: statement } = first.parent;
  return (
    operatorToken.kind === ts.SyntaxKind.EqualsToken &&
    find(right) === undefined &&
    ts.isExpressionStatement(statement) &&
    'body' in unit &&
    statement.parent === unit.body
  );

  function find(node: ts.Node): ts.Node | undefined {
    if ((ts.isIdentifier(node) || ts.isPropertyAccessExpression(node)) && textOf(node) === path) return node;
    return ts.forEachChild(node, find);
  }
}
