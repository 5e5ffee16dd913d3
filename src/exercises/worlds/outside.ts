import { ts } from 'ts-morph';
import { namesDeclaredBy } from '../../analysis/localScopes.ts';
import { addHelperLooks } from './helperLooks.ts';
import { refusalOf } from './refusal.ts';
import { eraseTypes } from './unitCode.ts';
import { collectUsage, type OutsideName, type UnitUsage } from './usage.ts';

/** A name the unit takes from outside and that the script stands in for. */
export interface ScriptedName extends OutsideName {
  readonly name: string;
}

export interface Outside {
  readonly scripted: readonly ScriptedName[];
  /** JavaScript of the file's own constants and small closed helpers, in their order, used as they are. */
  readonly bundled: readonly { readonly name: string; readonly code: string }[];
}

/** Standard builtins that behave alike in QuickJS and V8. */
const builtins: ReadonlySet<string> = new Set(
  (
    'Object Array String Number Boolean Symbol Math JSON Promise Map Set WeakMap WeakSet Proxy Reflect Error TypeError RangeError ' +
    'ReferenceError SyntaxError EvalError URIError AggregateError RegExp Date BigInt parseInt parseFloat isNaN isFinite ' +
    'encodeURIComponent decodeURIComponent encodeURI decodeURI Infinity NaN undefined ArrayBuffer DataView Uint8Array Int8Array ' +
    'Uint16Array Int16Array Uint32Array Int32Array Float32Array Float64Array BigInt64Array BigUint64Array Uint8ClampedArray ' +
    'Iterator queueMicrotask setTimeout clearTimeout arguments'
  ).split(' '),
);

const longestHelper = 30;

/**
 * Sorts what the unit takes from outside: builtins stay, the file's constants and small closed helpers come along, the rest is scripted.
 * What those helpers look at in what they are handed is added to `usage`.
 */
export function sortOutside(unit: ts.Node, sourceFile: ts.SourceFile, usage: UnitUsage, checker: ts.TypeChecker | undefined): Outside {
  const scripted: ScriptedName[] = [];
  const bundle = new Map<string, Declared>();
  const find = (name: string, file: ts.SourceFile): Declared | 'elsewhere' | undefined => declarationOf(name, file, checker);
  for (const [name, found] of usage.outside) {
    if (isShadowed(unit, name)) scripted.push({ name, ...found });
    else if (found.assigned || !addClosed(name, sourceFile, { unit, find, mayWait: isHandedFunction(found) }, bundle, new Set())) {
      if (!builtins.has(name) || find(name, sourceFile) !== undefined) scripted.push({ name, ...found });
    }
  }
  const once = [...bundle].filter(([, { statement }], index, all) => all.findIndex(([, other]) => other.statement === statement) === index);
  const bundled = once.map(([name, { statement, file }]) => ({
    name,
    code: eraseTypes(withoutExport(name, statement, file), /\.[cm]?[jt]sx?$/u.exec(file.fileName)?.[0] ?? '.ts'),
  }));
  addHelperLooks(
    usage,
    [...bundle].map(([name, { statement }]) => ({ name, statement })),
  );
  return { scripted, bundled };
}

/** A top-level declaration, in the unit's file or where an import leads. */
interface Declared {
  readonly statement: ts.Statement;
  readonly file: ts.SourceFile;
}

interface Search {
  readonly unit: ts.Node;
  readonly find: (name: string, file: ts.SourceFile) => Declared | 'elsewhere' | undefined;
  /** Helpers that wait come along too: what runs the function it is given shows what that function does, a stand-in does not. */
  readonly mayWait: boolean;
}

/** `retry(() => load(id))` */
function isHandedFunction({ usage }: OutsideName): boolean {
  return usage.calls.some(
    (call) => ts.isCallExpression(call) && call.arguments.some((given) => ts.isArrowFunction(given) || ts.isFunctionExpression(given)),
  );
}

/** Adds the declaration of `name` and what it needs in turn, or nothing and answers false. */
function addClosed(name: string, from: ts.SourceFile, search: Search, into: Map<string, Declared>, pending: Set<string>): boolean {
  const found = search.find(name, from);
  if (found === undefined || found === 'elsewhere') return false;
  const { statement, file } = found;
  const there = into.get(name);
  if (there !== undefined) return there.statement === statement;
  if (pending.has(name)) return true;
  if (statement.pos <= search.unit.pos && statement.end >= search.unit.end && file === search.unit.getSourceFile()) return false;
  const needs = needsOf(name, statement, file, search.mayWait);
  if (needs === undefined) return false;
  pending.add(name);
  const own = new Map(into);
  for (const need of needs) {
    if (builtins.has(need) && search.find(need, file) === undefined) continue;
    if (!addClosed(need, file, search, own, pending)) return false;
  }
  for (const [key, value] of own) into.set(key, value);
  into.set(name, found);
  return true;
}

