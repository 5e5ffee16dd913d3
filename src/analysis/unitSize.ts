import { ts } from 'ts-morph';
import type { Unit } from '../terms/unit.ts';
import { lineRangeOf } from './lineRangeOf.ts';

/** Statements and branches of a unit, nested functions included; an arrow's bare expression counts as one statement. */
export function unitSize(node: ts.Node, sourceFile: ts.SourceFile): Unit['size'] {
  let statements = ts.isArrowFunction(node) && !ts.isBlock(node.body) ? 1 : 0;
  let branches = 0;
  ts.forEachChild(node, function visit(child) {
    if (ts.isStatement(child) && !ts.isBlock(child) && child.kind !== ts.SyntaxKind.EmptyStatement) statements += 1;
    if (isBranch(child)) branches += 1;
    ts.forEachChild(child, visit);
  });
  const [first, last] = lineRangeOf(node, sourceFile);
  return { lines: last - first + 1, statements, branches };
}

function isBranch(node: ts.Node): boolean {
  if (ts.isIfStatement(node) || ts.isConditionalExpression(node) || ts.isCaseClause(node) || ts.isCatchClause(node)) return true;
  if (ts.isIterationStatement(node, false)) return true;
  if (!ts.isBinaryExpression(node)) return false;
  const operator = node.operatorToken.kind;
  return (
    operator === ts.SyntaxKind.AmpersandAmpersandToken ||
    operator === ts.SyntaxKind.BarBarToken ||
    operator === ts.SyntaxKind.QuestionQuestionToken
  );
}
