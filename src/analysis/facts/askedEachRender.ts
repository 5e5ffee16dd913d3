import { ts } from 'ts-morph';
import type { FactDetector } from '../factDetector.ts';
import { bodyOf, ownNodes } from '../ownCode.ts';
import { importsReact } from '../reactImports.ts';
import { stateFact } from '../stateFact.ts';

const kind = 'asked-each-render';

/**
 * Chance in the body of a component.
 *
 *     function Ticket() { const id = Math.random(); … }
 *     → `Math.random()` is asked anew at every render, on a server before: what rests on it is never the same twice.
 */
export const askedEachRender: FactDetector = {
  id: kind,
  detect({ node, unit, sourceFile }) {
    const body = bodyOf(node);
    if (!body || unit.kind !== 'component' || !importsReact(sourceFile)) return [];
    const asked = ownNodes(body).find(
      (found) => ts.isCallExpression(found) && /^(Math\.random|crypto\.randomUUID|nanoid|uuid|uuidv4)$/u.test(found.expression.getText()),
    );
    // `useState(Math.random())` keeps the first one.
    const isKept =
      asked &&
      ts.findAncestor(
        asked.parent,
        (above) => above !== body && ts.isCallExpression(above) && /(^|\.)use[A-Z]/u.test(above.expression.getText()),
      );
    if (!asked || isKept) return [];
    const text = `\`${asked.getText()}\` is asked anew at every render, on a server before: what rests on it is never the same twice.`;
    return stateFact({ kind, about: asked.getText(), text, on: [asked], surprise: 0.65 });
  },
};
