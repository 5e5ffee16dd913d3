import { ts } from 'ts-morph';
import type { FactDetector } from '../factDetector.ts';
import { ownNodes, withoutParentheses } from '../ownCode.ts';
import { lineOf, stateFact } from '../stateFact.ts';

const kind = 'partial-match';

/**
 * A text is read with an expression that need not cover it, and only a text in which nothing matches is turned away.
 *
 *     const match = /(\d+)(ms|s)?/.exec(text); if (!match) throw new Error(…);
 *     → Line 1 looks for its match anywhere in `text`: what stands before or after it is passed over, not refused.
 */
export const partialMatch: FactDetector = {
  id: kind,
  detect({ node }) {
    return ownNodes(node).flatMap((found) => {
      if (!ts.isVariableDeclaration(found) || !found.initializer || !ts.isIdentifier(found.name)) return [];
      const read = readingOf(withoutParentheses(found.initializer));
      const name = found.name.text;
      const refusal = read && ownNodes(node).find((later) => later.pos >= found.end && isRefusal(later, name));
      if (!read || !refusal) return [];
      const { pattern, subject } = read;
      const body = pattern.text.slice(1, pattern.text.lastIndexOf('/'));
      const [from, to] = [body.startsWith('^'), body.endsWith('$') && !body.endsWith(String.raw`\$`)];
      // Alternatives and expressions that take everything up to the end are another matter.
      if (
        (from && to) ||
        /\|/u.test(body.replaceAll(/\([^()]*\)/gu, '')) ||
        /[gy]/u.test(pattern.text.slice(pattern.text.lastIndexOf('/')))
      )
        return [];
      if (!from && to) return [];
      if (/\.[*+]\)?\??$/u.test(body) || /\(\?[=!]/u.test(body)) return [];
      const where = from ? 'what stands after the match' : 'what stands before or after the match';
      const looks = from ? `only at the beginning of \`${subject}\`` : `anywhere in \`${subject}\``;
      const text = `Line ${lineOf(pattern)} looks ${looks}: ${where} is passed over, not refused.`;
      return stateFact({ kind, about: name, text, on: [pattern, refusal], surprise: 0.66 });
    });
  },
};

/** `/…/.exec(text)` and `text.match(/…/)`. */
function readingOf(call: ts.Expression): { readonly pattern: ts.RegularExpressionLiteral; readonly subject: string } | undefined {
  if (!ts.isCallExpression(call) || !ts.isPropertyAccessExpression(call.expression) || call.arguments.length !== 1) return undefined;
  const [argument] = call.arguments;
  const { expression: receiver, name } = call.expression;
  const [pattern, subject] = name.text === 'exec' ? [receiver, argument] : name.text === 'match' ? [argument, receiver] : [];
  if (!pattern || !subject || !ts.isRegularExpressionLiteral(pattern) || !ts.isIdentifier(subject)) return undefined;
  return { pattern, subject: subject.text };
}

/** `if (!match) throw …`: the text counts as wrong when nothing matches. */
function isRefusal(node: ts.Node, name: string): boolean {
  if (!ts.isIfStatement(node) || !new RegExp(String.raw`^(!${name}|${name} ===? null)$`, 'u').test(node.expression.getText())) return false;
  const branch = ts.isBlock(node.thenStatement) ? node.thenStatement.statements.at(-1) : node.thenStatement;
  return branch !== undefined && ts.isThrowStatement(branch);
}
