import { ts } from 'ts-morph';
import type { TextRange } from '../terms/ranges.ts';
import { failure, success, type Result } from '../terms/result.ts';
import type { openBoundedProgram } from './boundedProgram.ts';
import { editedText, errorsIn, type CompilerError } from './recompile.ts';
import type { CallSite, LocatedUnit, SourceText } from './sourceText.ts';

/** A file that calls the unit, and what the compiler says there to an edit of the unit that it did not say before. */
export interface RippledFile {
  readonly path: string;
  /** The call in it that is shown: 1-based line and the lines of code that hold the call and the first use of its answer. */
  readonly shown: readonly { readonly line: number; readonly code: string }[];
  readonly errors: readonly CompilerError[];
}

/** Fails where fewer than `fewest` files that call the unit compile cleanly before the edit. */
export type TypeRipple = (edits: readonly (TextRange & { readonly text: string })[], fewest: number) => Result<readonly RippledFile[]>;

const mostFiles = 6;
const longestLine = 100;

/** Compiles the files that call a unit, with the unit edited and as it is, in memory; 20–300 ms a file. */
export function createTypeRipple(request: {
  readonly source: SourceText;
  readonly located: LocatedUnit;
  readonly callSites: readonly CallSite[];
  readonly root: string;
  readonly openProgram: typeof openBoundedProgram;
}): TypeRipple {
  const { source, located, callSites, root, openProgram } = request;
  const name = located.unit.name.split('.').at(-1) ?? '';
  const users = new Map<string, CallSite>();
  for (const site of callSites) if (site.file !== source.file && !site.inTest && !users.has(site.file)) users.set(site.file, site);
  let clean: readonly (Pick<RippledFile, 'path' | 'shown'> & { readonly file: string })[] | undefined;

  const cleanUsers = (): NonNullable<typeof clean> =>
    [...users].slice(0, mostFiles).flatMap(([file, site]) => {
      const program = openProgram({ entry: file, overlays: new Map([[source.file, source.text]]), root });
      const sourceFile = program.sourceFile(file);
      if (sourceFile === undefined || program.options.strictNullChecks === false || program.options.strict === false) return [];
      const shown = shownUse(sourceFile, name, site);
      return shown === undefined || program.diagnostics(file).length > 0 ? [] : [{ file, path: site.path, shown }];
    });

  return (edits, fewest) => {
    if (users.size < fewest) return failure('too few files call it');
    clean ??= cleanUsers();
    if (clean.length < fewest) return failure('too few files that call it compile on their own');
    const overlays = new Map([[source.file, editedText(source.text, edits)]]);
    return success(
      clean.map(({ file, path, shown }) => ({ path, shown, errors: errorsIn(openProgram({ entry: file, overlays, root }), file, path) })),
    );
  };
}

/** The call, and the first line further down that speaks of its answer; `undefined` where they are more than can be shown. */
function shownUse(sourceFile: ts.SourceFile, name: string, { lines: [from, to] }: CallSite): RippledFile['shown'] | undefined {
  const lineOf = (position: number): number => sourceFile.getLineAndCharacterOfPosition(position).line + 1;
  const textOf = (line: number): string => (sourceFile.text.split(/\r?\n/u)[line - 1] ?? '').trim();
  let call: ts.CallExpression | undefined;
  function visit(node: ts.Node): void {
    const line = lineOf(node.getStart(sourceFile));
    if (call === undefined && ts.isCallExpression(node) && line >= from && line <= to && calledName(node) === name) call = node;
    if (call === undefined) ts.forEachChild(node, visit);
  }
  visit(sourceFile);
  if (call === undefined) return undefined;
  const first = lineOf(call.getStart(sourceFile));
  // A call over several lines is not shown by one of them.
  if (first !== lineOf(call.end)) return undefined;
  const lines = [first];
  const declaration = boundTo(call);
  if (declaration !== undefined) {
    const use = firstUse(declaration, sourceFile);
    if (use === undefined) return undefined;
    lines.push(lineOf(use));
  }
  const shown = [...new Set(lines)].map((line) => ({ line, code: textOf(line) }));
  return shown.every(({ code }) => code.length > 0 && code.length <= longestLine && !code.includes('`')) ? shown : undefined;
}

function calledName({ expression }: ts.CallExpression): string | undefined {
  if (ts.isIdentifier(expression)) return expression.text;
  return ts.isPropertyAccessExpression(expression) ? expression.name.text : undefined;
}

function boundTo(call: ts.Expression): ts.VariableDeclaration | undefined {
  let node: ts.Node = call;
  while (ts.isAwaitExpression(node.parent) || ts.isParenthesizedExpression(node.parent)) node = node.parent;
  return ts.isVariableDeclaration(node.parent) && node.parent.initializer === node ? node.parent : undefined;
}

function firstUse(declaration: ts.VariableDeclaration, sourceFile: ts.SourceFile): number | undefined {
  const names = new Set<string>();
  function bind(name: ts.BindingName): void {
    if (ts.isIdentifier(name)) names.add(name.text);
    else for (const element of name.elements) if (ts.isBindingElement(element)) bind(element.name);
  }
  bind(declaration.name);
  let found: number | undefined;
  function visit(node: ts.Node): void {
    if (ts.isIdentifier(node) && node.pos >= declaration.end && names.has(node.text)) found ??= node.getStart(sourceFile);
    if (found === undefined) ts.forEachChild(node, visit);
  }
  visit(sourceFile);
  return found;
}
