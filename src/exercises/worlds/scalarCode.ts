import { ts } from 'ts-morph';
import { plainExpression } from './plainExpression.ts';

/** JavaScript of a scalar literal, `undefined` for anything else. */
export function scalarCode(expression: ts.Expression): string | undefined {
  const node = plainExpression(expression);
  if (ts.isStringLiteralLike(node)) return JSON.stringify(node.text);
  if (ts.isNumericLiteral(node)) return String(Number(node.text));
  if (ts.isBigIntLiteral(node)) return /^\d+n$/.test(node.text) ? node.text : undefined;
  if (node.kind === ts.SyntaxKind.TrueKeyword) return 'true';
  if (node.kind === ts.SyntaxKind.FalseKeyword) return 'false';
  if (node.kind === ts.SyntaxKind.NullKeyword) return 'null';
  if (ts.isIdentifier(node) && node.text === 'undefined') return 'undefined';
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.MinusToken && ts.isNumericLiteral(node.operand)) {
    return Number(node.operand.text) === 0 ? '-0' : String(-Number(node.operand.text));
  }
  return undefined;
}
