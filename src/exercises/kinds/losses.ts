import { ts } from 'ts-morph';
import type { LocatedUnit } from '../../analysis/sourceText.ts';
import type { LineRange } from '../../terms/ranges.ts';
import { mutantsOf } from '../mutants.ts';
import { isLogging } from '../wording/outcomeFeatures.ts';
import { capitalised, inLines } from '../wording/stemWords.ts';
import { linesOf } from '../syntaxLines.ts';
import type { UnitEdit } from '../worlds/world.ts';
import { fillsResult } from './removedStatements.ts';

/** Something small that can get lost from a unit and leaves it well-formed; never a declaration, for that is always an error. */
export interface Loss {
  readonly what: 'statement' | 'guard' | 'check' | 'await' | 'operand' | 'optional step';
  readonly edits: readonly UnitEdit[];
  readonly lines: LineRange;
  /** Names it in a sentence: `line 9`, `the \`await\` in line 4`. */
  readonly words: string;
  readonly node: ts.Node;
  /** It fills what the caller gets: telling that would only repeat the lost text. */
  readonly fillsResult?: boolean;
  /** Telling what becomes of `target` would only repeat the lost text. */
  repeats(target: string): boolean;
}

const longestStatement = 4;
const longestOperand = 36;

/** Everything in the unit that a merge could lose, in source order. */
export function lossesIn(located: LocatedUnit): readonly Loss[] {
  const { sourceFile } = located;
  const found: Loss[] = [];
  for (const mutant of mutantsOf(located)) {
    const { node, edits, lines, kind } = mutant;
    const [line] = lines;
    if (kind === 'statement removed' || kind === 'guard removed') {
      if (lines[1] - line >= longestStatement || onlyLogs(node, sourceFile) || !ownsItsLines(node, sourceFile)) continue;
      const what = kind === 'guard removed' ? 'guard' : 'statement';
      const repeats = namesIn(what === 'guard' && ts.isIfStatement(node) ? node.expression : node, sourceFile);
      found.push({ what, edits, lines, node, repeats, words: inLines(lines), fillsResult: fillsResult(mutant, located) });
    } else if (kind === 'await dropped') {
      found.push({ what: 'await', edits, lines, node, repeats: () => false, words: `the \`await\` in line ${line}` });
    } else if (kind === 'check dropped' && ts.isIfStatement(node)) {
      const check = linesOf(node.expression, sourceFile);
      found.push({
        what: 'check',
        edits,
        lines: check,
        node,
        repeats: namesIn(decidesMore(node.thenStatement) ? node.expression : node, sourceFile),
        words: `the check in ${inLines(check)}`,
      });
    } else if (kind === 'operand dropped' && ts.isBinaryExpression(node)) {
      const lost = `${node.operatorToken.getText(sourceFile)} ${node.right.getText(sourceFile)}`;
      if (lost.length > longestOperand || /[`\n]/.test(lost)) continue;
      found.push({ what: 'operand', edits, lines, node, repeats: namesIn(node.right, sourceFile), words: `\`${lost}\` in line ${line}` });
    }
  }
  return [...found, ...optionalSteps(located)].toSorted((left, right) => (left.edits[0]?.start ?? 0) - (right.edits[0]?.start ?? 0));
}

function optionalSteps({ node: unit, sourceFile }: LocatedUnit): readonly Loss[] {
  const found: Loss[] = [];
  function visit(node: ts.Node): void {
    if ((ts.isPropertyAccessExpression(node) || ts.isCallExpression(node) || ts.isElementAccessExpression(node)) && node.questionDotToken) {
      const token = node.questionDotToken;
      const lines = linesOf(token, sourceFile);
      const before = node.expression.getText(sourceFile);
      const start = token.getStart(sourceFile);
      const edit = { start, end: token.end, text: ts.isPropertyAccessExpression(node) ? '.' : '' };
      if (before.length <= longestOperand && !before.includes('`')) {
        const words = `the \`?\` after \`${before}\` in line ${lines[0]}`;
        found.push({ what: 'optional step', edits: [edit], lines, node, repeats: () => false, words });
      }
    }
    ts.forEachChild(node, visit);
  }
  ts.forEachChild(unit, visit);
  return found;
}

/** `A merge loses line 9`, `The check in line 4 gets lost in a merge, so that its block always runs`. */
export function lossInWords(loss: Loss): string {
  if (loss.what === 'check') return `${capitalised(loss.words)} gets lost in a merge, so that its block always runs`;
  return capitalised(
    loss.what === 'statement' || loss.what === 'guard' ? `a merge loses ${loss.words}` : `${loss.words} gets lost in a merge`,
  );
}

/** Whether what runs inside is decided by more than being inside. */
function decidesMore(node: ts.Node): boolean {
  return (
    ts.isIfStatement(node) ||
    ts.isConditionalExpression(node) ||
    ts.isSwitchStatement(node) ||
    (ts.forEachChild(node, decidesMore) ?? false)
  );
}

/** Whether the text of a node holds a name, private or not. */
function namesIn(node: ts.Node, sourceFile: ts.SourceFile): Loss['repeats'] {
  const names = new Set(node.getText(sourceFile).match(/[\w$]+/g));
  // `const isOpen = door.isOpen`: a lost `isOpen(…)` is a lost `door.isOpen`.
  const origins = (child: ts.Node): void => {
    if (ts.isVariableDeclaration(child) && ts.isIdentifier(child.name) && names.has(child.name.text))
      for (const name of child.initializer?.getText(sourceFile).match(/[\w$]+/g) ?? []) names.add(name);
    ts.forEachChild(child, origins);
  };
  origins(functionAround(node));
  return (target) =>
    names.has(
      target
        .replaceAll(/\(\)|\[\d+\]/g, '')
        .split(/[.#]/)
        .at(-1) ?? '',
    );
}

function functionAround(node: ts.Node): ts.Node {
  let current = node;
  while (current.parent !== undefined && !ts.isFunctionLike(current)) current = current.parent;
  return current;
}

/** A line number names the statement only where nothing else stands on its lines. */
function ownsItsLines(node: ts.Node, { text }: ts.SourceFile): boolean {
  const start = text.lastIndexOf('\n', node.getStart() - 1) + 1;
  const end = text.indexOf('\n', node.end);
  const after = text.slice(node.end, end < 0 ? text.length : end).trim();
  return text.slice(start, node.getStart()).trim() === '' && (after === '' || after.startsWith('//'));
}

function onlyLogs(node: ts.Node, sourceFile: ts.SourceFile): boolean {
  return (
    ts.isExpressionStatement(node) && ts.isCallExpression(node.expression) && isLogging(node.expression.expression.getText(sourceFile))
  );
}
