import { ts } from 'ts-morph';

/** A name of this file that stands for a name of another module: `imported` is `default`, `*` for the module itself, or an export's name. */
export interface ImportedName {
  readonly local: string;
  readonly module: string;
  readonly imported: string;
}

/** A name other files can import. With `module` it is passed on from there; `name` `*` passes everything on. */
export interface ExportedName {
  readonly name: string;
  readonly local: string;
  readonly module?: string;
}

/** What a file takes from and gives to other modules: ES modules, and CommonJS in its plain forms. Type-only imports are left out. */
export function moduleNames(sourceFile: ts.SourceFile): {
  readonly imports: readonly ImportedName[];
  readonly exports: readonly ExportedName[];
} {
  const imports: ImportedName[] = [];
  const exports: ExportedName[] = [];
  for (const statement of sourceFile.statements) {
    if (ts.isImportDeclaration(statement)) imports.push(...importedNames(statement));
    else if (ts.isExportDeclaration(statement)) exports.push(...passedOn(statement));
    else if (ts.isExportAssignment(statement)) {
      const local = ts.isIdentifier(statement.expression) ? statement.expression.text : 'default';
      exports.push({ name: 'default', local });
    } else if (ts.isVariableStatement(statement)) {
      const names = statement.declarationList.declarations.flatMap((declaration) => boundNames(declaration.name));
      if (isExported(statement)) exports.push(...names.map((name) => ({ name, local: name })));
      imports.push(...statement.declarationList.declarations.flatMap(requiredNames));
    } else if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) {
      const local = statement.name?.text ?? 'default';
      if (isExported(statement)) exports.push({ name: isDefault(statement) ? 'default' : local, local });
    } else if (ts.isExpressionStatement(statement)) exports.push(...assignedExports(statement.expression));
  }
  return { imports, exports };
}

function importedNames(statement: ts.ImportDeclaration): readonly ImportedName[] {
  const clause = statement.importClause;
  if (!clause || clause.phaseModifier === ts.SyntaxKind.TypeKeyword || !ts.isStringLiteral(statement.moduleSpecifier)) return [];
  const module = statement.moduleSpecifier.text;
  const names: ImportedName[] = clause.name ? [{ local: clause.name.text, module, imported: 'default' }] : [];
  const bindings = clause.namedBindings;
  if (bindings && ts.isNamespaceImport(bindings)) names.push({ local: bindings.name.text, module, imported: '*' });
  if (bindings && ts.isNamedImports(bindings)) {
    for (const element of bindings.elements) {
      if (!element.isTypeOnly) names.push({ local: element.name.text, module, imported: (element.propertyName ?? element.name).text });
    }
  }
  return names;
}

function passedOn(statement: ts.ExportDeclaration): readonly ExportedName[] {
  const from = statement.moduleSpecifier;
  const module = from && ts.isStringLiteral(from) ? { module: from.text } : {};
  const clause = statement.exportClause;
  if (statement.isTypeOnly) return [];
  if (!clause) return [{ name: '*', local: '*', ...module }];
  if (ts.isNamespaceExport(clause)) return [{ name: clause.name.text, local: '*', ...module }];
  return clause.elements.map((element) => ({ name: element.name.text, local: (element.propertyName ?? element.name).text, ...module }));
}

/** `const { a, b: c } = require('./m')`, `const m = require('./m')`. */
function requiredNames(declaration: ts.VariableDeclaration): readonly ImportedName[] {
  const call = declaration.initializer;
  if (!call || !ts.isCallExpression(call) || !ts.isIdentifier(call.expression) || call.expression.text !== 'require') return [];
  const [from] = call.arguments;
  if (!from || !ts.isStringLiteral(from)) return [];
  if (ts.isIdentifier(declaration.name)) return [{ local: declaration.name.text, module: from.text, imported: '*' }];
  return declaration.name.elements.flatMap((element) => {
    if (!ts.isBindingElement(element) || !ts.isIdentifier(element.name)) return [];
    const property = element.propertyName ?? element.name;
    return ts.isIdentifier(property) ? [{ local: element.name.text, module: from.text, imported: property.text }] : [];
  });
}

/** `exports.a = …`, `module.exports.a = …`, `module.exports = { a, b }`, `module.exports = a`. */
function assignedExports(expression: ts.Expression): readonly ExportedName[] {
  if (!ts.isBinaryExpression(expression) || expression.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return [];
  const target = expression.left;
  if (!ts.isPropertyAccessExpression(target)) return [];
  const owner = target.expression;
  const ownerText = ts.isIdentifier(owner) ? owner.text : ts.isPropertyAccessExpression(owner) ? owner.getText() : '';
  if (ownerText === 'exports' || ownerText === 'module.exports') {
    return [{ name: target.name.text, local: ts.isIdentifier(expression.right) ? expression.right.text : target.name.text }];
  }
  if (ownerText !== 'module' || target.name.text !== 'exports') return [];
  if (ts.isIdentifier(expression.right)) return [{ name: 'default', local: expression.right.text }];
  if (!ts.isObjectLiteralExpression(expression.right)) return [];
  return expression.right.properties.flatMap((property) =>
    ts.isShorthandPropertyAssignment(property) ? [{ name: property.name.text, local: property.name.text }] : [],
  );
}

function boundNames(name: ts.BindingName): readonly string[] {
  if (ts.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((element) => (ts.isBindingElement(element) ? boundNames(element.name) : []));
}

function isExported(node: ts.HasModifiers): boolean {
  return node.modifiers?.some((modifier) => modifier.kind === ts.SyntaxKind.ExportKeyword) ?? false;
}

function isDefault(node: ts.HasModifiers): boolean {
  return node.modifiers?.some((modifier) => modifier.kind === ts.SyntaxKind.DefaultKeyword) ?? false;
}
