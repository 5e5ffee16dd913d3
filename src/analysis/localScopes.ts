import { ts } from 'ts-morph';

/** Numbers of the names declared in one scope, and the scope around it. */
export interface LocalScope {
  readonly names: Map<string, number>;
  readonly outer: LocalScope | undefined;
}

/** The number of a local name, or `undefined` when the name is free. */
export function localNumber(scope: LocalScope | undefined, name: string): number | undefined {
  for (let current = scope; current; current = current.outer) {
    const found = current.names.get(name);
    if (found !== undefined) return found;
  }
  return undefined;
}

const openers: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.MethodSignature,
  ts.SyntaxKind.CallSignature,
  ts.SyntaxKind.ConstructSignature,
  ts.SyntaxKind.IndexSignature,
  ts.SyntaxKind.FunctionType,
  ts.SyntaxKind.ConstructorType,
  ts.SyntaxKind.FunctionDeclaration,
  ts.SyntaxKind.FunctionExpression,
  ts.SyntaxKind.ArrowFunction,
  ts.SyntaxKind.MethodDeclaration,
  ts.SyntaxKind.Constructor,
  ts.SyntaxKind.GetAccessor,
  ts.SyntaxKind.SetAccessor,
  ts.SyntaxKind.ClassDeclaration,
  ts.SyntaxKind.ClassExpression,
  ts.SyntaxKind.Block,
  ts.SyntaxKind.CaseBlock,
  ts.SyntaxKind.ForStatement,
  ts.SyntaxKind.ForOfStatement,
  ts.SyntaxKind.ForInStatement,
  ts.SyntaxKind.CatchClause,
  ts.SyntaxKind.MappedType,
  ts.SyntaxKind.ConditionalType,
]);

/** Collects the names a node itself brings into scope for its children, in source order; `undefined` when it opens no scope. */
export function namesDeclaredBy(node: ts.Node): readonly string[] | undefined {
  if (!openers.has(node.kind)) return undefined;
  const known = declaredBy.get(node);
  if (known) return known;
  const names = declaredNames(node);
  if (names) declaredBy.set(node, names);
  return names;
}

/** Asked for by keys and by detectors alike; it goes with the tree. */
const declaredBy = new WeakMap<ts.Node, readonly string[]>();

function declaredNames(node: ts.Node): readonly string[] | undefined {
  const names: string[] = [];
  if (ts.isFunctionLike(node)) {
    for (const parameter of node.typeParameters ?? []) if (ts.isTypeParameterDeclaration(parameter)) names.push(parameter.name.text);
    for (const parameter of node.parameters) addBinding(parameter.name, names);
    if (ts.isFunctionExpression(node) && node.name) names.push(node.name.text);
    const body = 'body' in node ? node.body : undefined;
    if (body) addHoistedVariables(body, names);
    return names;
  }
  if (ts.isClassLike(node)) {
    for (const parameter of node.typeParameters ?? []) names.push(parameter.name.text);
    if (ts.isClassExpression(node) && node.name) names.push(node.name.text);
    return names;
  }
  if (ts.isBlock(node) || ts.isCaseBlock(node)) {
    const statements = ts.isBlock(node) ? node.statements : node.clauses.flatMap((clause) => [...clause.statements]);
    for (const statement of statements) addBlockScoped(statement, names);
    return names;
  }
  if (ts.isForStatement(node) || ts.isForOfStatement(node) || ts.isForInStatement(node)) {
    if (node.initializer && ts.isVariableDeclarationList(node.initializer)) addList(node.initializer, names);
    return names;
  }
  if (ts.isCatchClause(node)) {
    if (node.variableDeclaration) addBinding(node.variableDeclaration.name, names);
    return names;
  }
  if (ts.isMappedTypeNode(node)) return [node.typeParameter.name.text];
  if (ts.isConditionalTypeNode(node)) {
    addInferred(node.extendsType, names);
    return names;
  }
  return undefined;
}

/** Where names are declared in one file; remembers what each scope declares. */
export interface Scopes {
  /** The innermost node inside the file that declares the name; `undefined` when only the file itself can. */
  declaring(identifier: ts.Identifier): ts.Node | undefined;
  isTopLevel(identifier: ts.Identifier): boolean;
}

const scopesByFile = new WeakMap<ts.SourceFile, Scopes>();

/** The scopes of the file that a node stands in; asked again, what is known already. */
export function scopesAround(node: ts.Node): Scopes {
  const file = node.getSourceFile();
  const known = scopesByFile.get(file) ?? openScopes();
  scopesByFile.set(file, known);
  return known;
}

export function openScopes(): Scopes {
  const known = new Map<ts.Node, ReadonlySet<string>>();
  const declares = (node: ts.Node, name: string): boolean => {
    if (!openers.has(node.kind)) return false;
    let names = known.get(node);
    if (!names) {
      names = new Set(namesDeclaredBy(node));
      known.set(node, names);
    }
    return names.has(name);
  };
  const declaring = (identifier: ts.Identifier): ts.Node | undefined =>
    ts.findAncestor(identifier.parent, (node) => declares(node, identifier.text));
  return { declaring, isTopLevel: (identifier) => declaring(identifier) === undefined };
}

function addBinding(name: ts.BindingName, names: string[]): void {
  if (ts.isIdentifier(name)) {
    names.push(name.text);
    return;
  }
  for (const element of name.elements) if (ts.isBindingElement(element)) addBinding(element.name, names);
}

function addList(list: ts.VariableDeclarationList, names: string[]): void {
  for (const declaration of list.declarations) addBinding(declaration.name, names);
}

function addBlockScoped(statement: ts.Statement, names: string[]): void {
  if (ts.isVariableStatement(statement)) addList(statement.declarationList, names);
  else if ((ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement) || ts.isEnumDeclaration(statement)) && statement.name) {
    names.push(statement.name.text);
  } else if (ts.isTypeAliasDeclaration(statement) || ts.isInterfaceDeclaration(statement)) names.push(statement.name.text);
}

/** `var` anywhere in the body belongs to the function, not to its block. It stands among statements only, so expressions are passed by. */
function addHoistedVariables(node: ts.Node, names: string[]): void {
  if (!ts.isBlock(node)) return;
  ts.forEachChild(node, function visit(child) {
    if (ts.isVariableStatement(child)) {
      if (!(child.declarationList.flags & ts.NodeFlags.BlockScoped)) addList(child.declarationList, names);
    } else if (ts.isVariableDeclarationList(child)) {
      if (!(child.flags & ts.NodeFlags.BlockScoped)) addList(child, names);
    } else if (holders.has(child.kind)) ts.forEachChild(child, visit);
  });
}

/** What can hold statements without being a function or class. */
const holders: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.Block,
  ts.SyntaxKind.IfStatement,
  ts.SyntaxKind.DoStatement,
  ts.SyntaxKind.WhileStatement,
  ts.SyntaxKind.ForStatement,
  ts.SyntaxKind.ForInStatement,
  ts.SyntaxKind.ForOfStatement,
  ts.SyntaxKind.WithStatement,
  ts.SyntaxKind.SwitchStatement,
  ts.SyntaxKind.CaseBlock,
  ts.SyntaxKind.CaseClause,
  ts.SyntaxKind.DefaultClause,
  ts.SyntaxKind.LabeledStatement,
  ts.SyntaxKind.TryStatement,
  ts.SyntaxKind.CatchClause,
]);

function addInferred(node: ts.Node, names: string[]): void {
  if (ts.isInferTypeNode(node)) names.push(node.typeParameter.name.text);
  ts.forEachChild(node, (child) => addInferred(child, names));
}
