import { ts } from 'ts-morph';
import type { FactDetector } from '../factDetector.ts';
import { stateFact } from '../stateFact.ts';

const kind = 'null-default';

/**
 * A default that a permitted `null` passes by.
 *
 *     function list(query: Query | null | undefined = {}) { return client.get('/list', { query }); }
 *     → A `null` for `query` stays `null`: the default `{}` only stands in for `undefined`.
 */
export const nullDefault: FactDetector = {
  id: kind,
  detect({ node }) {
    if (!ts.isFunctionLike(node) || !('body' in node) || !node.body) return [];
    const body = node.body.getText();
    return node.parameters.flatMap((parameter) => {
      const { name, type, initializer } = parameter;
      if (!initializer || !type || !ts.isIdentifier(name) || !ts.isUnionTypeNode(type)) return [];
      const allowsNull = type.types.some((part) => ts.isLiteralTypeNode(part) && part.literal.kind === ts.SyntaxKind.NullKeyword);
      const value = initializer.getText();
      const escaped = name.text.replaceAll('$', String.raw`\$`);
      const isAsked = new RegExp(
        String.raw`\b${escaped}\s*(\?|\|\||&&|[!=]==?)|!\s*${escaped}\b|[!=]==?\s*${escaped}\b|\.\.\.${escaped}\b|\(${escaped}\)`,
      );
      if (!allowsNull || value === 'null' || value.length > 25 || isAsked.test(body) || !new RegExp(String.raw`\b${escaped}\b`).test(body))
        return [];
      const text = `A \`null\` for \`${name.text}\` stays \`null\`: the default \`${value}\` only stands in for \`undefined\`.`;
      return stateFact({ kind, about: name.text, text, on: [parameter], surprise: 0.65 });
    });
  },
};
