import { Node, Project, SyntaxKind, type FunctionDeclaration, type MethodDeclaration, type SourceFile } from 'ts-morph';

/** One mechanical refactoring of one file: texts by path before and after, and what should be said of which unit. */
export interface Refactoring {
  readonly kind: 'rename' | 'move within' | 'move between' | 'extract' | 'inline';
  readonly before: Readonly<Record<string, string>>;
  readonly after: Readonly<Record<string, string>>;
  /** Name of the unit that was renamed, moved or extracted, as it is afterwards; of an inlined one, as it was. */
  readonly unit: string;
  /** For `extract` and `inline`, the unit that lost or took the code. */
  readonly other?: string;
}

type Function = FunctionDeclaration | MethodDeclaration;

const path = 'unit.ts';
const otherPath = 'moved.ts';

function fileOf(text: string): SourceFile {
  return new Project({ useInMemoryFileSystem: true, compilerOptions: { noLib: true } }).createSourceFile(`/${path}`, text);
}

/** Functions of the file's top level with a body of at least `least` statements. */
function topFunctions(file: SourceFile, least: number): readonly FunctionDeclaration[] {
  return file
    .getFunctions()
    .filter((found) => found.hasBody() && found.getName() !== undefined && found.getOverloads().length === 0)
    .filter((found) => found.getDescendantsOfKind(SyntaxKind.Block).length > 0 && found.getStatements().length >= least);
}

function pick<Value>(values: readonly Value[], random: () => number): Value | undefined {
  return values[Math.floor(random() * values.length)];
}

export function renameFunction(text: string, random: () => number): Refactoring | undefined {
  const file = fileOf(text);
  const before = file.getFullText();
  const target = pick(topFunctions(file, 2), random);
  if (!target) return undefined;
  const name = `${target.getName() ?? ''}Renamed`;
  target.rename(name);
  return { kind: 'rename', before: { [path]: before }, after: { [path]: file.getFullText() }, unit: name };
}

export function moveWithin(text: string, random: () => number): Refactoring | undefined {
  const file = fileOf(text);
  const before = file.getFullText();
  const target = pick(topFunctions(file, 2), random);
  const name = target?.getName();
  if (!target || name === undefined) return undefined;
  const code = target.getFullText();
  target.remove();
  return { kind: 'move within', before: { [path]: before }, after: { [path]: `${file.getFullText()}\n${code}\n` }, unit: name };
}

export function moveBetween(text: string, random: () => number): Refactoring | undefined {
  const file = fileOf(text);
  const before = file.getFullText();
  const target = pick(topFunctions(file, 2), random);
  const name = target?.getName();
  if (!target || name === undefined) return undefined;
  const code = target.getText();
  target.remove();
  const after = {
    [path]: `import { ${name} } from './moved';\n${file.getFullText()}`,
    [otherPath]: `${code.replace(/^(export )?(default )?/u, 'export ')}\n`,
  };
  return { kind: 'move between', before: { [path]: before, [otherPath]: '' }, after, unit: name };
}

/** Takes a run of statements out of a function into one of its own, handing over what they read. */
export function extractFunction(text: string, random: () => number): Refactoring | undefined {
  const file = fileOf(text);
  const before = file.getFullText();
  const functions: readonly Function[] = [...file.getFunctions(), ...file.getClasses().flatMap((owner) => owner.getMethods())];
  const runs = functions.flatMap(runsOf);
  const run = pick(runs, random);
  if (!run) return undefined;
  const { owner, statements, reads } = run;
  const source = statements.map((statement) => statement.getFullText()).join('');
  const isAsync = statements.some((statement) => statement.getDescendantsOfKind(SyntaxKind.AwaitExpression).length > 0);
  const name = 'extractedPart';
  const [first] = statements;
  const last = statements.at(-1);
  if (!first || !last) return undefined;
  const start = first.getStart();
  const inMethod = Node.isMethodDeclaration(owner) && statements.some((statement) => holds(statement, SyntaxKind.ThisKeyword));
  const call = `${isAsync ? 'await ' : ''}${inMethod ? 'this.' : ''}${name}(${reads.join(', ')});`;
  const head = `${isAsync ? 'async ' : ''}${inMethod ? '' : 'function '}${name}(${reads.map((read) => `${read}: any`).join(', ')})`;
  const made = `\n${head} {${source}\n}\n`;
  const end = inMethod ? owner.getEnd() : before.length;
  const after = `${before.slice(0, start)}${call}${before.slice(last.getEnd(), end)}${made}${before.slice(end)}`;
  const className = Node.isMethodDeclaration(owner)
    ? ((owner.getParentOrThrow() as { getName?(): string | undefined }).getName?.() ?? 'default')
    : '';
  const ownerName = className === '' ? (owner.getName() ?? '') : `${className}.${owner.getName() ?? ''}`;
  return {
    kind: 'extract',
    before: { [path]: before },
    after: { [path]: after },
    unit: inMethod ? `${className}.${name}` : name,
    other: ownerName,
  };
}

