import { ts } from 'ts-morph';

const mostReads = 4;

/**
 * The members that are read of a value, and nothing else done with it; empty otherwise.
 *
 *     const { total, tax } = sum(cart);               total, tax
 *     const found = search(text); return found.rows;  rows
 */
export function readsOf(value: ts.Node): readonly string[] {
  const { parent } = value;
  const direct = memberRead(value);
  if (direct !== undefined) return [direct];
  if (!ts.isVariableDeclaration(parent) || parent.initializer !== value) return [];
  if (ts.isObjectBindingPattern(parent.name)) {
    const names = parent.name.elements.map(({ dotDotDotToken, name, propertyName }) =>
      dotDotDotToken ? undefined : (propertyName ?? name).getText(),
    );
    return names.includes(undefined) ? [] : listed(names);
  }
  if (!ts.isIdentifier(parent.name)) return [];
  const uses = laterUsesOf(parent.name.text, parent);
  const reads = uses.map((use) => (isTest(use) ? '' : memberRead(use)));
  return reads.includes(undefined) ? [] : listed(reads.filter((read) => read !== ''));
}

/** `value.name`, read; of a method it is the call. */
function memberRead(value: ts.Node): string | undefined {
  const access = value.parent;
  if (!ts.isPropertyAccessExpression(access) || access.expression !== value) return undefined;
  const { parent } = access;
  const isWritten = ts.isBinaryExpression(parent) && parent.left === access && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken;
  return isWritten ? undefined : access.name.text;
}

/** `if (found)`, `!found`: asks whether there is one. */
function isTest(use: ts.Node): boolean {
  const { parent } = use;
  return (ts.isIfStatement(parent) && parent.expression === use) || ts.isPrefixUnaryExpression(parent);
}

function listed(names: readonly (string | undefined)[]): readonly string[] {
  const each = [...new Set(names.flatMap((name) => name ?? []))];
  return each.length > mostReads ? [] : each;
}

/** Every call in a function asks for the same; it goes with the tree. */
const namesOf = new WeakMap<ts.Node, ReadonlyMap<string, readonly ts.Identifier[]>>();

/** Where the name stands again after its declaration, in the function around it. */
export function laterUsesOf(name: string, declaration: ts.VariableDeclaration): readonly ts.Identifier[] {
  const scope = ts.findAncestor(declaration, (node) => ts.isFunctionLike(node) || ts.isSourceFile(node)) ?? declaration.getSourceFile();
  return (namesIn(scope).get(name) ?? []).filter((node) => node.pos > declaration.end && !isMemberName(node));
}

function isMemberName(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node;
  return ts.isPropertyAssignment(parent) && parent.name === node;
}

/** Identifiers under a node by their text, in source order. */
function namesIn(scope: ts.Node): ReadonlyMap<string, readonly ts.Identifier[]> {
  const known = namesOf.get(scope);
  if (known) return known;
  const found: ts.Identifier[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) found.push(node);
    else ts.forEachChild(node, visit);
  };
  ts.forEachChild(scope, visit);
  const names = Map.groupBy(found, ({ text }) => text);
  namesOf.set(scope, names);
  return names;
}
