import { ts } from 'ts-morph';
import type { FactDetector } from '../factDetector.ts';
import { ownNodes } from '../ownCode.ts';
import { stateFact } from '../stateFact.ts';

const kind = 'client-headers';
const forwarded = /^(x-forwarded-(for|host|proto|protocol|port)|x-real-ip|x-client-ip|x-original-url|forwarded)$/iu;

/**
 * Headers that only a proxy should set, and that everybody can.
 *
 *     const ip = request.headers.get('x-forwarded-for');   → `x-forwarded-for` is what the caller wrote, unless a proxy in front of this replaces it.
 */
export const clientHeaders: FactDetector = {
  id: kind,
  detect({ node }) {
    const names = ownNodes(node).flatMap((found) => {
      if (!ts.isStringLiteralLike(found) || !forwarded.test(found.text)) return [];
      const { parent } = found;
      const isAsked = ts.isCallExpression(parent) && /(^|\.|\?\.)(get|header)$/iu.test(parent.expression.getText());
      const isIndexed = ts.isElementAccessExpression(parent) && /headers$/iu.test(parent.expression.getText());
      return isAsked || isIndexed ? [found] : [];
    });
    const [first] = names;
    if (!first) return [];
    const text = `\`${first.text}\` is what the caller wrote, unless a proxy in front of this replaces it.`;
    return stateFact({ kind, about: first.text, text, on: names, surprise: 0.65, reach: 'elsewhere' });
  },
};
