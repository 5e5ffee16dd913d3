import { ts } from 'ts-morph';
import type { TextRange } from '../terms/ranges.ts';
import { failure, success, type Result } from '../terms/result.ts';
import type { BoundedProgram, openBoundedProgram } from './boundedProgram.ts';
import type { CallSite, LocatedUnit, SourceText } from './sourceText.ts';

export interface CompilerError {
  readonly path: string;
  /** 1-based, in the edited text. */
  readonly line: number;
  /** `2532` for TS2532. */
  readonly code: number;
  /** The first sentence of the message. */
  readonly message: string;
}

/** What the compiler says to an edit of one unit that it did not say before. */
export interface Recompiled {
  readonly here: readonly CompilerError[];
  readonly elsewhere: readonly CompilerError[];
  /** The other files that were compiled again: none where the unit's type, as others see it, is the same as before. */
  readonly compiled: readonly string[];
  readonly strictness: 'with `strict`' | 'with `strictNullChecks`' | 'without `strict`';
}

/** Fails where the answer would not be the compiler's own: errors before the edit, or users of the unit that are not known. */
export type Recompile = (edits: readonly (TextRange & { readonly text: string })[]) => Result<Recompiled>;

interface RecompileRequest {
  readonly source: SourceText;
  readonly located: LocatedUnit;
  readonly callSites: readonly CallSite[];
  readonly root: string;
  /** The program around the unedited file. */
  readonly program: BoundedProgram;
  readonly openProgram: typeof openBoundedProgram;
}

const mostFiles = 4;

/** Compiles a unit's file with edits, in memory and beside the program that is there; 10–200 ms an edit. */
export function createRecompile(request: RecompileRequest): Recompile {
  const { source, located, program, openProgram, root } = request;
  let cleanBefore: boolean | undefined;

  const open = (entry: string, text: string): BoundedProgram => openProgram({ entry, overlays: new Map([[source.file, text]]), root });

  const elsewhere = (edited: string): Result<Pick<Recompiled, 'elsewhere' | 'compiled'>> => {
    const others = new Map(request.callSites.filter(({ file }) => file !== source.file).map(({ file, path }) => [file, path]));
    if (others.size === 0 || others.size > mostFiles) return failure('its type changes for files that are not known');
    const errors: CompilerError[] = [];
    for (const [file, path] of others) {
      if (open(file, source.text).diagnostics(file).length > 0) return failure(`${path} has errors before the edit`);
      errors.push(...errorsIn(open(file, edited), file, path));
    }
    // A file that uses the unit without calling it by name may still object: only an error that was seen says something.
    return errors.length === 0
      ? failure('its type changes for files that are not known')
      : success({ elsewhere: errors, compiled: [...others.values()] });
  };

  return (edits) => {
    cleanBefore ??= program.sourceFile(source.file) !== undefined && program.diagnostics(source.file).length === 0;
    if (!cleanBefore) return failure('its file has errors before the edit, or is not compiled at all');
    const edited = editedText(source.text, edits);
    const after = open(source.file, edited);
    if (after.sourceFile(source.file)?.text !== edited) return failure('the edit was not compiled');
    const here = errorsIn(after, source.file, source.path);
    const strictness = strictnessOf(after.options);
    const before = seenFromOutside(located.node, program.checker);
    const unitAfter = sameNode(after.sourceFile(source.file), located);
    if (before === undefined || unitAfter === undefined) return failure('how others see it is not known');
    if (seenFromOutside(unitAfter, after.checker) === before) return success({ here, elsewhere: [], compiled: [], strictness });
    if (here.length > 0) return failure('its type changes as well, and others may object too');
    const others = elsewhere(edited);
    return others.ok ? success({ here, ...others.value, strictness }) : others;
  };
}

/** Strict is what the compiler is when nothing is said. */
function strictnessOf({ strict = true, strictNullChecks = strict }: ts.CompilerOptions): Recompiled['strictness'] {
  if (strict && strictNullChecks) return 'with `strict`';
  return strictNullChecks ? 'with `strictNullChecks`' : 'without `strict`';
}

/** What the compiler says of one file. */
export function errorsIn(program: BoundedProgram, file: string, path: string): readonly CompilerError[] {
  return program.diagnostics(file).map((diagnostic) => ({
    path,
    line: (diagnostic.file?.getLineAndCharacterOfPosition(diagnostic.start ?? 0).line ?? 0) + 1,
    code: diagnostic.code,
    message: ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n').split('\n')[0] ?? '',
  }));
}

/** `text` with edits at its own offsets. */
export function editedText(text: string, edits: Parameters<Recompile>[0]): string {
  let edited = text;
  for (const edit of edits.toSorted((left, right) => right.start - left.start)) {
    edited = edited.slice(0, edit.start) + edit.text + edited.slice(edit.end);
  }
  return edited;
}

/** All that a body can change for others: parameters, result and what the result asserts. A constructor may shape its class as well. */
function seenFromOutside(node: ts.Node, checker: ts.TypeChecker): string | undefined {
  if (!ts.isFunctionLike(node)) return undefined;
  if (
    ts.isConstructorDeclaration(node) &&
    node.parent.members.some((member) => ts.isPropertyDeclaration(member) && !member.type && !member.initializer)
  )
    return undefined;
  const signature = checker.getSignatureFromDeclaration(node);
  return signature && checker.signatureToString(signature, undefined, ts.TypeFormatFlags.NoTruncation);
}

/** The unit in the edited file: it starts where it did, for edits lie inside it. */
function sameNode(sourceFile: ts.SourceFile | undefined, located: LocatedUnit): ts.Node | undefined {
  const start = located.node.getStart(located.sourceFile);
  let found: ts.Node | undefined;
  function visit(node: ts.Node): void {
    if (found !== undefined || node.end < start || node.pos > start) return;
    if (node.kind === located.node.kind && node.getStart(sourceFile) === start) found = node;
    else ts.forEachChild(node, visit);
  }
  if (sourceFile !== undefined) visit(sourceFile);
  return found;
}