/** `elsewhere`: the file takes the name from outside, and its declaration is not within reach under that name. */
function declarationOf(name: string, file: ts.SourceFile, checker: ts.TypeChecker | undefined): Declared | 'elsewhere' | undefined {
  const own = declaredStatement(name, file);
  if (own !== undefined) return { statement: own, file };
  const imported = importedName(name, file);
  if (imported === undefined) return undefined;
  const symbol = checker?.getSymbolAtLocation(imported);
  if (checker === undefined || symbol === undefined || !(symbol.flags & ts.SymbolFlags.Alias)) return 'elsewhere';
  const declared = checker.getAliasedSymbol(symbol).declarations?.[0]?.getSourceFile();
  if (declared === undefined || declared.isDeclarationFile || declared === file) return 'elsewhere';
  const statement = declaredStatement(name, declared);
  return statement === undefined ? 'elsewhere' : { statement, file: declared };
}

function importedName(name: string, file: ts.SourceFile): ts.Identifier | undefined {
  for (const statement of file.statements) {
    if (!ts.isImportDeclaration(statement)) continue;
    const clause = statement.importClause;
    if (clause?.name?.text === name) return clause.name;
    const bindings = clause?.namedBindings;
    if (bindings === undefined) continue;
    if (ts.isNamespaceImport(bindings)) {
      if (bindings.name.text === name) return bindings.name;
    } else {
      const element = bindings.elements.find((candidate) => candidate.name.text === name);
      if (element !== undefined) return element.name;
    }
  }
  return undefined;
}

/** Names a declaration takes from outside when it may be used as it is; `undefined` when it holds state, waits or is too long. */
function needsOf(name: string, statement: ts.Statement, file: ts.SourceFile, mayWait: boolean): readonly string[] | undefined {
  if (ts.isEnumDeclaration(statement)) return statement.modifiers?.some(isDeclare) === true ? undefined : [];
  if (ts.isFunctionDeclaration(statement)) return needsOfFunction(statement, file, mayWait);
  if (ts.isClassDeclaration(statement)) return needsOfErrorClass(statement);
  if (!ts.isVariableStatement(statement) || !(statement.declarationList.flags & ts.NodeFlags.Const)) return undefined;
  const [declaration] = statement.declarationList.declarations;
  const from = declaration?.initializer;
  // `const { isArray } = Array;`
  if (declaration && ts.isObjectBindingPattern(declaration.name) && from && ts.isIdentifier(from))
    return builtins.has(from.text) ? [from.text] : undefined;
  if (statement.declarationList.declarations.length !== 1 || declaration?.initializer === undefined || !ts.isIdentifier(declaration.name))
    return undefined;
  const value = declaration.initializer;
  if (ts.isArrowFunction(value) || ts.isFunctionExpression(value)) return needsOfFunction(value, file, mayWait);
  // A member of an enumeration: `const done = Status.done`.
  if (ts.isPropertyAccessExpression(value) && ts.isIdentifier(value.expression) && isEnumIn(value.expression.text, file))
    return [value.expression.text];
  const frozen = /^[A-Z][A-Z0-9_]*$/u.test(name) || ts.isAsExpression(value);
  return isLiteral(value, frozen) ? [] : undefined;
}

function needsOfFunction(node: ts.FunctionLikeDeclaration, file: ts.SourceFile, mayWait: boolean): readonly string[] | undefined {
  const lines = node.getText(file).split('\n').length;
  if (
    lines > longestHelper ||
    refusalOf(node) !== undefined ||
    (!mayWait && node.modifiers?.some((modifier) => modifier.kind === ts.SyntaxKind.AsyncKeyword))
  )
    return undefined;
  const usage = collectUsage(node);
  if (usage.usesBase || usage.self.steps.size > 0) return undefined;
  if ([...usage.outside.values()].some((found) => found.assigned)) return undefined;
  const names = [...usage.outside.keys()];
  return !mayWait && names.some((name) => /^(?:queueMicrotask|setTimeout|clearTimeout|Promise)$/u.test(name)) ? undefined : names;
}

