import { ts } from 'ts-morph';
import type { FactDetector } from '../factDetector.ts';
import { bodyOf, isPlainPath, ownNodes } from '../ownCode.ts';
import { stateFact } from '../stateFact.ts';
import { writersOfPath } from '../stateWriters.ts';

const kind = 'state-read-here';

/**
 * What a unit's answer depends on besides its arguments, and who changes that.
 *
 *     class Session { isOpen() { return !this.closed; } close() { this.closed = true; } }
 *     → Depends on `this.closed`, which `close` assigns.
 */
export const stateReadHere: FactDetector = {
  id: kind,
  detect({ node, sourceFile }) {
    const body = bodyOf(node);
    if (!body || ts.isConstructorDeclaration(node) || isPlainGetter(body)) return [];
    const tried = new Set<string>();
    const candidates = ownNodes(body).flatMap((found) => {
      const path = readPath(found);
      if (path === undefined || tried.has(path)) return [];
      tried.add(path);
      const writers = writersOfPath(found, node, sourceFile) ?? [];
      const isOwn = writers.some((writer) => writer.at.pos >= node.pos && writer.at.end <= node.end);
      return writers.length > 0 && !isOwn ? [{ path, found, writers: [...new Set(writers.map(({ name }) => name))] }] : [];
    });
    // What one place changes says more than what many do.
    const [best] = candidates.toSorted((left, right) => left.writers.length - right.writers.length);
    const [first, second, ...more] = best?.writers ?? [];
    if (!best || first === undefined || more.length > 2) return [];
    const rest = more.length > 0 ? ` and ${more.length} more` : '';
    const who = second === undefined ? `\`${first}\` assigns` : `\`${first}\`${rest === '' ? ' and' : ','} \`${second}\`${rest} assign`;
    const text = `Depends on \`${best.path}\`, which ${who}.`;
    return stateFact({ kind, about: best.path, text, on: [best.found], surprise: decides(best.found) ? 0.3 : 0.25 });
  },
};

/** Which way the unit goes hangs on it. */
function decides(found: ts.Node): boolean {
  const { parent } = found;
  if (ts.isPrefixUnaryExpression(parent)) return decides(parent);
  if (ts.isIfStatement(parent) || ts.isWhileStatement(parent)) return parent.expression === found;
  if (ts.isConditionalExpression(parent)) return parent.condition === found;
  return ts.isBinaryExpression(parent) && /^(&&|\|\||\?\?|===?|!==?|[<>]=?)$/.test(parent.operatorToken.getText());
}

/** `return this.name;`: that says it all. */
function isPlainGetter(body: ts.Block): boolean {
  const [only, ...others] = body.statements;
  return (
    others.length === 0 && only !== undefined && ts.isReturnStatement(only) && only.expression !== undefined && isPlainPath(only.expression)
  );
}

/** `this.name` or a plain name, where it is read. */
function readPath(node: ts.Node): string | undefined {
  const isAssigned =
    ts.isBinaryExpression(node.parent) && node.parent.left === node && node.parent.operatorToken.kind === ts.SyntaxKind.EqualsToken;
  if (isAssigned) return undefined;
  if (ts.isPropertyAccessExpression(node) && node.expression.kind === ts.SyntaxKind.ThisKeyword) return node.getText();
  if (!ts.isIdentifier(node) || !isPlainPath(node)) return undefined;
  const { parent } = node;
  const isName = 'name' in parent && parent.name === node;
  return isName || ts.isTypeNode(parent) || ts.isPropertyAssignment(parent) || ts.isCallExpression(parent) ? undefined : node.text;
}
