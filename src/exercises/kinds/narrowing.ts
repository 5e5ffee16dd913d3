import { ts } from 'ts-morph';
import { lastName } from '../wording/stemWords.ts';

const shortens: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.AmpersandAmpersandToken,
  ts.SyntaxKind.BarBarToken,
  ts.SyntaxKind.QuestionQuestionToken,
]);

/** Conditions that decide whether a use of a variable is reached, the nearest first: those around it, and those before it that speak of it. */
export function narrowersOf(use: ts.Identifier): readonly ts.Expression[] {
  const found: ts.Expression[] = [];
  for (let child: ts.Node = use, { parent } = child; parent !== undefined; child = parent, { parent } = child) {
    if (ts.isBlock(parent) || ts.isSourceFile(parent) || ts.isCaseOrDefaultClause(parent)) {
      const { statements } = parent;
      const at = statements.findIndex((statement) => statement === child);
      for (const before of statements.slice(0, Math.max(0, at)).toReversed()) {
        if (ts.isIfStatement(before) && speaksOf(before.expression, use.text)) found.push(before.expression);
      }
    }
    if (ts.isIfStatement(parent) && child !== parent.expression) found.push(parent.expression);
    if (ts.isConditionalExpression(parent) && child !== parent.condition) found.push(parent.condition);
    if (ts.isWhileStatement(parent) && child === parent.statement) found.push(parent.expression);
    if (ts.isBinaryExpression(parent) && child === parent.right && shortens.has(parent.operatorToken.kind)) found.push(parent.left);
    if (ts.isCaseOrDefaultClause(parent)) {
      if (ts.isCaseClause(parent)) found.push(parent.expression);
      for (const clause of parent.parent.clauses) if (ts.isCaseClause(clause)) found.push(clause.expression);
    }
  }
  return found;
}

/** What the types take on trust before this use: an `as` or `!` behind the variable, and functions that vouch for a type. */
export function claimsBehind(use: ts.Identifier): readonly string[] {
  const claims: string[] = [];
  for (const condition of narrowersOf(use)) {
    const visit = (node: ts.Node): void => {
      if (ts.isCallExpression(node) && node.arguments.some((argument) => ts.isIdentifier(argument) && argument.text === use.text))
        claims.push(`\`${lastName(node.expression.getText())}\` says what its type promises.`);
      ts.forEachChild(node, visit);
    };
    visit(condition);
  }
  const scope = ts.findAncestor(use, ts.isFunctionLike);
  const visit = (node: ts.Node): void => {
    if (
      ts.isVariableDeclaration(node) &&
      ts.isIdentifier(node.name) &&
      node.name.text === use.text &&
      node.initializer !== undefined &&
      holdsClaim(node.initializer)
    )
      claims.push(`What \`${use.text}\` is at first is a claim that nobody checks: an \`as\` or \`!\`.`);
    ts.forEachChild(node, visit);
  };
  if (scope !== undefined) visit(scope);
  return [...new Set(claims)];
}

function holdsClaim(node: ts.Node): boolean {
  if (ts.isFunctionLike(node)) return false;
  return ts.isAsExpression(node) || ts.isNonNullExpression(node) || (ts.forEachChild(node, holdsClaim) ?? false);
}

function speaksOf(node: ts.Node, name: string): boolean {
  return (ts.isIdentifier(node) && node.text === name) || (ts.forEachChild(node, (child) => speaksOf(child, name)) ?? false);
}
