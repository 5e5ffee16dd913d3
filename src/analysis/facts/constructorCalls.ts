import { ts } from 'ts-morph';
import type { FactDetector } from '../factDetector.ts';
import { ownNodes } from '../ownCode.ts';
import { lineOf, stateFact } from '../stateFact.ts';

const kind = 'constructor-calls';

/**
 * A constructor that calls a method which subclasses can replace.
 *
 *     export class View { constructor() { this.draw(); } draw() { … } }
 *     → Calls `draw` (line 1) while a subclass's own fields are not set yet: a `draw` of its own finds them `undefined`.
 */
export const constructorCalls: FactDetector = {
  id: kind,
  detect({ node, sourceFile }) {
    if (!ts.isConstructorDeclaration(node) || !node.body || !ts.isClassDeclaration(node.parent)) return [];
    const owner = node.parent;
    const isOpen =
      (ts.getCombinedModifierFlags(owner) & ts.ModifierFlags.Export) !== 0 ||
      new RegExp(`extends ${owner.name?.text}\\b`).test(sourceFile.text);
    if (!isOpen) return [];
    return ownNodes(node.body)
      .flatMap((found) => {
        if (!ts.isCallExpression(found) || !ts.isPropertyAccessExpression(found.expression)) return [];
        const { expression, name } = found.expression;
        if (expression.kind !== ts.SyntaxKind.ThisKeyword || !ts.isIdentifier(name)) return [];
        const method = owner.members.find(
          (member): member is ts.MethodDeclaration => ts.isMethodDeclaration(member) && member.name.getText() === name.text,
        );
        if (!method || ts.getCombinedModifierFlags(method) & ts.ModifierFlags.Private) return [];
        const text = `Calls \`${name.text}\` (line ${lineOf(found)}) while a subclass's own fields are not set yet: a \`${name.text}\` of its own finds them \`undefined\`.`;
        return stateFact({ kind, about: name.text, text, on: [found, method.name], surprise: 0.6 });
      })
      .slice(0, 1);
  },
};
