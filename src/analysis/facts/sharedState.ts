import { ts } from 'ts-morph';
import type { Fact } from '../../terms/fact.ts';
import type { FactDetector } from '../factDetector.ts';
import { scopesAround, type Scopes } from '../localScopes.ts';
import { bodyOf } from '../ownCode.ts';
import { stateFact } from '../stateFact.ts';
import { declaredName } from '../unitNames.ts';
import { isCollection, ownWrites, writeOf, type Write } from '../writes.ts';

const kind = 'shared-state';

interface Reader {
  readonly name: string;
  readonly node: ts.Node;
}

interface Changed {
  readonly path: string;
  readonly write: Write;
  readonly readers: readonly Reader[];
}

const mostNamed = 3;

/**
 * What a unit changes that its neighbours read: fields of its object, variables of the function around it.
 *
 *     class Queue { jobs = []; add(job) { this.jobs.push(job); } next() { return this.jobs[0]; } }
 *     → Changes `this.jobs`, which `next` reads.
 */
export const sharedState: FactDetector = {
  id: kind,
  detect({ node }) {
    const body = bodyOf(node);
    if (!body || ts.isConstructorDeclaration(node)) return [];
    const found = new Map<string, Changed>();
    const scopes = scopesAround(node);
    for (const write of ownWrites(body)) {
      const owner = ts.isIdentifier(write.root) ? scopes.declaring(write.root) : node.parent;
      const [member] = write.members;
      const path = ts.isIdentifier(write.root) ? write.root.text : `this.${member ?? ''}`;
      if (!owner || found.has(path) || owner === node || isWithin(owner, node)) continue;
      if (!ts.isIdentifier(write.root) && (!ts.isClassLike(owner) || member === undefined || member === '[]' || write.members.length > 1))
        continue;
      if (ts.isIdentifier(write.root) && !ts.isBlock(owner)) continue;
      if (write.how === 'called' && !holdsCollection(write, owner)) continue;
      // That a setter sets what its getter gives is what the two are for.
      const readers = readersOf(path, owner, node, scopes).filter(
        ({ name, node: read }) => name !== declaredName(node)?.text && !(write.members.length > 0 && isCallee(read)),
      );
      found.set(path, { path, write, readers });
    }
    const alike = Map.groupBy(found.values(), ({ readers }) => readers.map(({ name }) => name).join());
    return [...alike.values()].flatMap((changed) => changedFor(changed.slice(0, mostNamed)));
  },
};

/** In one sentence what the same neighbours read. */
function changedFor(changed: readonly Changed[]): readonly Fact[] {
  const readers = changed[0]?.readers ?? [];
  const [first, second, ...more] = readers;
  if (!first) return [];
  const rest = more.length > 0 ? ` and ${more.length} more` : '';
  const who = second ? `\`${first.name}\`${more.length > 0 ? ',' : ' and'} \`${second.name}\`${rest} read` : `\`${first.name}\` reads`;
  const names = changed.map(({ path }) => `\`${path}\``);
  const listed = names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
  const text = `Changes ${listed}, which ${who}.`;
  const on = [...changed.map(({ write }) => write.node), first.node, ...(second ? [second.node] : [])];
  return stateFact({ kind, about: changed.map(({ path }) => path).join(), text, on, surprise: 0.3 });
}

/** Named neighbours that read the path, in source order; writing it or making it is not reading. */
function readersOf(path: string, owner: ts.Node, unit: ts.Node, scopes: Scopes): readonly Reader[] {
  const readers = new Map<string, Reader>();
  for (const reader of readsIn(owner).get(path) ?? []) {
    const { name, node } = reader;
    if (readers.has(name) || isWithin(node, unit) || isTarget(node)) continue;
    if (!ts.isIdentifier(node) || scopes.declaring(node) === owner) readers.set(name, reader);
  }
  return [...readers.values()];
}

/** All units of an owner ask for the same; it goes with the tree. */
const readsOf = new WeakMap<ts.Node, ReadonlyMap<string, readonly Reader[]>>();

