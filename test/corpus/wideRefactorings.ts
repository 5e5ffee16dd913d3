import { ts } from 'ts-morph';

/** A file before and after code was moved between functions or files, as an editor's own refactoring moves it: it does what it did. */
export interface WideRefactoring {
  readonly how:
    | 'into a private method'
    | 'into a module function'
    | 'into another file'
    | 'helper inlined and kept'
    | 'helper inlined and removed'
    | 'moved to another file'
    | 'parameters put into an object';
  readonly before: string;
  readonly after: string;
  /** A file beside it that is new, by its name without folder. */
  readonly beside?: { readonly name: string; readonly text: string };
}

type Runnable = ts.FunctionDeclaration | ts.MethodDeclaration;

/** Every one that fits the unit. */
export function wideRefactoringsOf(unit: ts.Node, sourceFile: ts.SourceFile): readonly WideRefactoring[] {
  if (!(ts.isFunctionDeclaration(unit) || ts.isMethodDeclaration(unit)) || unit.body === undefined || unit.asteriskToken !== undefined)
    return [];
  const { text: before } = sourceFile;
  const found: WideRefactoring[] = [];
  const tail = tailOf(unit, sourceFile);
  if (tail !== undefined) {
    const { passed, statements, isAsync, usesThis, free } = tail;
    const parameters = passed.map((name) => `${name}: any`).join(', ');
    const head = (callee: string): string =>
      `${before.slice(0, statements[0])}return ${isAsync ? 'await ' : ''}${callee}(${passed.join(', ')});${before.slice(statements[1], unit.end)}`;
    const body = `(${parameters}) {\n${before.slice(...statements)}\n}`;
    const async = isAsync ? 'async ' : '';
    if (ts.isMethodDeclaration(unit) && ts.isClassLike(unit.parent) && !isStatic(unit))
      found.push({
        how: 'into a private method',
        before,
        after: `${head('this.restOfIt')}\n\n  private ${async}restOfIt${body}\n${before.slice(unit.end)}`,
      });
    if (!usesThis) {
      const helper = `\n${async}function restOfIt${body}\n`;
      const apart = `${head('restOfIt')}${before.slice(unit.end)}${helper}`;
      found.push(
        { how: 'into a module function', before, after: apart },
        { how: 'helper inlined and kept', before: apart, after: before + helper },
        { how: 'helper inlined and removed', before: apart, after: before },
      );
      const imports = sourceFile.statements.filter(ts.isImportDeclaration).map((statement) => statement.getText(sourceFile));
      if ([...free].every((name) => imports.some((line) => new RegExp(String.raw`\b${name}\b`, 'u').test(line)) || name in globalThis))
        found.push({
          how: 'into another file',
          before,
          after: `import { restOfIt } from './restOfIt';\n${head('restOfIt')}${before.slice(unit.end)}`,
          beside: { name: 'restOfIt.ts', text: `${imports.join('\n')}\nexport ${async}function restOfIt${body}\n` },
        });
    }
  }
  if (ts.isFunctionDeclaration(unit) && unit.name !== undefined && ts.isSourceFile(unit.parent)) {
    const imports = sourceFile.statements.filter(ts.isImportDeclaration).map((statement) => statement.getText(sourceFile));
    const own = unit.getText(sourceFile);
    found.push({
      how: 'moved to another file',
      before,
      after: `import { ${unit.name.text} } from './movedHere';\n${before.slice(0, unit.getStart(sourceFile))}${before.slice(unit.end)}`,
      beside: { name: 'movedHere.ts', text: `${imports.join('\n')}\nexport ${own.replace(/^export\s+/u, '')}\n` },
    });
    const gathered = gatheredIn(unit, sourceFile);
    if (gathered !== undefined) found.push({ how: 'parameters put into an object', before, after: gathered });
  }
  return found;
}

interface Tail {
  /** Names of the head that it uses. */
  readonly passed: readonly string[];
  /** Offsets of its first and last character. */
  readonly statements: readonly [number, number];
  readonly isAsync: boolean;
  readonly usesThis: boolean;
  /** Names that are neither its own nor passed. */
  readonly free: ReadonlySet<string>;
}

