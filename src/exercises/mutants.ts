import { ts } from 'ts-morph';
import type { LocatedUnit } from '../analysis/sourceText.ts';
import type { LineRange } from '../terms/ranges.ts';
import { linesOf } from './syntaxLines.ts';
import type { UnitEdit } from './worlds/world.ts';

export type MutantKind =
  | 'guard removed'
  | 'check dropped'
  | 'condition negated'
  | 'statement removed'
  | 'await dropped'
  | 'failure swallowed'
  | 'catch rethrows'
  | 'rethrow dropped'
  | 'finally emptied'
  | 'combinator swapped'
  | 'operator swapped'
  | 'operand dropped'
  | 'neighbours swapped';

/** A variant of the unit that differs in one place, shaped like a belief people hold about such code. */
export interface Mutant {
  readonly kind: MutantKind;
  readonly edits: readonly UnitEdit[];
  /** The altered lines. */
  readonly lines: LineRange;
  /** Finishes "this is what happens …": `when line 7's guard is gone`. */
  readonly happensWhen: string;
  readonly node: ts.Node;
}

/** All one-place variants of the unit, in source order. Line breaks are kept, so lines stay comparable. */
export function mutantsOf(located: LocatedUnit): readonly Mutant[] {
  const { node: unit, sourceFile } = located;
  const found: Mutant[] = [];

  function add(kind: MutantKind, node: ts.Node, edits: readonly UnitEdit[], happensWhen: string, place = node): void {
    found.push({ kind, node, edits, lines: linesOf(place, sourceFile), happensWhen });
  }

  function visit(node: ts.Node): void {
    if (mayNeverEnd(node, unit)) {
      ts.forEachChild(node, visit);
      return;
    }
    const line = linesOf(node, sourceFile)[0];
    if (ts.isIfStatement(node)) {
      if (isGuard(node)) add('guard removed', node, [blanked(node, sourceFile)], `without the \`if\` in line ${line}`);
      else if (node.elseStatement === undefined) {
        add(
          'check dropped',
          node,
          [replaced(node.expression, 'true', sourceFile)],
          `when the block after line ${line}'s check always runs`,
        );
      }
      const opposite = replaced(node.expression, `!(${node.expression.getText(sourceFile)})`, sourceFile);
      add('condition negated', node, [opposite], `when line ${line} tests the opposite`);
    } else if (ts.isConditionalExpression(node)) {
      const opposite = replaced(node.condition, `!(${node.condition.getText(sourceFile)})`, sourceFile);
      add('condition negated', node, [opposite], `when the condition in line ${line} is the opposite`);
    } else if (ts.isExpressionStatement(node)) {
      if (!isSuperCall(node)) add('statement removed', node, [blanked(node, sourceFile)], `without line ${line}`);
      if (isFailing(node.expression)) {
        add(
          'failure swallowed',
          node,
          [replaced(node, `try { ${node.getText(sourceFile)} } catch {}`, sourceFile)],
          `when a failure in line ${line} is swallowed on the spot`,
        );
      }
      const next = neighbour(node);
      if (next !== undefined)
        add(
          'neighbours swapped',
          node,
          swapped(node, next, sourceFile),
          `when lines ${line} and ${linesOf(next, sourceFile)[0]} change places`,
        );
    } else if (ts.isAwaitExpression(node)) {
      add(
        'await dropped',
        node,
        [replaced(node, `(${node.expression.getText(sourceFile)})`, sourceFile)],
        `without the \`await\` in line ${line}`,
      );
    } else if (ts.isTryStatement(node)) {
      visitTry(node);
    } else if (ts.isThrowStatement(node) && insideCatch(node, unit)) {
      add('rethrow dropped', node, [blanked(node, sourceFile)], `when line ${line} does not throw`);
    } else if (ts.isCallExpression(node)) {
      const other = swappedCombinator(node, sourceFile);
      if (other !== undefined)
        add('combinator swapped', node, [replaced(node.expression, other, sourceFile)], `with \`${other}\` in line ${line}`);
    } else if (ts.isBinaryExpression(node)) {
      const written = node.operatorToken.getText(sourceFile);
      const other = swappedOperators[written];
      if (other !== undefined) {
        const [at] = linesOf(node.operatorToken, sourceFile);
        const words = `with \`${other}\` instead of \`${written}\` in line ${at}`;
        if (isLogical(node.operatorToken.kind)) {
          add(
            'operand dropped',
            node,
            [replaced(node, `(${node.left.getText(sourceFile)})`, sourceFile)],
            `without what follows \`${written}\` in line ${at}`,
            node.operatorToken,
          );
        }
        add('operator swapped', node, [replaced(node.operatorToken, other, sourceFile)], words, node.operatorToken);
      }
    }
    ts.forEachChild(node, visit);
  }

  function visitTry(node: ts.TryStatement): void {
    if (node.catchClause !== undefined) {
      const clause = node.catchClause;
      const binding = clause.variableDeclaration;
      const line = linesOf(clause, sourceFile)[0];
      if (binding === undefined || ts.isIdentifier(binding.name)) {
        const name = binding === undefined ? 'caught' : binding.name.getText(sourceFile);
        const head = binding === undefined ? `catch (${name}) ` : '';
        const edit =
          binding === undefined
            ? { ...replaced(clause, `${head}{ throw ${name}; }`, sourceFile) }
            : replaced(clause.block, `{ throw ${name}; }`, sourceFile);
        add('catch rethrows', clause, [edit], `when the \`catch\` in line ${line} only passes the error on`);
        add('failure swallowed', clause, [replaced(clause.block, '{}', sourceFile)], `when the \`catch\` in line ${line} is empty`);
      }
    }
    if (node.finallyBlock !== undefined) {
      const line = linesOf(node.finallyBlock, sourceFile)[0];
      add('finally emptied', node.finallyBlock, [replaced(node.finallyBlock, '{}', sourceFile)], `without the \`finally\` in line ${line}`);
    }
  }

  ts.forEachChild(unit, visit);
  return found;
}

