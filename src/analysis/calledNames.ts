import { ts } from 'ts-morph';
import type { Scopes } from './localScopes.ts';

/**
 * What a call names, from the top level of its file: `['save']`, `['Cart', 'total']`. `undefined` when the callee cannot be told from the
 * syntax: better no caller than a false one. A method counts on `this`, on a `const` made by `new` in sight, and on a top-level object.
 *
 * @param owners unit names by node
 */
export function calledNames(
  call: ts.CallExpression | ts.NewExpression,
  owners: ReadonlyMap<ts.Node, string>,
  scopes: Scopes,
): readonly string[] | undefined {
  const callee = call.expression;
  if (ts.isIdentifier(callee)) return scopes.isTopLevel(callee) ? [callee.text] : undefined;
  if (!ts.isPropertyAccessExpression(callee) || !ts.isIdentifier(callee.name)) return undefined;
  const member = callee.name.text;
  const receiver = callee.expression;
  if (receiver.kind === ts.SyntaxKind.ThisKeyword) {
    const owner = classOfThis(callee);
    const name = owner && owners.get(owner);
    return name === undefined || name.includes('.') ? undefined : [name, member];
  }
  if (!ts.isIdentifier(receiver)) return undefined;
  if (scopes.isTopLevel(receiver)) {
    const made = classMadeFor(receiver, receiver.getSourceFile(), scopes);
    return [made ?? receiver.text, member];
  }
  const scope = scopes.declaring(receiver);
  const made = scope && classMadeFor(receiver, scope, scopes);
  return made === undefined ? undefined : [made, member];
}

/** Every call in a scope asks for the same; it goes with the tree. */
const madeOf = new WeakMap<ts.Node, ReadonlyMap<string, ts.Identifier>>();

/** The class when `name` is a `const` of `scope` made by `new Class(…)`. */
function classMadeFor(name: ts.Identifier, scope: ts.Node, scopes: Scopes): string | undefined {
  if (!ts.isBlock(scope) && !ts.isSourceFile(scope)) return undefined;
  const made = (madeOf.get(scope) ?? constantsMadeIn(scope)).get(name.text);
  return made && scopes.isTopLevel(made) ? made.text : undefined;
}

/** `cart` → `Cart` of each `const cart = new Cart(…)` among the statements. */
function constantsMadeIn(scope: ts.Block | ts.SourceFile): ReadonlyMap<string, ts.Identifier> {
  const made = new Map<string, ts.Identifier>();
  for (const statement of scope.statements) {
    if (!ts.isVariableStatement(statement) || !(statement.declarationList.flags & ts.NodeFlags.Const)) continue;
    for (const { name, initializer } of statement.declarationList.declarations) {
      if (ts.isIdentifier(name) && initializer && ts.isNewExpression(initializer) && ts.isIdentifier(initializer.expression))
        made.set(name.text, initializer.expression);
    }
  }
  madeOf.set(scope, made);
  return made;
}

/** The class whose instance or constructor `this` is: arrows keep it, any other function in between has its own. */
function classOfThis(node: ts.Node): ts.ClassLikeDeclaration | undefined {
  const holder = ts.findAncestor(
    node,
    (above) => (ts.isFunctionLike(above) && !ts.isArrowFunction(above)) || ts.isPropertyDeclaration(above),
  );
  return holder && ts.isClassLike(holder.parent) ? holder.parent : undefined;
}
