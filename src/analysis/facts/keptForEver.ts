import { ts } from 'ts-morph';
import type { FactDetector } from '../factDetector.ts';
import { bodyOf, ownNodes, withoutParentheses } from '../ownCode.ts';
import { lineOf, stateFact } from '../stateFact.ts';
import { writeOf } from '../writes.ts';

const kind = 'kept-for-ever';

/**
 * A field that the first call fills and nothing in the class ever fills again.
 *
 *     rates() { if (!this.loaded) this.loaded = fetchRates(); return this.loaded; }
 *     → What the first call puts into `this.loaded` (line 1) is never replaced: later changes behind it do not show.
 */
export const keptForEver: FactDetector = {
  id: kind,
  detect({ node }) {
    const body = bodyOf(node);
    const owner = node.parent;
    if (!body || !ts.isClassLike(owner) || ts.isConstructorDeclaration(node)) return [];
    return ownNodes(body)
      .flatMap((found) => {
        const write = writeOf(found);
        if (!write || write.how !== 'assigned' || write.root.kind !== ts.SyntaxKind.ThisKeyword || write.members.length !== 1) return [];
        if (!ts.isBinaryExpression(found)) return [];
        const path = write.target.getText();
        const value = withoutParentheses(found.right);
        const isMemo = found.operatorToken.kind === ts.SyntaxKind.QuestionQuestionEqualsToken || isFirstTime(found, path);
        const isWork = ts.isCallExpression(value) || ts.isNewExpression(value) || ts.isAwaitExpression(value);
        if (!isMemo || !isWork || writesOf(owner, path, found) > 0) return [];
        const isAwaited = ownNodes(body).some((later) => ts.isAwaitExpression(later) && later.expression.getText() === path);
        const isAttempt = ts.isCallExpression(value) && (isAwaited || /fetch|load|request|query/i.test(value.expression.getText()));
        const end = isAttempt ? 'a failed attempt would be kept like a good one' : 'later changes of what it was made from do not show';
        const text = `What the first call puts into \`${path}\` (line ${lineOf(found)}) is never replaced: ${end}.`;
        return stateFact({ kind, about: path, text, on: [found], surprise: 0.65 });
      })
      .slice(0, 1);
  },
};

/** Under `if (!this.loaded)` or `if (this.loaded === undefined)`. */
function isFirstTime(write: ts.BinaryExpression, path: string): boolean {
  const statement = write.parent;
  const branch = ts.isBlock(statement.parent) ? statement.parent : statement;
  const choice = branch.parent;
  if (!ts.isIfStatement(choice) || choice.thenStatement !== branch || write.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return false;
  const condition = choice.expression.getText().replaceAll(/\s+/g, ' ');
  return [`!${path}`, `${path} === undefined`, `${path} == null`, `${path} === null`, `${path} == undefined`].includes(condition);
}

/** Other writes of the field in the class, of which one may empty it again. */
function writesOf(owner: ts.ClassLikeDeclaration, path: string, own: ts.Node): number {
  let count = 0;
  const visit = (node: ts.Node): void => {
    const write = writeOf(node);
    if (node !== own && write && write.target.getText().startsWith(path)) count += 1;
    ts.forEachChild(node, visit);
  };
  visit(owner);
  return count;
}
