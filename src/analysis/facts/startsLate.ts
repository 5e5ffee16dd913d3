import { ts } from 'ts-morph';
import type { Fact } from '../../terms/fact.ts';
import type { FactDetector } from '../factDetector.ts';
import { bodyOf, callInWords, enclosingTry, isAsync, ownCalls, ownNodes } from '../ownCode.ts';
import { lineOf, stateFact } from '../stateFact.ts';

const kind = 'starts-late';

/**
 * When a unit's own code runs, and where its errors come out, if that is not where it is called.
 *
 *     function* pages(first) { if (!first) throw new RangeError(); yield* load(first); }
 *     → Calling this runs nothing: the `throw` on line 1 comes only when somebody asks for the first value.
 *     function load(id): Promise<User> { if (!id) throw new RangeError('id'); return fetchUser(id); }
 *     → Throws at once instead of rejecting: a `.catch` on the result never sees the error of line 1.
 */
export const startsLate: FactDetector = {
  id: kind,
  detect({ node }) {
    const body = bodyOf(node);
    if (!body || !ts.isFunctionLike(node)) return [];
    const thrown = ownNodes(body).find((found) => ts.isThrowStatement(found) && !enclosingTry(found, node));
    if ('asteriskToken' in node && node.asteriskToken) return onFirstPull(body, thrown);
    const isPromise = /^(Promise|PromiseLike|APIPromise)\b/.test(node.type?.getText() ?? '');
    if (isAsync(node) || !isPromise || !thrown) return [];
    const text = `Throws at once instead of rejecting: a \`.catch\` on the result never sees the error of line ${lineOf(thrown)}.`;
    return stateFact({ kind, about: 'at-once', text, on: [thrown], surprise: 0.85, reach: 'elsewhere' });
  },
};

function onFirstPull(body: ts.Block, thrown: ts.Node | undefined): readonly Fact[] {
  const [first] = ownNodes(body).filter(ts.isYieldExpression);
  if (thrown && first && thrown.pos < first.pos) {
    const text = `Calling this runs nothing: the \`throw\` on line ${lineOf(thrown)} comes only when somebody asks for the first value.`;
    return stateFact({ kind, about: 'pull', text, on: [thrown, first], surprise: 0.7 });
  }
  const effect = body.statements.flatMap((statement) => (ts.isExpressionStatement(statement) ? ownCalls(statement) : []))[0];
  const what =
    effect && first && effect.pos < first.pos
      ? `: ${callInWords(effect)} (line ${lineOf(effect)}) runs only when the first value is asked for.`
      : '';
  if (what === '') return [];
  return stateFact({
    kind,
    about: 'pull',
    text: `Calling this runs nothing${what}`,
    on: [effect ?? body],
    surprise: 0.65,
  });
}
