import { ts } from 'ts-morph';

/** The modules a file names, each once, in source order. */
export interface ModuleMentions {
  /** Loaded together with the file: values imported or passed on, imports for their effect, plain `require`. */
  readonly loaded: readonly string[];
  /** All others: types only, `import(…)`, and what stands in a function. */
  readonly others: readonly string[];
}

export function moduleMentions(sourceFile: ts.SourceFile): ModuleMentions {
  const loaded = new Set<string>();
  const others = new Set<string>();
  const visit = (node: ts.Node, atLoad: boolean): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) {
      if (node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier))
        (isForTypes(node) ? others : loaded).add(node.moduleSpecifier.text);
      return;
    }
    if (ts.isImportEqualsDeclaration(node)) {
      const from = ts.isExternalModuleReference(node.moduleReference) ? node.moduleReference.expression : undefined;
      if (from && ts.isStringLiteral(from)) (node.isTypeOnly ? others : loaded).add(from.text);
      return;
    }
    if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument) && ts.isStringLiteral(node.argument.literal))
      others.add(node.argument.literal.text);
    const [first] = ts.isCallExpression(node) ? node.arguments : [];
    if (ts.isCallExpression(node) && first && ts.isStringLiteralLike(first)) {
      const isRequire = ts.isIdentifier(node.expression) && node.expression.text === 'require';
      if (isRequire) (atLoad ? loaded : others).add(first.text);
      // `import('x')`, `require.resolve('x')`, `jest.mock('x')`: whatever else may lead there.
      else if (node.expression.kind === ts.SyntaxKind.ImportKeyword || /(resolve|mock|unmock|import\w*)$/i.test(node.expression.getText()))
        others.add(first.text);
    }
    const inside = atLoad && !ts.isFunctionLike(node);
    ts.forEachChild(node, (child) => visit(child, inside));
  };
  ts.forEachChild(sourceFile, (child) => visit(child, true));
  return { loaded: [...loaded], others: [...others].filter((module) => !loaded.has(module)) };
}

function isForTypes(node: ts.ImportDeclaration | ts.ExportDeclaration): boolean {
  if (ts.isExportDeclaration(node)) return node.isTypeOnly;
  const clause = node.importClause;
  if (!clause) return false;
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const named = clause.namedBindings && ts.isNamedImports(clause.namedBindings) ? clause.namedBindings.elements : undefined;
  return clause.name === undefined && named !== undefined && named.length > 0 && named.every(({ isTypeOnly }) => isTypeOnly);
}

/** `@scope/name` of `@scope/name/part`, `name` of `name/part`; `undefined` for a path, an alias such as `#x`, and what Node brings. */
export function packageOf(module: string): string | undefined {
  if (/^[./#~]|^node:|^@\/|:/.test(module)) return undefined;
  return /^(@[^/]+\/)?[^/]+/.exec(module)?.[0];
}
