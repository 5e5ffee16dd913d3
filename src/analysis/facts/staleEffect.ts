import { ts } from 'ts-morph';
import type { Fact } from '../../terms/fact.ts';
import type { FactDetector } from '../factDetector.ts';
import { allNodes } from '../outline/unitBody.ts';
import { isFunctionValue } from '../namesInWords.ts';
import { awaitedCalls, callInWords, isAsync, ownNodes } from '../ownCode.ts';
import { effectsOf, statesOf, type WrittenEffect } from '../reactEffects.ts';
import { lineOf, stateFact } from '../stateFact.ts';

const kind = 'stale-effect';

/**
 * React effects that work with what is no longer current.
 *
 *     useEffect(() => { search(query).then(setHits); }, [query]);
 *     → When `query` changes while `search` (line 1) is under way, both answers reach `setHits`: the later one stays, even if it is the older search.
 *     useEffect(() => { const id = setInterval(() => setCount(count + 1), 1000); … }, []);
 *     → The callback on line 1 keeps the `count` of the first render: the effect's list is empty.
 */
export const staleEffect: FactDetector = {
  id: kind,
  detect({ node }) {
    const effects = effectsOf(node);
    if (effects.length === 0) return [];
    const states = statesOf(node);
    return effects.flatMap((written) => [...lateAnswer(written, new Set(states.values())), ...firstValues(written, states)]);
  },
};

/** Work that a change of the list starts anew, while nothing keeps the older one from setting its result. */
function lateAnswer({ call, effect, listed }: WrittenEffect, setters: ReadonlySet<string>): readonly Fact[] {
  const [first, ...others] = listed ?? [];
  if (first === undefined || others.length > 1 || !/^[\w.]{1,24}$/u.test(first)) return [];
  if (ownNodes(effect.body).some((node) => ts.isReturnStatement(node) && node.expression)) return [];
  // A flag, a counter or a signal that tells the older answer apart.
  if (/\b(abort|signal|cancel|ignore|stale|mounted|active|latest|current|alive|disposed)/iu.test(effect.getText())) return [];
  for (const work of worksIn(effect)) {
    const set = work.afterwards
      .flatMap((after) => [after, ...allNodes(after)])
      .find((node) => ts.isIdentifier(node) && setters.has(node.text));
    if (!set || !mentionsName(work.call, first)) continue;
    const name = callInWords(work.call);
    const text = `When \`${first}\` changes while ${name} (line ${lineOf(work.call)}) is under way, both answers reach \`${set.getText()}\`: the one that comes last stays, be it the older.`;
    return stateFact({ kind, about: `late:${set.getText()}`, text, on: [call, work.call, set], surprise: 0.92 });
  }
  return [];
}

interface Work {
  readonly call: ts.CallExpression;
  /** What runs once it is done. */
  readonly afterwards: readonly ts.Node[];
}

/** `load(id).then(set)`, and `await load(id)` in an async function written in the effect. */
function worksIn(effect: WrittenEffect['effect']): readonly Work[] {
  return allNodes(effect.body).flatMap((node): readonly Work[] => {
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression) && node.expression.name.text === 'then') {
      const started = node.expression.expression;
      return ts.isCallExpression(started)
        ? [{ call: started, afterwards: node.arguments.flatMap((handler) => [handler, ...allNodes(handler)]) }]
        : [];
    }
    if (!ts.isFunctionLike(node) || !isAsync(node) || !('body' in node) || !node.body) return [];
    const { body } = node;
    const [awaited] = awaitedCalls(body);
    const after = awaited ? ownNodes(body).filter((inner) => inner.end > awaited.end && ts.isCallExpression(inner)) : [];
    return awaited ? [{ call: awaited, afterwards: after }] : [];
  });
}

/** State that a callback inside an effect with an empty list reads: it was made once, with the values of then. */
function firstValues({ call, effect, listed }: WrittenEffect, states: ReadonlyMap<string, string>): readonly Fact[] {
  if (listed === undefined || listed.length > 0) return [];
  for (const callback of allNodes(effect.body).filter((node) => isFunctionValue(node))) {
    // Clean-ups read late too, but mostly what never changes.
    if (ts.isReturnStatement(callback.parent)) continue;
    const read = allNodes(callback).find(
      (node) => ts.isIdentifier(node) && states.has(node.text) && isRead(node) && !isParameter(node, effect),
    );
    if (!read) continue;
    const text = `The callback on line ${lineOf(callback)} keeps the \`${read.getText()}\` of the first render for ever: the effect's list is empty.`;
    return stateFact({ kind, about: `first:${read.getText()}`, text, on: [call, read], surprise: 0.94 });
  }
  return [];
}

/** A function on the way declares the name again: `setCount((count) => count + 1)`. */
function isParameter(node: ts.Identifier, within: ts.Node): boolean {
  for (let above: ts.Node = node.parent; above !== within; above = above.parent) {
    if (
      ts.isFunctionLike(above) &&
      above.parameters.some(({ name }) => [name, ...allNodes(name)].some((part) => ts.isIdentifier(part) && part.text === node.text))
    )
      return true;
  }
  return false;
}

function isRead(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (ts.isPropertyAssignment(parent) || ts.isParameter(parent) || ts.isVariableDeclaration(parent) || ts.isBindingElement(parent))
    return false;
  return true;
}

function mentionsName(call: ts.CallExpression, path: string): boolean {
  const wanted = path.split('.').at(0) ?? path;
  return call.arguments
    .flatMap((argument) => [argument, ...allNodes(argument)])
    .some((node) => ts.isIdentifier(node) && node.text === wanted);
}