/** By path, every mention of a name or of a member of the owner's `this` in a named function inside. */
function readsIn(owner: ts.Node): ReadonlyMap<string, readonly Reader[]> {
  const known = readsOf.get(owner);
  if (known) return known;
  const reads = new Map<string, Reader[]>();
  const visit = (node: ts.Node, holder: string | undefined, isOwnThis: boolean): void => {
    const name = ts.isFunctionLike(node) ? declaredName(node)?.text : undefined;
    const inside = holder ?? (name === 'constructor' ? undefined : name);
    const keeps = isOwnThis && !hasOwnThis(node, owner);
    const path = inside === undefined ? undefined : pathOf(node, keeps);
    if (path !== undefined && inside !== undefined) reads.set(path, [...(reads.get(path) ?? []), { name: inside, node }]);
    ts.forEachChild(node, (child) => visit(child, inside, keeps));
  };
  ts.forEachChild(owner, (child) => visit(child, undefined, true));
  readsOf.set(owner, reads);
  return reads;
}

function pathOf(node: ts.Node, isOwnThis: boolean): string | undefined {
  if (ts.isIdentifier(node)) return ts.isPropertyAccessExpression(node.parent) ? undefined : node.text;
  const isMember = isOwnThis && ts.isPropertyAccessExpression(node) && node.expression.kind === ts.SyntaxKind.ThisKeyword;
  return isMember ? `this.${node.name.text}` : undefined;
}

/** Inside another class or function of its own, `this` is somebody else. */
function hasOwnThis(node: ts.Node, owner: ts.Node): boolean {
  return node.parent !== owner && (ts.isClassLike(node) || (ts.isFunctionLike(node) && !ts.isArrowFunction(node)));
}

/** The path is declared as an array, a Map or a Set, so that `push` or `delete` certainly changes it. */
function holdsCollection(write: Write, owner: ts.Node): boolean {
  if (ts.isClassLike(owner)) {
    const field = owner.members.find((member) => ts.isPropertyDeclaration(member) && member.name.getText() === write.members[0]);
    return field !== undefined && ts.isPropertyDeclaration(field) && isCollection(field);
  }
  if (!ts.isBlock(owner) || !ts.isIdentifier(write.root) || write.members.length > 0) return false;
  const name = write.root.text;
  return owner.statements.some(
    (statement) =>
      ts.isVariableStatement(statement) &&
      statement.declarationList.declarations.some((candidate) => candidate.name.getText() === name && isCollection(candidate)),
  );
}

/** `warn.shown = true` is no news to who only calls `warn`. */
function isCallee(node: ts.Node): boolean {
  return ts.isIdentifier(node) && ts.isCallExpression(node.parent) && node.parent.expression === node;
}

function isTarget(node: ts.Node): boolean {
  const { parent } = node;
  // `delete lazy[key]`, `lazy[key] = loader`: what is in there is not looked at.
  if (ts.isElementAccessExpression(parent) && parent.expression === node) {
    const { parent: use } = parent;
    const isAssigned = ts.isBinaryExpression(use) && use.left === parent && use.operatorToken.kind === ts.SyntaxKind.EqualsToken;
    if (ts.isDeleteExpression(use) || isAssigned) return true;
  }
  // `jobs.push(job);` fills the list and goes by nothing in it.
  if (ts.isPropertyAccessExpression(parent) && ts.isCallExpression(parent.parent) && ts.isExpressionStatement(parent.parent.parent)) {
    return writeOf(parent.parent)?.target === node;
  }
  if (ts.isBinaryExpression(parent)) return parent.left === node && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken;
  // What something is called, be it a method or a member, is no look at the variable of that name.
  if (ts.isBindingElement(parent) && parent.propertyName === node) return true;
  if ('name' in parent && parent.name === node && !ts.isShorthandPropertyAssignment(parent)) return true;
  return ts.isTypeNode(parent);
}

function isWithin(node: ts.Node, outer: ts.Node): boolean {
  return node.pos >= outer.pos && node.end <= outer.end;
}
