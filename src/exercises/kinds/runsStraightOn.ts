import { ts } from 'ts-morph';
import type { Observation } from '../../terms/proof.ts';
import type { LocatedUnit } from '../../analysis/sourceText.ts';

/**
 * Tells of a call or a write whether it is simply what comes next: among the statements, with no condition, loop or further exit before
 * it. That it happens is reading aloud.
 *
 *     if (hasClosed) return;         // gone
 *     hasClosed = true;              // `hasClosed` becomes `true`
 *     source.off('end', onEnd);      // `source.off` runs once
 */
export function runsStraightOn(
  statements: readonly ts.Statement[],
  { sourceFile }: LocatedUnit,
  { effects }: Observation,
): (target: string) => boolean {
  const names = new Set<string>();
  const take = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) || ts.isClassLike(node) || decides(node)) return;
    if (ts.isCallExpression(node) || ts.isNewExpression(node)) names.add(lastName(node.expression.getText(sourceFile)));
    if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken && isPlain(node.right))
      names.add(lastName(node.left.getText(sourceFile)));
    ts.forEachChild(node, take);
  };
  for (const statement of statements) {
    const unconditional: ts.Node = ts.isIfStatement(statement) ? statement.expression : statement;
    take(unconditional);
    if (leaves(statement)) break;
  }
  return (target) => names.has(lastName(target)) && effects.some((effect) => effect.target === target);
}

/** The statements that follow a guard in its block, or those of the block that now always runs. */
export function statementsAfter(guard: ts.IfStatement, kind: 'guard removed' | 'check dropped'): readonly ts.Statement[] {
  if (kind === 'check dropped') return ts.isBlock(guard.thenStatement) ? guard.thenStatement.statements : [guard.thenStatement];
  const { parent } = guard;
  const all: readonly ts.Statement[] =
    ts.isBlock(parent) || ts.isSourceFile(parent) || ts.isCaseOrDefaultClause(parent) ? parent.statements : [];
  return all.slice(all.indexOf(guard) + 1);
}

function decides(node: ts.Node): boolean {
  return (
    ts.isIfStatement(node) ||
    ts.isIterationStatement(node, false) ||
    ts.isSwitchStatement(node) ||
    ts.isConditionalExpression(node) ||
    ts.isCatchClause(node) ||
    (ts.isBinaryExpression(node) &&
      [ts.SyntaxKind.AmpersandAmpersandToken, ts.SyntaxKind.BarBarToken, ts.SyntaxKind.QuestionQuestionToken].includes(
        node.operatorToken.kind,
      ))
  );
}

function leaves(node: ts.Node): boolean {
  if (ts.isFunctionLike(node)) return false;
  return ts.isReturnStatement(node) || ts.isThrowStatement(node) || (ts.forEachChild(node, leaves) ?? false);
}

/** What it becomes is written there: no condition and no arithmetic. */
function isPlain(node: ts.Expression): boolean {
  const computes = (inner: ts.Node): boolean =>
    decides(inner) || ts.isBinaryExpression(inner) || ts.isAwaitExpression(inner) || (ts.forEachChild(inner, computes) ?? false);
  return isLiteral(node) || !computes(node);
}

function isLiteral(node: ts.Expression): boolean {
  return (
    ts.isLiteralExpression(node) ||
    node.kind === ts.SyntaxKind.TrueKeyword ||
    node.kind === ts.SyntaxKind.FalseKeyword ||
    node.kind === ts.SyntaxKind.NullKeyword ||
    (ts.isIdentifier(node) && node.text === 'undefined')
  );
}

function lastName(path: string): string {
  return (
    path
      .replaceAll(/\(\)|\[\d+\]|[!?]/g, '')
      .split('.')
      .at(-1) ?? path
  );
}
