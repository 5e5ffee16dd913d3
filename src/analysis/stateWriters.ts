import { ts } from 'ts-morph';
import { scopesAround, type Scopes } from './localScopes.ts';
import { declaredName } from './unitNames.ts';
import { writeOf } from './writes.ts';

/** All units of a class ask for the same; it goes with the tree. */
const writersOf = new WeakMap<ts.Node, ReadonlyMap<string, readonly Writer[]>>();

/** A named function that assigns a path, and where. */
export interface Writer {
  readonly name: string;
  readonly at: ts.Node;
}

/**
 * The functions that assign a variable or a field of `this` that outlives the unit, the unit itself among them.
 *
 * @param found where the path stands in the unit
 * @returns `undefined` for what the unit declares itself, and for members of other objects
 */
export function writersOfPath(found: ts.Node, unit: ts.Node, sourceFile: ts.SourceFile): readonly Writer[] | undefined {
  const isField = ts.isPropertyAccessExpression(found) && found.expression.kind === ts.SyntaxKind.ThisKeyword;
  if (!isField && !ts.isIdentifier(found)) return undefined;
  const path = found.getText();
  const scopes = scopesAround(unit);
  const owner = ownerOf(found, path, unit, sourceFile, scopes);
  if (!owner) return undefined;
  const all = writersOf.get(owner) ?? writersIn(owner, scopes);
  writersOf.set(owner, all);
  return all.get(path) ?? [];
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
