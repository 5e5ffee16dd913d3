import { ts } from 'ts-morph';
import type { FactDetector } from '../factDetector.ts';
import { scopesAround, type Scopes } from '../localScopes.ts';
import { bodyOf, isPlainPath, ownNodes } from '../ownCode.ts';
import { stateFact } from '../stateFact.ts';
import { declaredName } from '../unitNames.ts';
import { writeOf } from '../writes.ts';

const kind = 'state-read-here';

/** All units of a class ask for the same; it goes with the tree. */
const writersOf = new WeakMap<ts.Node, ReadonlyMap<string, readonly Writer[]>>();

/**
 * What a unit's answer depends on besides its arguments, and who changes that.
 *
 *     class Session { isOpen() { return !this.closed; } close() { this.closed = true; } }
 *     → Depends on `this.closed`, which `close` assigns.
 */
export const stateReadHere: FactDetector = {
  id: kind,
  detect({ node, sourceFile }) {
    const body = bodyOf(node);
    if (!body || ts.isConstructorDeclaration(node) || isPlainGetter(body)) return [];
    const scopes = scopesAround(node);
    const tried = new Set<string>();
    const candidates = ownNodes(body).flatMap((found) => {
      const path = readPath(found);
      if (path === undefined || tried.has(path)) return [];
      tried.add(path);
      const owner = ownerOf(found, path, node, sourceFile, scopes);
      if (!owner) return [];
      const all = writersOf.get(owner) ?? writersIn(owner, scopes);
      writersOf.set(owner, all);
      const writers = all.get(path) ?? [];
      const isOwn = writers.some((writer) => writer.at.pos >= node.pos && writer.at.end <= node.end);
      return writers.length > 0 && !isOwn ? [{ path, found, writers: [...new Set(writers.map(({ name }) => name))] }] : [];
    });
    // What one place changes says more than what many do.
    const [best] = candidates.toSorted((left, right) => left.writers.length - right.writers.length);
    const [first, second, ...more] = best?.writers ?? [];
    if (!best || first === undefined || more.length > 2) return [];
    const rest = more.length > 0 ? ` and ${more.length} more` : '';
    const who = second === undefined ? `\`${first}\` assigns` : `\`${first}\`${rest === '' ? ' and' : ','} \`${second}\`${rest} assign`;
    const text = `Depends on \`${best.path}\`, which ${who}.`;
    return stateFact({ kind, about: best.path, text, on: [best.found], surprise: 0.4 });
  },
};

/** `return this.name;`: that says it all. */
function isPlainGetter(body: ts.Block): boolean {
  const [only, ...others] = body.statements;
  return (
    others.length === 0 && only !== undefined && ts.isReturnStatement(only) && only.expression !== undefined && isPlainPath(only.expression)
  );
}

/** `this.name` or a plain name, where it is read. */
function readPath(node: ts.Node): string | undefined {
  const isAssigned =
    ts.isBinaryExpression(node.parent) && node.parent.left === node && node.parent.operatorToken.kind === ts.SyntaxKind.EqualsToken;
  if (isAssigned) return undefined;
  if (ts.isPropertyAccessExpression(node) && node.expression.kind === ts.SyntaxKind.ThisKeyword) return node.getText();
  if (!ts.isIdentifier(node) || !isPlainPath(node)) return undefined;
  const { parent } = node;
  const isName = 'name' in parent && parent.name === node;
  return isName || ts.isTypeNode(parent) || ts.isPropertyAssignment(parent) || ts.isCallExpression(parent) ? undefined : node.text;
}

interface Writer {
  readonly name: string;
  readonly at: ts.Node;
}

/** The class, block or file that declares the path outside the unit. Of a file only `let` and `var` count: nothing else is assigned. */
function ownerOf(found: ts.Node, path: string, unit: ts.Node, sourceFile: ts.SourceFile, scopes: Scopes): ts.Node | undefined {
  if (!ts.isIdentifier(found)) return ts.isClassLike(unit.parent) ? unit.parent : undefined;
  const declaring = scopes.declaring(found);
  if (declaring) return declaring !== unit && declaring.pos <= unit.pos && declaring.end >= unit.end ? declaring : undefined;
  return assignableIn(sourceFile).has(path) ? sourceFile : undefined;
}

const assignableOf = new WeakMap<ts.SourceFile, ReadonlySet<string>>();

/** Names that the file's top level declares with `let` or `var`. */
function assignableIn(sourceFile: ts.SourceFile): ReadonlySet<string> {
  const known = assignableOf.get(sourceFile);
  if (known) return known;
  const names = sourceFile.statements.flatMap((statement) =>
    ts.isVariableStatement(statement) && !(statement.declarationList.flags & ts.NodeFlags.Const)
      ? statement.declarationList.declarations.flatMap(({ name }) => (ts.isIdentifier(name) ? [name.text] : []))
      : [],
  );
  const found = new Set(names);
  assignableOf.set(sourceFile, found);
  return found;
}

/** The named functions that assign each field or variable of an owner, in source order; making it is not assigning. */
function writersIn(owner: ts.Node, scopes: Scopes): ReadonlyMap<string, readonly Writer[]> {
  const writers = new Map<string, Writer[]>();
  const visit = (node: ts.Node, holder: string | undefined, sameThis: boolean): void => {
    const own = ts.isFunctionLike(node) ? declaredName(node)?.text : undefined;
    const isMaking = own === 'constructor' && node.parent === owner;
    const name = isMaking ? undefined : (own ?? holder);
    const inThis = sameThis && (node.parent === owner || !hasOwnThis(node));
    const write = name === undefined ? undefined : writeOf(node);
    if (name !== undefined && write?.how === 'assigned') {
      const isSame = ts.isIdentifier(write.root)
        ? (scopes.declaring(write.root) ?? write.root.getSourceFile()) === owner
        : inThis && ts.isClassLike(owner);
      const path = write.target.getText();
      if (isSame) writers.set(path, [...(writers.get(path) ?? []), { name, at: node }]);
    }
    if (!isMaking) ts.forEachChild(node, (child) => visit(child, name, inThis));
  };
  ts.forEachChild(owner, (child) => visit(child, undefined, true));
  return writers;
}

function hasOwnThis(node: ts.Node): boolean {
  return ts.isClassLike(node) || (ts.isFunctionLike(node) && !ts.isArrowFunction(node));
}
