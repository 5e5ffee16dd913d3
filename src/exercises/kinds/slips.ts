import { ts } from 'ts-morph';
import type { LocatedUnit } from '../../analysis/sourceText.ts';
import { mutantsOf } from '../mutants.ts';
import { linesOf } from '../syntaxLines.ts';
import { isLogging } from '../wording/outcomeFeatures.ts';
import type { UnitEdit } from '../worlds/world.ts';

/** Something small that may be wrong with the unit, told in a few words that begin with its place. */
export interface Slip {
  /** `Line 4: \`||\` for \`&&\``, `Line 4: never true`. Of much the same length, whatever it is. */
  readonly text: string;
  /** Finishes "this is what happens …". */
  readonly happensWhen: string;
  readonly edits: readonly UnitEdit[];
  /** 1-based. */
  readonly line: number;
  /** Source text of what is decided by. */
  readonly decidedBy: string;
}

const longestOperand = 22;

/** The unit's slips, in source order: each does something in some calls and nothing in others, so that its words alone do not tell which. */
export function slipsIn(located: LocatedUnit): readonly Slip[] {
  const { sourceFile } = located;
  const textOf = (node: ts.Node): string => node.getText(sourceFile);
  return mutantsOf(located).flatMap(({ kind, node, edits, lines: [line], happensWhen }): readonly Slip[] => {
    const slip = (words: string, decidedBy: ts.Node | undefined): readonly Slip[] => [
      { text: `Line ${line}: ${words}`, happensWhen, edits, line, decidedBy: decidedBy === undefined ? '' : textOf(decidedBy) },
    ];
    if (kind === 'operator swapped' && ts.isBinaryExpression(node) && standsOnce(node, sourceFile))
      return slip(`\`${edits[0]?.text ?? ''}\` for \`${textOf(node.operatorToken)}\``, node);
    if (kind === 'operand dropped' && ts.isBinaryExpression(node)) {
      const lost = `${textOf(node.operatorToken)} ${textOf(node.right)}`;
      return lost.length > longestOperand || /[`\n]/u.test(lost) ? [] : slip(`no \`${lost}\``, node);
    }
    if (kind === 'statement removed' && edits[0]?.text.includes('\n') === false && !isLog(node, sourceFile))
      return slip('is left out', undefined);
    return kind === 'condition negated' ? forced(node, sourceFile) : [];
  });
}

/** Decisions in a function: its conditions and what joins them. One alone is read off. */
export function decisionsIn({ node: unit }: LocatedUnit): number {
  let count = 0;
  const visit = (node: ts.Node): void => {
    if (ts.isIfStatement(node) || ts.isConditionalExpression(node) || ts.isCaseClause(node) || isJoining(node)) count += 1;
    ts.forEachChild(node, visit);
  };
  visit(unit);
  return count;
}

function isJoining(node: ts.Node): boolean {
  return (
    ts.isBinaryExpression(node) &&
    [ts.SyntaxKind.AmpersandAmpersandToken, ts.SyntaxKind.BarBarToken, ts.SyntaxKind.QuestionQuestionToken].includes(
      node.operatorToken.kind,
    )
  );
}

/** A condition that is always true, and one that is always false. */
function forced(node: ts.Node, sourceFile: ts.SourceFile): readonly Slip[] {
  const condition = ts.isIfStatement(node) ? node.expression : ts.isConditionalExpression(node) ? node.condition : undefined;
  if (condition === undefined) return [];
  const start = condition.getStart(sourceFile);
  const [line] = linesOf(condition, sourceFile);
  // What the condition itself does is still done.
  const text = `(${condition.getText(sourceFile)})`;
  return ['true', 'false'].map((value) => ({
    text: `Line ${line}: ${value === 'true' ? 'always' : 'never'} true`,
    happensWhen: `when the condition in line ${line} is always ${value}`,
    edits: [{ start, end: condition.end, text: value === 'true' ? `${text} || true` : `${text} && false` }],
    line,
    decidedBy: condition.getText(sourceFile),
  }));
}

function isLog(node: ts.Node, sourceFile: ts.SourceFile): boolean {
  return (
    ts.isExpressionStatement(node) && ts.isCallExpression(node.expression) && isLogging(node.expression.expression.getText(sourceFile))
  );
}

/** The line holds this operator once, so that the line names it. */
function standsOnce({ operatorToken }: ts.BinaryExpression, sourceFile: ts.SourceFile): boolean {
  const written = operatorToken.getText(sourceFile);
  const { line } = sourceFile.getLineAndCharacterOfPosition(operatorToken.getStart(sourceFile));
  const text = sourceFile.text.split(/\r?\n/u)[line] ?? '';
  const alike = text.match(/[=!]==?|\?\?|&&|\|\||<=|>=|=>|[<>]/gu)?.filter((operator) => operator === written) ?? [];
  return alike.length === 1;
}
