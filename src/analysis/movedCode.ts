import { ts } from 'ts-morph';
import type { LocatedUnit } from './sourceText.ts';
import { parsedUnitText } from './unitText.ts';

/** Of the words that went or came, this much has to stand in the other function. */
const leastShare = 0.7;

/**
 * Whether a unit differs from its older text because code went into another function or came out of one, or because its parameters, or
 * what it hands over, were put into an object: then the two texts alone do not tell what the unit did before and does now.
 *
 *     - const sum = items.reduce((all, item) => all + item.price, 0);
 *     + const sum = totalOf(items);
 *
 * `checker` finds functions of other files; without it a function of another file of the project counts as one that code went into.
 * `olderFile` is where the older text stands: a function that is gone came from there.
 */
export function movedCode(
  before: string,
  { node, sourceFile }: LocatedUnit,
  known: { readonly checker?: ts.TypeChecker | undefined; readonly olderFile?: ts.SourceFile } = {},
): boolean {
  const { checker, olderFile } = known;
  const older = parsed(before);
  if (older === undefined) return false;
  if (takesOtherwise(older, node)) return true;
  const [old, now] = [callsIn(older), callsIn(node)];
  if ([...now].some(([name, call]) => isPutTogether(old.get(name), call))) return true;
  const [oldWords, nowWords] = [wordsOf(older.getText()), wordsOf(node.getText(sourceFile))];
  const [gone, come] = [without(oldWords, nowWords), without(nowWords, oldWords)];
  const isIn = (words: readonly string[], other: ReturnType<typeof bodyText>): boolean => {
    if (other === 'elsewhere') return words.length > 0;
    if (words.length === 0 || other === undefined) return false;
    return 1 - without(words, wordsOf(other.text)).length / words.length >= leastShare;
  };
  for (const [name, call] of now) {
    if (old.has(name)) continue;
    if (isIn(gone, bodyText(name, sourceFile, call, checker))) return true;
  }
  for (const name of old.keys()) {
    if (now.has(name)) continue;
    const was = olderFile && declaredIn(name, olderFile);
    if (isIn(come, was === undefined ? bodyText(name, sourceFile, undefined, checker) : { text: was })) return true;
  }
  return false;
}

/** The function that a unit's text alone is. */
function parsed(text: string): ts.SignatureDeclaration | undefined {
  let found: ts.SignatureDeclaration | undefined;
  const visit = (node: ts.Node): void => {
    if (found === undefined && ts.isFunctionLike(node)) found = node;
    else if (found === undefined) ts.forEachChild(node, visit);
  };
  const source = parsedUnitText(text);
  if (source) visit(source);
  return found;
}

/** Parameters that both texts have stand in the same place and have the same form. */
function takesOtherwise(older: ts.SignatureDeclaration, node: ts.Node): boolean {
  if (!ts.isFunctionLike(node)) return false;
  const [old, now] = [older, node].map(({ parameters }) =>
    parameters.filter(({ name }) => name.getText() !== 'this').map(({ name }) => (ts.isIdentifier(name) ? name.text : 'pattern')),
  );
  if (old === undefined || now === undefined) return false;
  // A parameter that is renamed in place is the same parameter.
  const moved = old.some((name, index) => now[index] !== name && now.includes(name));
  const gathered = old.some((name, index) => now[index] !== undefined && (name === 'pattern') !== (now[index] === 'pattern'));
  return moved || gathered || old.length > now.length;
}

/** `save(id, name)` → `save({ id, name })` */
function isPutTogether(old: Called | undefined, now: Called): boolean {
  const [only, ...others] = now.arguments ?? [];
  if (old === undefined || others.length > 0 || only === undefined || !ts.isObjectLiteralExpression(only)) return false;
  const given = (old.arguments ?? []).map((argument) => argument.getText());
  const held = only.properties.map((property) =>
    ts.isPropertyAssignment(property)
      ? property.initializer.getText()
      : ts.isShorthandPropertyAssignment(property)
        ? property.name.text
        : '',
  );
  return given.length > 1 && given.every((text) => held.includes(text));
}

