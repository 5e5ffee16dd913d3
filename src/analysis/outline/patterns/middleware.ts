import { ts } from 'ts-morph';
import { ownNodes } from '../../ownCode.ts';
import { lineOf } from '../../stateFact.ts';
import { counted, inWords, quote, step } from '../outlineWords.ts';
import type { PatternDetector } from '../patternDetector.ts';
import { allNodes, functionOf, guardOf, parameterNames, statementsOf } from '../unitBody.ts';

/**
 * A link of a chain: it decides whether the next one runs.
 *
 *     function auth(req, res, next) { if (!req.user) return res.status(401).end(); next(); }
 */
export const middleware: PatternDetector = {
  id: 'middleware',
  recognise({ node }) {
    const unit = functionOf(node);
    const names = unit ? parameterNames(unit) : [];
    if (!unit || names.at(-1) !== 'next' || (names.length < 2 && !isCurried(unit))) return undefined;
    const calls = allNodes(unit).filter((found) => ts.isCallExpression(found) && found.expression.getText() === 'next');
    const [first] = calls;
    if (!first) return undefined;
    const own = new Set(ownNodes(unit));
    const skipping = statementsOf(node)
      .flatMap((statement) => guardOf(statement) ?? [])
      .filter(({ statement }) => statement.end <= first.pos && !allNodes(statement).some((inner) => calls.includes(inner)));
    const conditions = skipping.flatMap(({ statement }) => quote(statement.expression) ?? []);
    const ends = conditions.length > 0 ? `; the chain ends here when ${inWords(conditions, 3, 'or')}` : '';
    const waits = own.has(first) && ts.isAwaitExpression(first.parent);
    const after = waits ? statementsOf(node).find((statement) => statement.pos > first.end) : undefined;
    return {
      title: 'Middleware',
      text: `Hands on to the next link by calling \`next\` on ${calls.length === 1 ? `line ${lineOf(first)}` : counted(calls.length, 'line')}${own.has(first) ? '' : ', from a callback'}${ends}.`,
      on: [...calls, ...skipping.map(({ statement }) => statement)],
      steps: after
        ? step(`From line ${lineOf(after)} on it runs on the way back, after every link behind this one has finished.`, first, after)
        : [],
    };
  },
};

/** `next => action => …`. */
function isCurried(unit: ts.SignatureDeclaration & { readonly body: ts.ConciseBody }): boolean {
  return ts.isArrowFunction(unit.body);
}
