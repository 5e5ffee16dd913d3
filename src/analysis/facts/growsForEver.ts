import { ts } from 'ts-morph';
import type { FactDetector } from '../factDetector.ts';
import { allNodes } from '../outline/unitBody.ts';
import { bodyOf, isPlainPath } from '../ownCode.ts';
import { lineOf, stateFact } from '../stateFact.ts';
import { isCollection, ownWrites } from '../writes.ts';

const kind = 'grows-for-ever';
/** Methods that are there to put something in: that it stays is their purpose. */
const keepsOnPurpose =
  /^_?(add|on|set|put|register|save|store|insert|update|subscribe|push|append|reset|create|use|define|provide|log|record|track|mark|remember)/iu;
const takesOut = /^(delete|clear|pop|shift|splice|length|sort|reverse|fill)$/u;

/**
 * A private collection of a class that a method with another purpose fills by what it is given, and from which nothing in the class takes anything out.
 *
 *     private hits = new Map<string, number[]>(); allow(key) { …; this.hits.set(key, recent); }
 *     → Nothing in this class takes anything out of `this.hits`: it keeps an entry for every `key` it was ever given.
 */
export const growsForEver: FactDetector = {
  id: kind,
  detect({ node }) {
    const body = bodyOf(node);
    const owner = node.parent;
    if (!body || !ts.isClassLike(owner) || ts.isConstructorDeclaration(node) || !ts.isMethodDeclaration(node)) return [];
    if (keepsOnPurpose.test(node.name.getText().replace('#', ''))) return [];
    const parameters = new Set(node.parameters.map(({ name }) => name.getText()));
    return ownWrites(body).flatMap((write) => {
      const [member] = write.members;
      const { node: call } = write;
      if (write.root.kind !== ts.SyntaxKind.ThisKeyword || write.members.length !== 1 || member === undefined || !ts.isCallExpression(call))
        return [];
      const field = owner.members.find((found) => ts.isPropertyDeclaration(found) && found.name.getText() === member);
      if (
        !field ||
        !ts.isPropertyDeclaration(field) ||
        !isHidden(field) ||
        !isCollection(field) ||
        /\bWeak(Map|Set)\b/u.test(field.getText())
      )
        return [];
      const [key] = call.arguments;
      if (!/^(set|add|push)$/u.test(write.method ?? '') || !key || !isPlainPath(key) || !parameters.has(key.getText().split('.')[0] ?? ''))
        return [];
      if (!onlyGrows(owner, member)) return [];
      const each = write.method === 'push' ? `one more entry with each call` : `an entry for every \`${key.getText()}\` it was ever given`;
      const text = `Nothing in this class takes anything out of \`this.${member}\` (line ${lineOf(field)}): it keeps ${each}.`;
      return stateFact({ kind, about: member, text, on: [field, call], surprise: 0.72 });
    });
  },
};

function isHidden(field: ts.PropertyDeclaration): boolean {
  return (
    ts.isPrivateIdentifier(field.name) ||
    (ts.getModifiers(field) ?? []).some(({ kind: modifier }) => modifier === ts.SyntaxKind.PrivateKeyword)
  );
}

/** Every use in the class reads from it or adds to it; whoever gets the whole could take something out. */
function onlyGrows(owner: ts.ClassLikeDeclaration, member: string): boolean {
  return allNodes(owner).every((use) => {
    if (!ts.isPropertyAccessExpression(use) || use.name.text !== member) return true;
    const { parent } = use;
    if (ts.isPropertyAccessExpression(parent) && parent.expression === use) return !takesOut.test(parent.name.text);
    if (ts.isElementAccessExpression(parent) && parent.expression === use) return !ts.isDeleteExpression(parent.parent);
    // `for (const x of this.items)` and `[...this.items]` only look.
    return ts.isForOfStatement(parent) || ts.isSpreadElement(parent);
  });
}
