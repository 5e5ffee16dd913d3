import { ts } from 'ts-morph';
import type { LocatedUnit } from '../../analysis/sourceText.ts';
import type { RippledFile } from '../../analysis/typeRipple.ts';
import { giveaway } from '../gates/cueRules.ts';
import { lastName } from '../wording/stemWords.ts';
import type { UnitEdit } from '../worlds/world.ts';
import { compilerRecord, errorInWords } from './compilerWords.ts';
import type { Draft, DraftOption, ExerciseKind, KindRequest } from './exerciseKind.ts';

const fewestFiles = 3;

/** A change of what others see of the unit, in words that finish "Say `load` …". */
interface SurfaceChange {
  readonly words: string;
  readonly edits: readonly UnitEdit[];
}

/**
 * Which file a change of type reaches, and which one it passes by without a word.
 *
 *     export function findUser(id: string): User
 *
 * "Say `findUser` may answer `undefined` as well. Which of these calls still compiles?" The one that still compiles is where nobody is
 * told; where the compiler objects in one file only, that one is asked for. The files that call the unit are really compiled again.
 */
export const typeRipple: ExerciseKind = {
  id: 'E22 type-ripple',
  level: 'change-impact',
  async draft(request) {
    const { typeRipple: ripple, located, checker } = request.unit;
    if (ripple === undefined || checker === undefined) return [];
    const drafts: Draft[] = [];
    for (const change of surfaceChanges(located, checker)) {
      const files = ripple(change.edits, fewestFiles);
      if (!files.ok) continue;
      const draft = draftFor(request, change, files.value);
      if (draft !== undefined) drafts.push(draft);
    }
    return await Promise.resolve(drafts);
  },
};

function draftFor(request: KindRequest, change: SurfaceChange, files: readonly RippledFile[]): Draft | undefined {
  const [base] = request.baseline;
  const { located } = request.unit;
  const broken = files.filter(({ errors }) => errors.length > 0);
  const clean = files.filter(({ errors }) => errors.length === 0);
  const [asked, others, ask] =
    broken.length >= 2
      ? [clean, broken, 'Which of these calls still compiles?']
      : [broken, clean, 'Which of these calls no longer compiles?'];
  if (base === undefined) return undefined;
  const nameOf = namesFor(files);
  const textOf = (file: RippledFile): string => `The call in ${nameOf(file)}`;
  for (const key of asked) {
    for (const [index, first] of others.entries()) {
      for (const second of others.slice(index + 1)) {
        const chosen = [key, first, second];
        if (giveaway(chosen.map(textOf), 0) !== undefined) continue;
        const optionOf = (file: RippledFile): DraftOption => ({
          text: textOf(file),
          shownBy: base,
          happensWhen: 'as the code is',
          reason: reasonFor(file),
          recompiled: compilerRecord(located, change.edits, file.errors, [file.path]),
        });
        return {
          stem: `Say \`${lastName(located.unit.name)}\` ${change.words}. ${ask}`,
          statesNoCall: true,
          scenarioClass: `${change.words} ${key.path}`,
          key: optionOf(key),
          distractors: [optionOf(first), optionOf(second)],
          ordered: true,
          lines: [[located.unit.lines[0], located.unit.lines[0]]],
          weight: asked === clean ? 0.9 : 0.6,
          assumptions: chosen.toSorted((left, right) => left.path.localeCompare(right.path, 'en')).map((file) => useOf(file, nameOf)),
        };
      }
    }
  }
  return undefined;
}

/** The file's own name where that tells it from the others. */
function namesFor(files: readonly RippledFile[]): (file: RippledFile) => string {
  const ownName = ({ path }: RippledFile): string => path.split('/').at(-1) ?? path;
  const all = files.map(ownName);
  return (file) => {
    const own = ownName(file);
    return `\`${all.filter((name) => name === own).length > 1 ? file.path : own}\``;
  };
}

