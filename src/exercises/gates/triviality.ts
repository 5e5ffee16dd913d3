import { ts } from 'ts-morph';
import type { LocatedUnit } from '../../analysis/sourceText.ts';
import { linesOf } from '../syntaxLines.ts';
import type { Draft, DraftOption } from '../kinds/exerciseKind.ts';

/** Statements and decisions that a call goes through; with fewer, its outcome is read off. */
const fewestSteps = 3;

/** Why a question could be answered without understanding, or `undefined`. */
export function triviality(draft: Draft, chosen: readonly DraftOption[], located: LocatedUnit): string | undefined {
  if (draft.statesNoCall !== true && stepsOf(draft.key.shownBy.run.executedLines, located) < fewestSteps)
    return 'the asked run is a one-liner';
  const askedLines = draft.lines[0];
  // Where the question names no line, finding it is part of the answer.
  const named = askedLines !== undefined && new RegExp(`\\blines? ${askedLines[0]}\\b`, 'iu').test(draft.stem);
  if (named && literalStandsAlone(draft.key, chosen, linesBetween(located, askedLines[0], askedLines[1]))) {
    return 'the answer stands in the asked line';
  }
  if (sharesMostWithStem(draft, chosen)) return 'the key repeats the words of the question';
  return undefined;
}

/** Statements that ran, and the decisions within them: `return a && b?.c` is three steps. */
function stepsOf(executed: readonly number[], { node: unit, sourceFile }: LocatedUnit): number {
  const ran = new Set(executed);
  let decisions = 0;
  const visit = (node: ts.Node): void => {
    const isDecision =
      ts.isConditionalExpression(node) ||
      (ts.isBinaryExpression(node) && decides.has(node.operatorToken.kind)) ||
      ((ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node) || ts.isCallExpression(node)) &&
        node.questionDotToken !== undefined);
    if (isDecision && ran.has(statementLine(node, unit, sourceFile))) decisions += 1;
    ts.forEachChild(node, visit);
  };
  visit(unit);
  return executed.length + decisions;
}

const decides: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.AmpersandAmpersandToken,
  ts.SyntaxKind.BarBarToken,
  ts.SyntaxKind.QuestionQuestionToken,
]);

/** 1-based line of the statement around a node; that of the unit's body where an arrow function is no more than an expression. */
function statementLine(node: ts.Node, unit: ts.Node, sourceFile: ts.SourceFile): number {
  let current = node;
  while (current.parent !== unit && !ts.isStatement(current)) current = current.parent;
  return linesOf(current, sourceFile)[0];
}

/** The key's only own code token stands in the asked line, and no distractor's does. */
function literalStandsAlone(key: DraftOption, chosen: readonly DraftOption[], line: string): boolean {
  const shared = new Set(chosen.flatMap((option) => codeIn(option.text)));
  const own = codeIn(key.text).filter((code) => !shared.has(code));
  if (own.length === 0) return false;
  const here = (code: string): boolean => code !== 'undefined' && line.includes(code);
  return own.every(here) && !chosen.some((option) => codeIn(option.text).some((code) => !codeIn(key.text).includes(code) && here(code)));
}

function sharesMostWithStem(draft: Draft, chosen: readonly DraftOption[]): boolean {
  const stem = new Set(codeIn(draft.stem));
  const overlap = (option: DraftOption): number => codeIn(option.text).filter((code) => stem.has(code)).length;
  const own = overlap(draft.key);
  return own > 0 && chosen.every((option) => overlap(option) < own);
}

function codeIn(text: string): readonly string[] {
  return [...text.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? '');
}

function linesBetween({ sourceFile }: LocatedUnit, first: number, last: number): string {
  return sourceFile.text
    .split(/\r?\n/)
    .slice(first - 1, last)
    .join('\n');
}
