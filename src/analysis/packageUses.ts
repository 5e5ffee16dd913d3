import { ts } from 'ts-morph';
import { scopesAround } from './localScopes.ts';
import { packageOf } from './moduleMentions.ts';

/** One name of a package, and where code uses it as a value. */
export interface PackageUse {
  /** As imported: `@scope/name/part`. */
  readonly module: string;
  readonly packageName: string;
  /** `debounce`; of a whole module the member, `object` of `z.object` with `import * as z`; `default` where only the module itself is used. */
  readonly name: string;
  /** Where the name stands; a symbol of the package for whoever has types. */
  readonly at: ts.Identifier;
  /** All the places, in source order; `at` is the first. */
  readonly all: readonly ts.Identifier[];
  /** Imported by this very name, not read off a whole module. */
  readonly isNamed: boolean;
}

interface Binding {
  readonly module: string;
  readonly packageName: string;
  /** `undefined`: the whole module. */
  readonly name: string | undefined;
}

/** The uses of packages as values inside `node`, each name once, in source order. */
export function packageUsesIn(node: ts.Node, sourceFile: ts.SourceFile): readonly PackageUse[] {
  const bindings = bindingsOf(sourceFile);
  if (bindings.size === 0) return [];
  const scopes = scopesAround(node);
  const found = new Map<string, PackageUse & { readonly all: ts.Identifier[] }>();
  const visit = (child: ts.Node): void => {
    if (ts.isImportDeclaration(child) || ts.isTypeNode(child)) return;
    const binding = ts.isIdentifier(child) && isReference(child) ? bindings.get(child.text) : undefined;
    if (binding && ts.isIdentifier(child) && scopes.isTopLevel(child)) {
      const { parent } = child;
      const member = ts.isPropertyAccessExpression(parent) && parent.expression === child ? parent.name : undefined;
      const at = binding.name === undefined && member && ts.isIdentifier(member) ? member : child;
      const { module, packageName } = binding;
      const name = binding.name ?? (at === child ? 'default' : at.text);
      const key = useKey(module, name);
      const known = found.get(key);
      if (known) known.all.push(at);
      else found.set(key, { module, packageName, name, at, all: [at], isNamed: binding.name !== undefined });
    }
    ts.forEachChild(child, visit);
  };
  visit(node);
  return [...found.values()];
}

/** What two uses of one name have in common. */
export function useKey(module: string, name: string): string {
  return `${module}#${name}`;
}

/** Local names that the file's imports and plain `require` bind to packages, types left out. */
function bindingsOf(sourceFile: ts.SourceFile): ReadonlyMap<string, Binding> {
  const bindings = new Map<string, Binding>();
  for (const statement of sourceFile.statements) {
    if (ts.isImportDeclaration(statement) && ts.isStringLiteral(statement.moduleSpecifier)) {
      const module = statement.moduleSpecifier.text;
      const packageName = packageOf(module);
      const clause = statement.importClause;
      if (packageName === undefined || !clause || clause.phaseModifier === ts.SyntaxKind.TypeKeyword) continue;
      if (clause.name) bindings.set(clause.name.text, { module, packageName, name: undefined });
      const named = clause.namedBindings;
      if (named && ts.isNamespaceImport(named)) bindings.set(named.name.text, { module, packageName, name: undefined });
      if (named && ts.isNamedImports(named))
        for (const { isTypeOnly, name, propertyName } of named.elements)
          if (!isTypeOnly) bindings.set(name.text, { module, packageName, name: (propertyName ?? name).text });
    }
    if (ts.isVariableStatement(statement))
      for (const declaration of statement.declarationList.declarations) required(declaration, bindings);
  }
  return bindings;
}

/** `const lodash = require('lodash')`, `const { debounce } = require('lodash')`. */
function required({ name, initializer }: ts.VariableDeclaration, bindings: Map<string, Binding>): void {
  const call = initializer && ts.isCallExpression(initializer) && initializer.expression.getText() === 'require' ? initializer : undefined;
  const [argument] = call?.arguments ?? [];
  const module = argument && ts.isStringLiteral(argument) ? argument.text : undefined;
  const packageName = module === undefined ? undefined : packageOf(module);
  if (module === undefined || packageName === undefined) return;
  if (ts.isIdentifier(name)) bindings.set(name.text, { module, packageName, name: undefined });
  if (ts.isObjectBindingPattern(name))
    for (const element of name.elements)
      if (ts.isIdentifier(element.name))
        bindings.set(element.name.text, { module, packageName, name: (element.propertyName ?? element.name).getText() });
}

/** Not the name of a member, a property, a label or a declaration. */
function isReference(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (ts.isPropertyAssignment(parent) || ts.isJsxAttribute(parent)) return parent.name !== node;
  return !('name' in parent && parent.name === node && !ts.isShorthandPropertyAssignment(parent));
}