/** The last statements of a body, where they can stand in a function of their own and mean the same. */
function tailOf({ body, parameters, modifiers }: Runnable, sourceFile: ts.SourceFile): Tail | undefined {
  const statements = body?.statements ?? [];
  const cut = Math.max(1, Math.floor(statements.length / 2));
  const [head, tail] = [statements.slice(0, cut), statements.slice(cut)];
  const [first] = tail;
  const last = tail.at(-1);
  if (tail.length < 2 || first === undefined || last === undefined || tail.some(ts.isFunctionDeclaration)) return undefined;
  if (
    tail.some((node) => mentions(node, (inner) => inner.kind === ts.SyntaxKind.SuperKeyword || inner.getText(sourceFile) === 'arguments'))
  )
    return undefined;
  const known = [...parameters.flatMap(({ name }) => namesOf(name)), ...head.flatMap(declaredBy)].filter((name) => name !== 'this');
  const own = new Set(tail.flatMap(declaredBy));
  const used = new Set(tail.flatMap((node) => identifiersIn(node)));
  // A function of the head would keep the variable that the tail writes.
  const closes = head.some((node) => mentions(node, ts.isFunctionLike));
  const writes = tail.some((node) => mentions(node, (inner) => isWriteTo(inner, new Set(known))));
  if ((closes && writes) || head.some((node) => identifiersIn(node).some((name) => own.has(name)))) return undefined;
  const passed = known.filter((name) => used.has(name));
  return {
    passed: [...new Set(passed)],
    statements: [first.getStart(sourceFile), last.end],
    isAsync: modifiers?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword) === true,
    usesThis: tail.some((node) => mentions(node, (inner) => inner.kind === ts.SyntaxKind.ThisKeyword)),
    free: new Set([...used].filter((name) => !known.includes(name) && !own.has(name))),
  };
}

/** `f(a, b)` → `f({ a, b })`, with its calls in the file. */
function gatheredIn(unit: ts.FunctionDeclaration, sourceFile: ts.SourceFile): string | undefined {
  const names = unit.parameters.map(({ name, initializer, dotDotDotToken }) =>
    ts.isIdentifier(name) && initializer === undefined && dotDotDotToken === undefined ? name.text : undefined,
  );
  const [first] = unit.parameters;
  const last = unit.parameters.at(-1);
  if (first === undefined || last === undefined || names.length < 2 || names.includes(undefined) || names.includes('this'))
    return undefined;
  const types = unit.parameters.map(
    (parameter) =>
      `${parameter.name.getText(sourceFile)}${parameter.questionToken ? '?' : ''}: ${parameter.type?.getText(sourceFile) ?? 'any'}`,
  );
  const edits = [{ start: first.getStart(sourceFile), end: last.end, text: `{ ${names.join(', ')} }: { ${types.join('; ')} }` }];
  const visit = (node: ts.Node): void => {
    if (
      ts.isCallExpression(node) &&
      ts.isIdentifier(node.expression) &&
      node.expression.text === unit.name?.text &&
      node.arguments.length > 0
    ) {
      const held = node.arguments.map((given, index) => `${names[index] ?? ''}: ${given.getText(sourceFile)}`).join(', ');
      edits.push({ start: node.arguments[0]?.getStart(sourceFile) ?? 0, end: node.arguments.at(-1)?.end ?? 0, text: `{ ${held} }` });
    } else ts.forEachChild(node, visit);
  };
  visit(sourceFile);
  return edits
    .toSorted((left, right) => right.start - left.start)
    .reduce((text, edit) => text.slice(0, edit.start) + edit.text + text.slice(edit.end), sourceFile.text);
}

function isStatic(node: ts.MethodDeclaration): boolean {
  return node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword) === true;
}

function mentions(node: ts.Node, wanted: (node: ts.Node) => boolean): boolean {
  return wanted(node) || (ts.forEachChild(node, (child) => mentions(child, wanted) || undefined) ?? false);
}

function identifiersIn(node: ts.Node): readonly string[] {
  const found: string[] = [];
  const visit = (inner: ts.Node): void => {
    if (ts.isTypeNode(inner)) return;
    const isMember = ts.isPropertyAccessExpression(inner.parent) && inner.parent.name === inner;
    const isKey = ts.isPropertyAssignment(inner.parent) && inner.parent.name === inner;
    if (ts.isIdentifier(inner) && !isMember && !isKey) found.push(inner.text);
    ts.forEachChild(inner, visit);
  };
  visit(node);
  return found;
}

function namesOf(name: ts.BindingName): readonly string[] {
  return ts.isIdentifier(name)
    ? [name.text]
    : name.elements.flatMap((element) => (ts.isBindingElement(element) ? namesOf(element.name) : []));
}

/** Names that a statement declares for those after it, and inside it. */
function declaredBy(node: ts.Node): readonly string[] {
  const found: string[] = [];
  const visit = (inner: ts.Node): void => {
    if (ts.isVariableDeclaration(inner) || ts.isParameter(inner)) found.push(...namesOf(inner.name));
    if ((ts.isFunctionDeclaration(inner) || ts.isClassDeclaration(inner)) && inner.name !== undefined) found.push(inner.name.text);
    ts.forEachChild(inner, visit);
  };
  visit(node);
  return found;
}

function isWriteTo(node: ts.Node, names: ReadonlySet<string>): boolean {
  const target =
    ts.isBinaryExpression(node) &&
    node.operatorToken.kind >= ts.SyntaxKind.FirstAssignment &&
    node.operatorToken.kind <= ts.SyntaxKind.LastAssignment
      ? node.left
      : ts.isPostfixUnaryExpression(node) || ts.isPrefixUnaryExpression(node)
        ? node.operand
        : undefined;
  return target !== undefined && ts.isIdentifier(target) && names.has(target.text);
}