/** `\`cart.ts\`, line 4: \`const user = find(id);\`, line 5: \`return user.name;\`` */
function useOf(file: RippledFile, nameOf: (file: RippledFile) => string): string {
  return `${nameOf(file)}, ${file.shown.map(({ line, code }) => `line ${line}: \`${code}\``).join(', ')}`;
}

function reasonFor({ errors }: RippledFile): string {
  const [error] = errors;
  return error === undefined
    ? 'Compiled again, it has no error: what it does with the answer is allowed for the new type as well.'
    : `Compiled again, it has an error: ${errorInWords(error)}`;
}

function surfaceChanges({ node, sourceFile }: LocatedUnit, checker: ts.TypeChecker): readonly SurfaceChange[] {
  if (!ts.isFunctionDeclaration(node) && !ts.isMethodDeclaration(node) && !ts.isArrowFunction(node) && !ts.isFunctionExpression(node))
    return [];
  const signature = checker.getSignatureFromDeclaration(node);
  if (signature === undefined || node.body === undefined || node.asteriskToken !== undefined) return [];
  if (node.type !== undefined && ts.isTypePredicateNode(node.type)) return [];
  const async = node.modifiers?.find(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword);
  const answered = checker.getReturnTypeOfSignature(signature);
  const held = checker.getAwaitedType(answered) ?? answered;
  const isPromise = held !== answered;
  const changes: SurfaceChange[] = [];
  const open = ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.Never | ts.TypeFlags.Void;
  const nothing = ts.TypeFlags.Undefined | ts.TypeFlags.Null | ts.TypeFlags.Void;
  const parts = held.isUnion() ? held.types : [held];
  if ((held.flags & open) === 0 && !parts.some(({ flags }) => (flags & nothing) !== 0)) {
    const edit = widened(node, sourceFile, isPromise);
    if (edit !== undefined) changes.push({ words: 'may answer `undefined` as well', edits: [edit] });
  }
  if (async === undefined && !isPromise && (answered.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.Never)) === 0) {
    const at = ts.isMethodDeclaration(node) ? node.name.getStart(sourceFile) : startOf(node, sourceFile);
    const edits = [{ start: at, end: at, text: 'async ' }];
    if (node.type !== undefined) edits.push(around(node.type, sourceFile, 'Promise<', '>'));
    changes.push({ words: 'becomes `async`', edits });
  }
  return changes;
}

/** The unit with `undefined` among its answers: in the declared type, or by a return of its own where none is declared. */
function widened(
  node: ts.FunctionDeclaration | ts.MethodDeclaration | ts.ArrowFunction | ts.FunctionExpression,
  sourceFile: ts.SourceFile,
  isPromise: boolean,
): UnitEdit | undefined {
  const { type, body } = node;
  if (type === undefined) {
    if (isPromise && node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword) !== true) return undefined;
    if (body === undefined || !ts.isBlock(body)) return undefined;
    const at = body.getStart(sourceFile) + 1;
    return { start: at, end: at, text: ' if (Date.now() < 0) return undefined;' };
  }
  if (!isPromise) return around(type, sourceFile, '(', ') | undefined');
  const [inner] = ts.isTypeReferenceNode(type) && type.typeName.getText(sourceFile) === 'Promise' ? (type.typeArguments ?? []) : [];
  return inner === undefined ? undefined : around(inner, sourceFile, '(', ') | undefined');
}

function around(type: ts.TypeNode, sourceFile: ts.SourceFile, before: string, after: string): UnitEdit {
  return { start: type.getStart(sourceFile), end: type.end, text: `${before}${type.getText(sourceFile)}${after}` };
}

/** Behind `export` and its like. */
function startOf(node: ts.Node, sourceFile: ts.SourceFile): number {
  const keyword = node.getChildren(sourceFile).find(({ kind }) => kind === ts.SyntaxKind.FunctionKeyword);
  return keyword?.getStart(sourceFile) ?? node.getStart(sourceFile);
}
