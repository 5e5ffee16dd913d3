import { ts } from 'ts-morph';
import type { FactDetector } from '../factDetector.ts';
import { bodyOf, isAsync, ownNodes } from '../ownCode.ts';
import { lineOf, stateFact } from '../stateFact.ts';
import { declaredName } from '../unitNames.ts';
import { ownWrites } from '../writes.ts';

const kind = 'changed-meanwhile';

/**
 * A field read before and after a wait, which another method may assign during it.
 *
 *     if (!this.socket) return; await this.flush(); this.socket.send(end);      (`close() { this.socket = undefined; }`)
 *     → `this.socket` was read on line 1 and is read again after the `await` on line 1: `close` may have assigned it meanwhile.
 */
export const changedMeanwhile: FactDetector = {
  id: kind,
  detect({ node }) {
    const body = bodyOf(node);
    const owner = node.parent;
    if (!body || !isAsync(node) || !ts.isClassLike(owner)) return [];
    const nodes = ownNodes(body);
    const waits = nodes.filter(ts.isAwaitExpression);
    const reads = nodes.filter((found) => ts.isPropertyAccessExpression(found) && isField(found));
    const own = new Set(ownWrites(body).map(({ target }) => target.getText()));
    return [...new Set(reads.map((read) => read.getText()))]
      .flatMap((path) => {
        const uses = reads.filter((read) => read.getText() === path);
        const [first] = uses;
        // The wait and both reads stand in one run of statements: no branch or loop in between can keep them apart.
        const wait = waits.find((found) => first && found.pos > first.end && isAlways(found, body));
        const again = wait && uses.find((use) => use.pos > wait.end);
        const writer = own.has(path) ? undefined : writerOf(owner, path, node);
        // Where the code itself looks whether it is still the same one, it knows.
        if (!first || !wait || !again || writer === undefined || isCompared(again)) return [];
        const text = `\`${path}\` was read on line ${lineOf(first)} and is read again after the \`await\` on line ${lineOf(wait)}: \`${writer}\` may have assigned it meanwhile.`;
        return stateFact({ kind, about: path, text, on: [first, wait, again], surprise: 0.7 });
      })
      .slice(0, 1);
  },
};

function isCompared({ parent }: ts.Node): boolean {
  const compares = [ts.SyntaxKind.EqualsEqualsEqualsToken, ts.SyntaxKind.ExclamationEqualsEqualsToken];
  return ts.isBinaryExpression(parent) && compares.includes(parent.operatorToken.kind);
}

function isField(node: ts.PropertyAccessExpression): boolean {
  const isCalled = ts.isCallExpression(node.parent) && node.parent.expression === node;
  return node.expression.kind === ts.SyntaxKind.ThisKeyword && !isCalled;
}

function isAlways(wait: ts.Node, body: ts.Block): boolean {
  const branch = ts.findAncestor(
    wait.parent,
    (above) =>
      above === body ||
      ts.isIfStatement(above) ||
      ts.isConditionalExpression(above) ||
      ts.isCaseOrDefaultClause(above) ||
      ts.isCatchClause(above),
  );
  return branch === body;
}

/** Another method of the class that assigns the field; the constructor is over by then. */
function writerOf(owner: ts.ClassLikeDeclaration, path: string, unit: ts.Node): string | undefined {
  for (const member of owner.members) {
    if (member === unit || !ts.isFunctionLike(member) || ts.isConstructorDeclaration(member)) continue;
    const body = bodyOf(member);
    const name = declaredName(member)?.text;
    if (body && name !== undefined && ownWrites(body).some(({ how, target }) => how === 'assigned' && target.getText() === path))
      return name;
  }
  return undefined;
}
