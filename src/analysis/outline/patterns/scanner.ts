import { ts } from 'ts-morph';
import { scopesAround } from '../../localScopes.ts';
import { ownNodes } from '../../ownCode.ts';
import { lineOf } from '../../stateFact.ts';
import { writeOf } from '../../writes.ts';
import { inWords, quote } from '../outlineWords.ts';
import type { PatternDetector, Recognised } from '../patternDetector.ts';
import { functionOf } from '../unitBody.ts';

/**
 * A loop that reads a text or list by a position which its body moves on too.
 *
 *     while (i < text.length) { const c = text[i++]; if (c === '\\') { i++; continue; } … }
 *     for (let match; (match = pattern.exec(text)); ) …
 */
export const scanner: PatternDetector = {
  id: 'scanner',
  recognise({ node }) {
    if (!functionOf(node)) return undefined;
    for (const loop of ownNodes(node)) {
      if (!ts.isWhileStatement(loop) && !ts.isForStatement(loop) && !ts.isDoStatement(loop)) continue;
      const found = byPosition(loop) ?? byExpression(loop);
      if (found) return found;
    }
    return undefined;
  },
};

function byPosition(loop: ts.WhileStatement | ts.ForStatement | ts.DoStatement): Recognised | undefined {
  const condition = ts.isForStatement(loop) ? loop.condition : loop.expression;
  if (!condition || !ts.isBinaryExpression(condition) || !ts.isIdentifier(condition.left)) return undefined;
  if (condition.operatorToken.kind !== ts.SyntaxKind.LessThanToken) return undefined;
  const position = condition.left.text;
  const body = [loop.statement, ...ownNodes(loop.statement)];
  const scopes = scopesAround(loop);
  const home = scopes.declaring(condition.left);
  // A loop inside may count with a variable of the same name.
  const moves = body.filter((node) => {
    const write = writeOf(node);
    return write?.target.getText() === position && ts.isIdentifier(write.root) && scopes.declaring(write.root) === home;
  });
  const read = body.find((node) => isReadAt(node, position));
  if (!read || moves.length === 0) return undefined;
  const over = readFrom(read);
  const name = over && quote(over);
  if (!name) return undefined;
  const lines = inWords(
    moves.map((move) => String(lineOf(move))),
    4,
  );
  const where = `${lines.includes(' ') ? 'lines' : 'line'} ${lines} ${lines.includes(' ') ? 'move' : 'moves'}`;
  const isStepped = ts.isForStatement(loop) && loop.incrementor !== undefined;
  return {
    title: isStepped ? `Loop over ${name} that moves its own counter` : `Walks ${name} by position`,
    text: isStepped
      ? `Reads ${name} at position \`${position}\`; ${where} it too, so the step of the loop alone does not tell where it stands.`
      : `Reads ${name} at position \`${position}\`, moved only on ${where.replace(/ moves?$/u, '')}: a round that goes on without ${moves.length > 1 ? 'one of them' : 'it'} reads the same place again.`,
    on: [loop, read, ...moves],
  };
}

/** `text[i]`, `text.charAt(i)`, `text.charCodeAt(i)`, also with `i++` inside. */
function isReadAt(node: ts.Node, position: string): boolean {
  const isPosition = (index: ts.Node | undefined): boolean =>
    index !== undefined && new RegExp(String.raw`^(\+\+)?${position}(\+\+)?$`, 'u').test(index.getText());
  if (ts.isElementAccessExpression(node)) return isPosition(node.argumentExpression);
  return (
    ts.isCallExpression(node) &&
    ts.isPropertyAccessExpression(node.expression) &&
    /^(charAt|charCodeAt|codePointAt|at)$/u.test(node.expression.name.text) &&
    isPosition(node.arguments[0])
  );
}

function readFrom(read: ts.Node): ts.Expression | undefined {
  if (ts.isElementAccessExpression(read)) return read.expression;
  return ts.isCallExpression(read) && ts.isPropertyAccessExpression(read.expression) ? read.expression.expression : undefined;
}

/** `while ((match = pattern.exec(text)))`. */
function byExpression(loop: ts.WhileStatement | ts.ForStatement | ts.DoStatement): Recognised | undefined {
  const condition = ts.isForStatement(loop) ? loop.condition : loop.expression;
  const call =
    condition &&
    [condition, ...ownNodes(condition)].find(
      (node): node is ts.CallExpression =>
        ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression) && node.expression.name.text === 'exec',
    );
  const text = call?.arguments[0] && quote(call.arguments[0]);
  const pattern = call && ts.isPropertyAccessExpression(call.expression) ? quote(call.expression.expression, 50) : undefined;
  if (!call || !text) return undefined;
  return {
    title: `Goes through the matches in ${text}`,
    text: `Goes through ${text} match by match: ${pattern ?? 'the expression'} itself remembers how far it got, in \`lastIndex\`.`,
    on: [loop, call],
  };
}