function holds(node: Node, kind: SyntaxKind): boolean {
  return node.getKind() === kind || node.getDescendantsOfKind(kind).length > 0;
}

/** An extraction told backwards. */
export function inlineFunction(text: string, random: () => number): Refactoring | undefined {
  const extracted = extractFunction(text, random);
  return extracted && { ...extracted, kind: 'inline', before: extracted.after, after: extracted.before };
}

interface Run {
  readonly owner: Function;
  readonly statements: readonly Node[];
  readonly reads: readonly string[];
}

/** Runs of two to six statements that end nowhere else, name nothing that is used after them, and assign no local from outside. */
function runsOf(owner: Function): readonly Run[] {
  const body = owner.getBody();
  if (!Node.isBlock(body) || owner.getName() === undefined) return [];
  const blocks = [
    body,
    ...body.getDescendantsOfKind(SyntaxKind.Block).filter((block) => !Node.isFunctionLikeDeclaration(block.getParent())),
  ];
  return blocks.flatMap((block) => runsIn(block.getStatements(), owner));
}

function runsIn(statements: readonly Node[], owner: Function): readonly Run[] {
  const found: Run[] = [];
  for (let from = 0; from < statements.length; from += 1) {
    for (let length = 2; length <= 6 && from + length <= statements.length; length += 1) {
      const run = statements.slice(from, from + length);
      const reads = readsOf(run, owner);
      if (reads && run.reduce((sum, statement) => sum + statement.getDescendants().length, 0) >= 20)
        found.push({ owner, statements: run, reads });
    }
  }
  return found;
}

function readsOf(run: readonly Node[], owner: Function): readonly string[] | undefined {
  const escapes = [
    SyntaxKind.ReturnStatement,
    SyntaxKind.BreakStatement,
    SyntaxKind.ContinueStatement,
    SyntaxKind.YieldExpression,
    SyntaxKind.SuperKeyword,
    SyntaxKind.FunctionDeclaration,
  ];
  const [first] = run;
  const last = run.at(-1);
  if (!first || !last) return undefined;
  if (run.some((statement) => escapes.some((kind) => holds(statement, kind)))) return undefined;
  if (Node.isFunctionDeclaration(owner) && run.some((statement) => holds(statement, SyntaxKind.ThisKeyword))) return undefined;
  const isInside = (node: Node): boolean => node.getPos() >= first.getPos() && node.getEnd() <= last.getEnd();
  const reads = new Set<string>();
  for (const identifier of run.flatMap((statement) => statement.getDescendantsOfKind(SyntaxKind.Identifier))) {
    const declared = identifier.getSymbol()?.getDeclarations()[0];
    if (!declared || !owner.getDescendants().includes(declared) || isInside(declared)) continue;
    const parent = identifier.getParent();
    if (Node.isPropertyAccessExpression(parent) && parent.getNameNode() === identifier) continue;
    if (Node.isBinaryExpression(parent) && parent.getLeft() === identifier && parent.getOperatorToken().getText().endsWith('='))
      return undefined;
    if (Node.isPostfixUnaryExpression(parent) || Node.isPrefixUnaryExpression(parent)) return undefined;
    reads.add(identifier.getText());
  }
  const names = run.flatMap((statement) =>
    statement.getDescendantsOfKind(SyntaxKind.VariableDeclaration).map((variable) => variable.getNameNode()),
  );
  const declaredNames = names.flatMap((name) =>
    Node.isIdentifier(name) ? [name.getText()] : name.getDescendantsOfKind(SyntaxKind.Identifier).map((part) => part.getText()),
  );
  const isUsedAfter = owner
    .getDescendantsOfKind(SyntaxKind.Identifier)
    .some((identifier) => identifier.getPos() >= last.getEnd() && declaredNames.includes(identifier.getText()));
  return isUsedAfter ? undefined : [...reads];
}
