import { ts } from 'ts-morph';
import type { FactDetector } from '../factDetector.ts';
import { moduleEffects } from '../moduleEffects.ts';
import { moduleNames } from '../moduleNames.ts';
import { callInWords, isPlainPath, ownCalls } from '../ownCode.ts';
import { stateFact } from '../stateFact.ts';

const kind = 'import-effects';

/**
 * What happens to whoever imports a file that both gives names and does something.
 *
 *     export const pool = new Map(); registry.add(pool);
 *     → Importing any name from this file runs `registry.add` first: once per process, in tests too.
 */
export const importEffects: FactDetector = {
  id: kind,
  detect({ node }) {
    if (!ts.isSourceFile(node) || moduleNames(node).exports.length === 0) return [];
    for (const statement of moduleEffects(node)) {
      // Behind a condition it need not run.
      if (!ts.isExpressionStatement(statement)) continue;
      // Of a chain, the link that begins it.
      const call = ownCalls(statement).find(({ expression }) => isPlainPath(expression));
      if (!call || ts.isOptionalChain(call)) continue;
      const text = `Importing any name from this file runs ${callInWords(call)}: once per process, in tests too.`;
      return stateFact({ kind, about: 'import', text, on: [call], surprise: 0.6 });
    }
    return [];
  },
};