/** `if (…) return;` and its like: no `else`, and the last thing done is leaving. */
export function isGuard(node: ts.IfStatement): boolean {
  if (node.elseStatement !== undefined) return false;
  const body = node.thenStatement;
  const last = ts.isBlock(body) ? body.statements.at(-1) : body;
  if (last === undefined || (ts.isBlock(body) && body.statements.length > 3)) return false;
  return ts.isReturnStatement(last) || ts.isThrowStatement(last) || ts.isContinueStatement(last) || ts.isBreakStatement(last);
}

const swappedOperators: Readonly<Record<string, string>> = {
  '&&': '||',
  '||': '&&',
  '??': '||',
  '===': '!==',
  '!==': '===',
  '<': '<=',
  '<=': '<',
  '>': '>=',
  '>=': '>',
};

const combinators: Readonly<Record<string, string>> = {
  'Promise.all': 'Promise.allSettled',
  'Promise.allSettled': 'Promise.all',
  'Promise.race': 'Promise.all',
  'Promise.any': 'Promise.race',
};

function swappedCombinator(node: ts.CallExpression, sourceFile: ts.SourceFile): string | undefined {
  return combinators[node.expression.getText(sourceFile)];
}

/** A change to what ends a loop costs seconds and shows nothing. */
function mayNeverEnd(node: ts.Node, unit: ts.Node): boolean {
  for (let child = node; child !== unit && child.parent !== undefined; child = child.parent) {
    const loop = child.parent;
    if (ts.isWhileStatement(loop) || ts.isDoStatement(loop)) return true;
    if (ts.isForStatement(loop) && child !== loop.statement) return true;
  }
  return false;
}

function isLogical(kind: ts.SyntaxKind): boolean {
  return (
    kind === ts.SyntaxKind.AmpersandAmpersandToken || kind === ts.SyntaxKind.BarBarToken || kind === ts.SyntaxKind.QuestionQuestionToken
  );
}

function isFailing(expression: ts.Expression): boolean {
  return ts.isAwaitExpression(expression) || ts.isCallExpression(expression);
}

function isSuperCall(node: ts.ExpressionStatement): boolean {
  return ts.isCallExpression(node.expression) && node.expression.expression.kind === ts.SyntaxKind.SuperKeyword;
}

function insideCatch(node: ts.Node, unit: ts.Node): boolean {
  for (let parent = node.parent; parent !== unit && parent !== undefined; parent = parent.parent) {
    if (ts.isCatchClause(parent)) return true;
  }
  return false;
}

function neighbour(node: ts.ExpressionStatement): ts.Statement | undefined {
  const parent = node.parent;
  if (!ts.isBlock(parent)) return undefined;
  const next = parent.statements[parent.statements.indexOf(node) + 1];
  return next !== undefined && ts.isExpressionStatement(next) ? next : undefined;
}

function replaced(node: ts.Node, text: string, sourceFile: ts.SourceFile): UnitEdit {
  const start = node.getStart(sourceFile);
  const missing = lineBreaks(sourceFile.text.slice(start, node.end)) - lineBreaks(text);
  return { start, end: node.end, text: text + '\n'.repeat(Math.max(0, missing)) };
}

function blanked(node: ts.Node, sourceFile: ts.SourceFile): UnitEdit {
  return replaced(node, ';', sourceFile);
}

function swapped(first: ts.Node, second: ts.Node, sourceFile: ts.SourceFile): readonly UnitEdit[] {
  const from = first.getStart(sourceFile);
  const between = sourceFile.text.slice(first.end, second.getStart(sourceFile));
  return [{ start: from, end: second.end, text: second.getText(sourceFile) + between + first.getText(sourceFile) }];
}

function lineBreaks(text: string): number {
  return text.split('\n').length - 1;
}