/** Error classes keep their name and their line of ancestors; other classes are outside. */
function needsOfErrorClass(node: ts.ClassDeclaration): readonly string[] | undefined {
  const base = node.heritageClauses?.find((clause) => clause.token === ts.SyntaxKind.ExtendsKeyword)?.types[0]?.expression;
  if (base === undefined || !ts.isIdentifier(base) || !base.text.endsWith('Error')) return undefined;
  const names = new Set([base.text]);
  for (const member of node.members) {
    if (ts.isPropertyDeclaration(member) && member.initializer !== undefined && !isLiteral(member.initializer, true)) return undefined;
    if (!ts.isConstructorDeclaration(member) && !ts.isMethodDeclaration(member) && !ts.isAccessor(member)) continue;
    const reason = refusalOf(member);
    if (member.body !== undefined && reason !== undefined) return undefined;
    for (const name of collectUsage(member).outside.keys()) names.add(name);
  }
  return [...names];
}

function isLiteral(given: ts.Expression, nested: boolean): boolean {
  let node = given;
  while (ts.isAsExpression(node) || ts.isSatisfiesExpression(node) || ts.isParenthesizedExpression(node)) node = node.expression;
  if (ts.isStringLiteralLike(node) || ts.isNumericLiteral(node) || ts.isBigIntLiteral(node) || ts.isRegularExpressionLiteral(node)) {
    return !ts.isRegularExpressionLiteral(node) || !/[gy][a-z]*$/u.test(node.text);
  }
  if (node.kind === ts.SyntaxKind.TrueKeyword || node.kind === ts.SyntaxKind.FalseKeyword || node.kind === ts.SyntaxKind.NullKeyword)
    return true;
  if (ts.isPrefixUnaryExpression(node)) return isLiteral(node.operand, nested);
  if (ts.isBinaryExpression(node)) return isLiteral(node.left, false) && isLiteral(node.right, false);
  if (!nested) return false;
  if (ts.isArrayLiteralExpression(node)) return node.elements.every((element) => isLiteral(element, nested));
  return (
    ts.isObjectLiteralExpression(node) &&
    node.properties.every(
      (property) =>
        ts.isPropertyAssignment(property) && !ts.isComputedPropertyName(property.name) && isLiteral(property.initializer, nested),
    )
  );
}

function isEnumIn(name: string, file: ts.SourceFile): boolean {
  const declared = declaredStatement(name, file);
  return declared !== undefined && ts.isEnumDeclaration(declared);
}

function declaredStatement(name: string, file: ts.SourceFile): ts.Statement | undefined {
  return file.statements.find((statement) => {
    if (ts.isFunctionDeclaration(statement)) return statement.body !== undefined && statement.name?.text === name;
    if (ts.isClassDeclaration(statement) || ts.isEnumDeclaration(statement)) return statement.name?.text === name;
    return (
      ts.isVariableStatement(statement) && statement.declarationList.declarations.some((declaration) => declares(declaration.name, name))
    );
  });
}

function declares(pattern: ts.BindingName, name: string): boolean {
  if (ts.isIdentifier(pattern)) return pattern.text === name;
  return ts.isObjectBindingPattern(pattern) && pattern.elements.some((element) => declares(element.name, name));
}

function withoutExport(name: string, statement: ts.Statement, file: ts.SourceFile): string {
  const exported = ts.canHaveModifiers(statement)
    ? ts.getModifiers(statement)?.filter(({ kind }) => kind === ts.SyntaxKind.ExportKeyword || kind === ts.SyntaxKind.DefaultKeyword)
    : undefined;
  const start = exported?.at(-1)?.getEnd() ?? statement.getStart(file);
  const text = file.text.slice(start, statement.getEnd()).trimStart();
  return ts.isEnumDeclaration(statement) ? text.replace(/^const\s+/u, '').replace(/^enum/u, 'enum') : text || name;
}

function isDeclare(modifier: ts.ModifierLike): boolean {
  return modifier.kind === ts.SyntaxKind.DeclareKeyword;
}

/** Whether a scope between the unit and the file declares the name. */
function isShadowed(unit: ts.Node, name: string): boolean {
  for (let node = unit.parent; node !== undefined && !ts.isSourceFile(node); node = node.parent) {
    if (namesDeclaredBy(node)?.includes(name) === true) return true;
  }
  return false;
}
