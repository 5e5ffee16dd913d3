import { ts } from 'ts-morph';
import type { Fact } from '../../terms/fact.ts';
import type { FactDetector } from '../factDetector.ts';
import { ownNodes } from '../ownCode.ts';
import { lineOf, stateFact } from '../stateFact.ts';
import { writeOf } from '../writes.ts';

const kind = 'late-fields';

/**
 * A field that is not there until one method has run, and who reads it.
 *
 *     class View { private dom!: Node; mount(at) { this.dom = at; } size() { return this.dom.offsetWidth; } }
 *     → `dom` is `undefined` until `mount` has run (line 1); `size` reads it without asking.
 */
export const lateFields: FactDetector = {
  id: kind,
  detect({ node }) {
    if (!ts.isClassLike(node)) return [];
    return node.members.flatMap((member) => (ts.isPropertyDeclaration(member) ? lateField(member, node) : [])).slice(0, 2);
  },
};

function lateField(field: ts.PropertyDeclaration, owner: ts.ClassLikeDeclaration): readonly Fact[] {
  const modifiers = ts.getModifiers(field) ?? [];
  const isElsewhere = modifiers.some(({ kind: word }) =>
    [ts.SyntaxKind.StaticKeyword, ts.SyntaxKind.DeclareKeyword, ts.SyntaxKind.AbstractKeyword, ts.SyntaxKind.AccessorKeyword].includes(
      word,
    ),
  );
  // Outside TypeScript's private and `#`, others may set it first.
  const isOwn = ts.isPrivateIdentifier(field.name) || modifiers.some(({ kind: word }) => word === ts.SyntaxKind.PrivateKeyword);
  if (field.initializer || isElsewhere || !isOwn || ts.getDecorators(field)?.length) return [];
  const name = field.name.getText();
  const path = `this.${name}`;
  const uses = owner.members.flatMap((member) => usesIn(member, path));
  const writes = uses.filter(({ isWrite }) => isWrite);
  const [first] = writes;
  const setters = new Set(writes.map(({ member }) => member));
  const setter = first && nameOf(first.member);
  if (!first || setter === undefined || setters.size !== 1 || ts.isConstructorDeclaration(first.member)) return [];
  if (isCalledWhenMade(setter, owner)) return [];
  const readers = new Map(
    uses.flatMap(({ member, node, isWrite }) => {
      const reader = nameOf(member);
      return !isWrite && member !== first.member && reader !== undefined && isTrusting(node) ? [[reader, node] as const] : [];
    }),
  );
  const [one, two, ...more] = [...readers.keys()];
  const asked = uses.some(({ node, isWrite }) => !isWrite && isAsking(node));
  if (one === undefined || asked) return [];
  const who =
    two === undefined
      ? `\`${one}\` reads`
      : `\`${one}\`${more.length > 0 ? ',' : ' and'} \`${two}\`${more.length > 0 ? ` and ${more.length} more` : ''} read`;
  const text = `\`${name}\` is \`undefined\` until \`${setter}\` has set it (line ${lineOf(first.node)}); ${who} it without asking.`;
  return stateFact({ kind, about: name, text, on: [field, first.node, ...[...readers.values()].slice(0, 2)], surprise: 0.6 });
}

/** The constructor runs the setter, itself or through other methods: then nobody finds the field unset. */
function isCalledWhenMade(setter: string, owner: ts.ClassLikeDeclaration): boolean {
  const reached = new Set<string>();
  const visit = (node: ts.Node): void => {
    const called = ts.isPropertyAccessExpression(node) && node.expression.kind === ts.SyntaxKind.ThisKeyword ? node.name.text : undefined;
    if (called !== undefined && !reached.has(called)) {
      reached.add(called);
      for (const member of owner.members) if (nameOf(member) === called) ts.forEachChild(member, visit);
    }
    ts.forEachChild(node, visit);
  };
  for (const member of owner.members) if (ts.isConstructorDeclaration(member)) visit(member);
  return reached.has(setter);
}

interface FieldUse {
  readonly member: ts.ClassElement;
  readonly node: ts.Node;
  readonly isWrite: boolean;
}

function usesIn(member: ts.ClassElement, path: string): readonly FieldUse[] {
  const found: FieldUse[] = [];
  const visit = (node: ts.Node): void => {
    const write = writeOf(node);
    if (write?.how === 'assigned' && write.target.getText() === path) {
      found.push({ member, node, isWrite: true });
      if (ts.isBinaryExpression(node)) visit(node.right);
      return;
    }
    if (ts.isPropertyAccessExpression(node) && node.getText() === path) found.push({ member, node, isWrite: false });
    else ts.forEachChild(node, visit);
  };
  if (ts.isPropertyDeclaration(member) && member.initializer) visit(member.initializer);
  else if (ownNodes(member).length > 0) ts.forEachChild(member, visit);
  return found;
}

/** Methods and accessors: what else stands in a class runs when it is made. */
function nameOf(member: ts.ClassElement): string | undefined {
  return ts.isMethodDeclaration(member) || ts.isAccessor(member) ? member.name.getText() : undefined;
}

/** `this.dom.x`, `this.dom!`, `this.dom(…)`: throws where there is nothing. */
function isTrusting(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isNonNullExpression(parent)) return true;
  return (
    (ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent) || ts.isCallExpression(parent)) &&
    parent.expression === node &&
    !parent.questionDotToken
  );
}

/** Any test of it: then the case is thought of. */
function isAsking(node: ts.Node): boolean {
  const { parent } = node;
  const isOptional = (ts.isPropertyAccessExpression(parent) || ts.isCallExpression(parent)) && parent.questionDotToken !== undefined;
  return (
    isOptional ||
    ts.isIfStatement(parent) ||
    ts.isConditionalExpression(parent) ||
    ts.isPrefixUnaryExpression(parent) ||
    (ts.isBinaryExpression(parent) && parent.operatorToken.kind !== ts.SyntaxKind.EqualsToken)
  );
}
