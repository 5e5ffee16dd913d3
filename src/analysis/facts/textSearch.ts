import { ts } from 'ts-morph';
import type { Fact } from '../../terms/fact.ts';
import type { FactContext, FactDetector } from '../factDetector.ts';
import { scopesAround } from '../localScopes.ts';
import { ownNodes } from '../ownCode.ts';
import { lineOf, stateFact } from '../stateFact.ts';

const kind = 'text-search';

/**
 * Searches in text that find less than they seem to.
 *
 *     return path.replace('/', '.');                          → Only the first `'/'` is replaced: a text as pattern is not searched on.
 *     const word = /\w+/g; … if (word.test(text)) …           → `word` remembers where it stopped (`g`): the same text can fail the next time.
 */
export const textSearch: FactDetector = {
  id: kind,
  detect({ node, sourceFile }, context) {
    if (!ts.isFunctionLike(node)) return [];
    return ownNodes(node).flatMap((found) =>
      ts.isCallExpression(found) ? [...firstOnly(found, context), ...remembered(found, sourceFile)] : [],
    );
  },
};

function firstOnly(call: ts.CallExpression, { checker }: FactContext): readonly Fact[] {
  const callee = call.expression;
  const [pattern, replacement] = call.arguments;
  if (!ts.isPropertyAccessExpression(callee) || callee.name.text !== 'replace' || !pattern || !replacement || !ts.isStringLiteral(pattern))
    return [];
  const isText = checker
    ? (checker.getTypeAtLocation(callee.expression).flags & ts.TypeFlags.StringLike) !== 0
    : ts.isStringLiteralLike(replacement) && pattern.text.length <= 3;
  // A number as text has one point at most.
  const isNumber = /\.toFixed\(|\.toString\(\)$|^String\(/.test(callee.expression.getText());
  if (!isText || isNumber || pattern.getText().length > 20) return [];
  const text = `Only the first \`${pattern.getText()}\` is replaced: with a text as its pattern, \`replace\` does not go on.`;
  return stateFact({ kind, about: `first:${pattern.text}`, text, on: [call], surprise: 0.65, ...(checker && { basis: 'types' }) });
}

function remembered(call: ts.CallExpression, sourceFile: ts.SourceFile): readonly Fact[] {
  const callee = call.expression;
  if (!ts.isPropertyAccessExpression(callee) || callee.name.text !== 'test' || !ts.isIdentifier(callee.expression)) return [];
  const name = callee.expression.text;
  const declaration = sourceFile.statements
    .flatMap((statement) => (ts.isVariableStatement(statement) ? [...statement.declarationList.declarations] : []))
    .find((candidate) => candidate.name.getText() === name);
  const pattern = declaration?.initializer;
  if (!declaration || !pattern || !ts.isRegularExpressionLiteral(pattern) || !/\/[a-z]*[gy][a-z]*$/.test(pattern.text)) return [];
  if (!scopesAround(callee).isTopLevel(callee.expression) || sourceFile.text.includes(`${name}.lastIndex`)) return [];
  const text = `\`${name}\` (line ${lineOf(declaration)}) has the flag \`g\` or \`y\` and remembers where it stopped: the same text can fail the next time.`;
  return stateFact({ kind, about: `memory:${name}`, text, on: [call, declaration], surprise: 0.95 });
}
