import { ts } from 'ts-morph';
import type { FactDetector } from '../factDetector.ts';
import { ownNodes } from '../ownCode.ts';
import { stateFact } from '../stateFact.ts';

const kind = 'copied-through-text';

/**
 * A copy that goes through a text and comes back with less.
 *
 *     return JSON.parse(JSON.stringify(state));   → The copy is not the same: dates come back as texts, a `Map` or `Set` empty, `undefined` not at all.
 */
export const copiedThroughText: FactDetector = {
  id: kind,
  detect: ({ node }) =>
    ownNodes(node).flatMap((found) => {
      const [argument] = ts.isCallExpression(found) && found.expression.getText() === 'JSON.parse' ? found.arguments : [];
      if (
        !argument ||
        !ts.isCallExpression(argument) ||
        argument.expression.getText() !== 'JSON.stringify' ||
        argument.arguments.length > 1
      )
        return [];
      const text = 'The copy is not the same: dates come back as texts, a `Map` or `Set` empty, `undefined` not at all.';
      return stateFact({ kind, about: 'json', text, on: [found], surprise: 0.65 });
    }),
};
