import { ts } from 'ts-morph';
import { classesOf, isBelow } from '../classFamily.ts';
import type { FactDetector } from '../factDetector.ts';
import { ownNodes } from '../ownCode.ts';
import { lineOf, stateFact } from '../stateFact.ts';

const kind = 'constructor-calls';

/**
 * A constructor that calls a method which a subclass in the file replaces, and which looks at fields of that subclass.
 *
 *     class View { constructor() { this.draw(); } draw() {} }  class Chart extends View { scale = 2; draw() { paint(this.scale); } }
 *     → Calls `draw` (line 1) while the own fields of a `Chart` are not set yet: its own `draw` finds them `undefined`.
 */
export const constructorCalls: FactDetector = {
  id: kind,
  detect({ node, sourceFile }) {
    if (!ts.isConstructorDeclaration(node) || !node.body || !ts.isClassDeclaration(node.parent)) return [];
    const owner = node.parent;
    const classes = classesOf(sourceFile);
    const below = [...classes.values()].filter((candidate) => isBelow(candidate, owner, classes));
    return ownNodes(node.body)
      .flatMap((found) => {
        if (!ts.isCallExpression(found) || !ts.isPropertyAccessExpression(found.expression)) return [];
        const { expression, name } = found.expression;
        if (expression.kind !== ts.SyntaxKind.ThisKeyword || !ts.isIdentifier(name)) return [];
        const method = owner.members.find(
          (member): member is ts.MethodDeclaration => ts.isMethodDeclaration(member) && member.name.getText() === name.text,
        );
        const replaced = below.find((each) => replaces(each, name.text));
        if (!method || !replaced) return [];
        const text = `Calls \`${name.text}\` (line ${lineOf(found)}) while the own fields of a \`${replaced.name?.text}\` are not set yet: its own \`${name.text}\` finds them \`undefined\`.`;
        return stateFact({ kind, about: name.text, text, on: [found, method.name], surprise: 0.7 });
      })
      .slice(0, 1);
  },
};

/** Whether a class has a method of this name that looks at a field the class sets up itself. */
function replaces({ members }: ts.ClassLikeDeclaration, name: string): boolean {
  const own = new Set(members.flatMap((member) => (ts.isPropertyDeclaration(member) && member.initializer ? [member.name.getText()] : [])));
  const method = members.find((member) => ts.isMethodDeclaration(member) && member.name.getText() === name);
  return (
    method !== undefined &&
    ownNodes(method).some(
      (node) => ts.isPropertyAccessExpression(node) && node.expression.kind === ts.SyntaxKind.ThisKeyword && own.has(node.name.text),
    )
  );
}
