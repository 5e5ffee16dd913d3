import { ts } from 'ts-morph';
import type { Fact } from '../../terms/fact.ts';
import type { FactDetector } from '../factDetector.ts';
import { openScopes, type Scopes } from '../localScopes.ts';
import { bodyOf, ownNodes } from '../ownCode.ts';
import { stateFact } from '../stateFact.ts';
import { declaredName } from '../unitNames.ts';
import { isCollection, writeOf, type Write } from '../writes.ts';

const kind = 'shared-state';

interface Reader {
  readonly name: string;
  readonly node: ts.Node;
}

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
    const found = new Map<string, { readonly write: Write; readonly readers: readonly Reader[] }>();
    const scopes = openScopes();
    for (const write of ownNodes(body).flatMap((child) => writeOf(child) ?? [])) {
      const owner = ts.isIdentifier(write.root) ? scopes.declaring(write.root) : node.parent;
      const [member] = write.members;
      const path = ts.isIdentifier(write.root) ? write.root.text : `this.${member ?? ''}`;
      if (!owner || found.has(path) || owner === node || isWithin(owner, node)) continue;
      if (!ts.isIdentifier(write.root) && (!ts.isClassLike(owner) || member === undefined || member === '[]' || write.members.length > 1))
        continue;
      if (ts.isIdentifier(write.root) && !ts.isBlock(owner)) continue;
      if (write.how === 'called' && !holdsCollection(write, owner)) continue;
      found.set(path, { write, readers: readersOf(path, owner, node, scopes) });
    }
    return [...found].flatMap(([path, { write, readers }]) => changedFor(path, write, readers));
  },
};

function changedFor(path: string, write: Write, readers: readonly Reader[]): readonly Fact[] {
  const [first, second, ...more] = readers;
  if (!first) return [];
  const rest = more.length > 0 ? ` and ${more.length} more` : '';
  const who = second ? `\`${first.name}\`${more.length > 0 ? ',' : ' and'} \`${second.name}\`${rest} read` : `\`${first.name}\` reads`;
  const text = `Changes \`${path}\`, which ${who}.`;
  const on = [write.node, first.node, ...(second ? [second.node] : [])];
  return stateFact({ kind, about: path, text, on, surprise: 0.55 });
}

/** Named neighbours that read the path, in source order; writing it or making it is not reading. */
function readersOf(path: string, owner: ts.Node, unit: ts.Node, scopes: Scopes): readonly Reader[] {
  const readers = new Map<string, Reader>();
  const visit = (node: ts.Node, holder: string | undefined): void => {
    if (node === unit || (path.startsWith('this.') && hasOwnThis(node, owner))) return;
    const name = ts.isFunctionLike(node) ? declaredName(node)?.text : undefined;
    const inside = holder ?? (name === 'constructor' ? undefined : name);
    const isPath =
      (ts.isPropertyAccessExpression(node) || (ts.isIdentifier(node) && !ts.isPropertyAccessExpression(node.parent))) &&
      node.getText() === path;
    const isSame = isPath && (!ts.isIdentifier(node) || scopes.declaring(node) === owner);
    if (inside !== undefined && isSame && !isTarget(node) && !readers.has(inside)) readers.set(inside, { name: inside, node });
    ts.forEachChild(node, (child) => visit(child, inside));
  };
  ts.forEachChild(owner, (child) => visit(child, undefined));
  return [...readers.values()];
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

function isTarget(node: ts.Node): boolean {
  const { parent } = node;
  // `jobs.push(job);` fills the list and goes by nothing in it.
  if (ts.isPropertyAccessExpression(parent) && ts.isCallExpression(parent.parent) && ts.isExpressionStatement(parent.parent.parent)) {
    return writeOf(parent.parent)?.target === node;
  }
  if (ts.isBinaryExpression(parent)) return parent.left === node && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken;
  if (ts.isPropertyAssignment(parent) || ts.isParameter(parent) || ts.isVariableDeclaration(parent) || ts.isBindingElement(parent))
    return parent.name === node;
  return ts.isTypeNode(parent);
}

function isWithin(node: ts.Node, outer: ts.Node): boolean {
  return node.pos >= outer.pos && node.end <= outer.end;
}