type Called = ts.CallExpression | ts.NewExpression;

/** Calls by the last step of what is called, the first of each name. */
function callsIn(root: ts.Node): ReadonlyMap<string, Called> {
  const found = new Map<string, Called>();
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
      const name = lastStep(node.expression)?.text;
      if (name !== undefined && !found.has(name)) found.set(name, node);
    }
    ts.forEachChild(node, visit);
  };
  visit(root);
  return found;
}

function lastStep(called: ts.Expression): ts.Identifier | ts.PrivateIdentifier | undefined {
  if (ts.isIdentifier(called)) return called;
  return ts.isPropertyAccessExpression(called) ? called.name : undefined;
}

/** `elsewhere`: a function of another file of the project, whose text cannot be had. */
function bodyText(
  name: string,
  sourceFile: ts.SourceFile,
  call: Called | undefined,
  checker: ts.TypeChecker | undefined,
): { readonly text: string } | 'elsewhere' | undefined {
  const own = declaredIn(name, sourceFile);
  if (own !== undefined) return { text: own };
  const step = call && lastStep(call.expression);
  const imported = importOf(name, sourceFile);
  if (checker !== undefined && (step ?? imported) !== undefined) {
    const symbol = checker.getSymbolAtLocation(step ?? imported ?? sourceFile);
    const target = symbol !== undefined && symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
    const declared = target?.declarations?.find((each) => !each.getSourceFile().isDeclarationFile);
    if (declared !== undefined) return { text: declared.getText() };
  }
  return imported === undefined ? undefined : 'elsewhere';
}

/** The text of a function, method or function held in a variable or field of this name. */
function declaredIn(name: string, sourceFile: ts.SourceFile): string | undefined {
  let found: string | undefined;
  const visit = (node: ts.Node): void => {
    if (found !== undefined) return;
    const isNamed = 'name' in node && node.name !== undefined && (node.name as ts.Node).getText(sourceFile) === name;
    const holds =
      ts.isFunctionLike(node) || ((ts.isVariableDeclaration(node) || ts.isPropertyDeclaration(node)) && isFunction(node.initializer));
    if (isNamed && holds) found = node.getText(sourceFile);
    else ts.forEachChild(node, visit);
  };
  visit(sourceFile);
  return found;
}

function isFunction(node: ts.Expression | undefined): boolean {
  return node !== undefined && (ts.isArrowFunction(node) || ts.isFunctionExpression(node));
}

/** The name in an import of a file of the project. */
function importOf(name: string, sourceFile: ts.SourceFile): ts.Identifier | undefined {
  for (const statement of sourceFile.statements) {
    if (!ts.isImportDeclaration(statement) || !/^['"][./]/u.test(statement.moduleSpecifier.getText(sourceFile))) continue;
    const bindings = statement.importClause?.namedBindings;
    const found =
      statement.importClause?.name?.text === name
        ? statement.importClause.name
        : bindings !== undefined && ts.isNamedImports(bindings)
          ? bindings.elements.find((element) => element.name.text === name)?.name
          : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Names, numbers, texts and operators: what stays when code is moved. */
function wordsOf(text: string): readonly string[] {
  return text.match(/[A-Za-z_$][\w$]*|\d[\w.]*|[<>=!+\-*/%&|?]+/gu) ?? [];
}

/** The words of `all` that are not in `others`, each as often as it is missing. */
function without(all: readonly string[], others: readonly string[]): readonly string[] {
  const left = new Map<string, number>();
  for (const word of others) left.set(word, (left.get(word) ?? 0) + 1);
  return all.filter((word) => {
    const count = left.get(word) ?? 0;
    left.set(word, count - 1);
    return count <= 0;
  });
}
