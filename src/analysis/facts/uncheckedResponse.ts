import { ts } from 'ts-morph';
import type { FactDetector } from '../factDetector.ts';
import { scopesAround } from '../localScopes.ts';
import { bodyOf, ownNodes, withoutParentheses } from '../ownCode.ts';
import { stateFact } from '../stateFact.ts';

const kind = 'unchecked-response';
const reading = new Set(['json', 'text', 'blob', 'arrayBuffer', 'body', 'headers', 'formData']);

/**
 * A `fetch` whose answer is read without a look at its status.
 *
 *     const response = await fetch(url); return response.json();
 *     → `fetch` also resolves for 404 and 500, and nothing here looks at `response.ok` or its status.
 */
export const uncheckedResponse: FactDetector = {
  id: kind,
  detect({ node }) {
    const body = bodyOf(node);
    if (!body) return [];
    const scopes = scopesAround(node);
    return ownNodes(body).flatMap((found) => {
      if (!ts.isVariableDeclaration(found) || !ts.isIdentifier(found.name) || !found.initializer) return [];
      const awaited = withoutParentheses(found.initializer);
      const call = ts.isAwaitExpression(awaited) ? withoutParentheses(awaited.expression) : undefined;
      if (!call || !ts.isCallExpression(call) || !ts.isIdentifier(call.expression) || call.expression.text !== 'fetch') return [];
      if (!scopes.isTopLevel(call.expression) || declaresFetch(node.getSourceFile())) return [];
      const name = found.name.text;
      const uses: ts.Identifier[] = [];
      const collect = (child: ts.Node): void => {
        if (ts.isIdentifier(child) && child.text === name && child !== found.name) uses.push(child);
        ts.forEachChild(child, collect);
      };
      collect(body);
      const onlyReads = uses.every(({ parent }) => ts.isPropertyAccessExpression(parent) && reading.has(parent.name.text));
      if (uses.length === 0 || !onlyReads) return [];
      const text = `\`fetch\` also resolves for 404 and 500, and nothing here looks at \`${name}.ok\` or \`${name}.status\`.`;
      return stateFact({ kind, about: name, text, on: [found], surprise: 0.9, reach: 'elsewhere' });
    });
  },
};

/** An imported `fetch` may throw for bad answers. */
function declaresFetch(sourceFile: ts.SourceFile): boolean {
  return sourceFile.statements.some((statement) => {
    if (ts.isImportDeclaration(statement)) return /\bfetch\b/.test(statement.importClause?.getText() ?? '');
    return (
      (ts.isFunctionDeclaration(statement) && statement.name?.text === 'fetch') ||
      (ts.isVariableStatement(statement) && /\bfetch\s*[=,}:]/.test(statement.getText().slice(0, 200)))
    );
  });
}
