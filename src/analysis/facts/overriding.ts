import { ts } from 'ts-morph';
import type { Fact } from '../../terms/fact.ts';
import type { FactDetector } from '../factDetector.ts';
import { baseOf, classesOf, isBelow } from '../classFamily.ts';
import { bodyOf, ownCalls } from '../ownCode.ts';
import { lineOf, stateFact } from '../stateFact.ts';

const kind = 'overriding';

/**
 * Methods that run instead of each other, as far as one file shows.
 *
 *     class View { destroy() { this.clear(); } }  class Widget extends View { destroy() { this.remove(); } }
 *     → of `View.destroy`:   On a `Widget` this never runs: its own `destroy` (line 1) does not call `super.destroy`.
 *     → of `Widget.destroy`: Runs instead of `View.destroy` (line 1), which is not called from here.
 *
 *     class View { close() { this.destroy(); } … }
 *     → of `View.close`: Where this is a `Widget`, line 1 runs its own `destroy` (line 1), not the one of this class.
 */
export const overriding: FactDetector = {
  id: kind,
  detect({ node, sourceFile }) {
    const virtual = calledBelow(node, sourceFile);
    if (!(ts.isMethodDeclaration(node) || ts.isAccessor(node)) || !node.body || !ts.isClassLike(node.parent)) return virtual;
    const classes = classesOf(sourceFile);
    const owner = node.parent;
    return [...replacedBy(node, owner, classes), ...replacing(node, owner, classes), ...virtual];
  },
};

type Member = ts.MethodDeclaration | ts.AccessorDeclaration;

function replacedBy(node: Member, owner: ts.ClassLikeDeclaration, classes: ReadonlyMap<string, ts.ClassLikeDeclaration>): readonly Fact[] {
  const replaced = [...classes].flatMap(([name, candidate]) => {
    const own = candidate !== owner && isBelow(candidate, owner, classes) ? sameMember(candidate, node) : undefined;
    return own && !callsSuper(own) ? [{ name, own }] : [];
  });
  const [first, second] = replaced;
  const name = node.name.getText();
  if (!first || isStatic(node)) return [];
  const who = second ? `\`${first.name}\` (line ${lineOf(first.own)}) and ${replaced.length - 1} more` : `a \`${first.name}\``;
  const why = second
    ? `their own \`${name}\` does not call \`super.${name}\``
    : `its own \`${name}\` (line ${lineOf(first.own)}) does not call \`super.${name}\``;
  const text = `On ${who} this does not run: ${why}.`;
  return stateFact({ kind, about: `replaced:${name}`, text, on: [node.name, first.own.name], surprise: 0.3 });
}

function replacing(node: Member, owner: ts.ClassLikeDeclaration, classes: ReadonlyMap<string, ts.ClassLikeDeclaration>): readonly Fact[] {
  const name = node.name.getText();
  if (isStatic(node) || callsSuper(node)) return [];
  const seen = new Set<ts.Node>();
  for (let above = baseOf(owner, classes); above && !seen.has(above); above = baseOf(above, classes)) {
    seen.add(above);
    const replaced = sameMember(above, node);
    if (!replaced) continue;
    if (!replaced.body || replaced.body.statements.length === 0 || isOnlyThrow(replaced.body)) return [];
    const text = `Runs instead of \`${above.name?.text ?? 'the base class'}.${name}\` (line ${lineOf(replaced)}), which is not called from here.`;
    return stateFact({ kind, about: `replacing:${name}`, text, on: [node.name, replaced.name], surprise: 0.3 });
  }
  return [];
}

/** `this.size()` where classes of the same file have a `size` of their own. */
function calledBelow(node: ts.Node, sourceFile: ts.SourceFile): readonly Fact[] {
  const owner = node.parent;
  const body = bodyOf(node);
  if (!body || !ts.isClassLike(owner)) return [];
  const classes = classesOf(sourceFile);
  return ownCalls(body)
    .flatMap((call) => {
      const callee = call.expression;
      if (!ts.isPropertyAccessExpression(callee) || callee.expression.kind !== ts.SyntaxKind.ThisKeyword) return [];
      const name = callee.name.text;
      const own = owner.members.find((member) => ts.isMethodDeclaration(member) && member.name.getText() === name);
      // An abstract one never runs itself: that another does is what it says.
      if (!own?.name || !ts.isMethodDeclaration(own) || !own.body || own === node || isStatic(own)) return [];
      const others = [...classes].flatMap(([other, candidate]) => {
        const replaced = candidate !== owner && isBelow(candidate, owner, classes) ? sameMember(candidate, own) : undefined;
        // Where this unit is replaced as well, it does not run in the first place.
        return replaced && !hasMember(candidate, node) ? [{ other, replaced }] : [];
      });
      const [first, ...more] = others;
      if (!first) return [];
      const rest = more.length > 0 ? ` or one of ${more.length} more` : '';
      const text = `Where this is a \`${first.other}\`${rest}, line ${lineOf(call)} runs its own \`${name}\` (line ${lineOf(first.replaced)}), not the one of this class.`;
      return stateFact({ kind, about: `virtual:${name}`, text, on: [call, first.replaced.name], surprise: 0.6 });
    })
    .slice(0, 1);
}

function hasMember(owner: ts.ClassLikeDeclaration, node: ts.Node): boolean {
  const name = 'name' in node && node.name ? (node.name as ts.Node).getText() : undefined;
  return name !== undefined && owner.members.some((member) => member.name?.getText() === name);
}

function sameMember(owner: ts.ClassLikeDeclaration, node: Member): Member | undefined {
  return owner.members.find(
    (member): member is Member =>
      member.kind === node.kind && member.name?.getText() === node.name.getText() && 'body' in member && member.body !== undefined,
  );
}

function callsSuper(node: Member): boolean {
  const visit = (child: ts.Node): boolean => child.kind === ts.SyntaxKind.SuperKeyword || (ts.forEachChild(child, visit) ?? false);
  return node.body !== undefined && visit(node.body);
}

function isStatic(node: Member): boolean {
  return (ts.getCombinedModifierFlags(node) & ts.ModifierFlags.Static) !== 0;
}

function isOnlyThrow(body: ts.Block): boolean {
  const [only] = body.statements;
  return body.statements.length === 1 && only !== undefined && ts.isThrowStatement(only);
}
