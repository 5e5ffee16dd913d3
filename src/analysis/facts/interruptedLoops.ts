import { ts } from 'ts-morph';
import type { Fact } from '../../terms/fact.ts';
import type { FactDetector } from '../factDetector.ts';
import { leavesTraces } from '../likelyFailures.ts';
import { awaitedCalls, bodyOf, callInWords, enclosingTry, isFixedValue, ownNodes } from '../ownCode.ts';
import { lineOf, stateFact } from '../stateFact.ts';

const kind = 'interrupted-loops';
/** Names of what takes a half-done job back as a whole. */
const undoing = /rollback|undo|revert|restore|transaction|compensat|^(tx|trx)$/i;

/**
 * A loop that does something lasting in each round and is cut off by a failure.
 *
 *     try { for (const row of rows) await store.save(row); return true; } catch { return false; }
 *     → When `store.save` fails for a later `row`, those before it stay done and the rest never start; callers get only `false`.
 *     listeners.forEach((listener) => listener(event));
 *     → When `listener` throws, those after it are not called, and the error goes to whoever called this.
 */
export const interruptedLoops: FactDetector = {
  id: kind,
  detect({ node }) {
    const body = bodyOf(node);
    if (!body) return [];
    const nodes = ownNodes(body);
    if (nodes.some((found) => ts.isIdentifier(found) && undoing.test(found.text))) return [];
    const facts = nodes.flatMap((found) =>
      ts.isForOfStatement(found) || ts.isForStatement(found) || ts.isForInStatement(found)
        ? interrupted(found, node)
        : ts.isCallExpression(found)
          ? forEachOf(found, node)
          : [],
    );
    return facts.filter(({ id }, index) => facts.findIndex((other) => other.id === id) === index);
  },
};

function interrupted(loop: ts.ForOfStatement | ts.ForStatement | ts.ForInStatement, unit: ts.Node): readonly Fact[] {
  if (ts.isForOfStatement(loop) && loop.awaitModifier) return [];
  // What stands under a condition may be done once and end the loop.
  const steps = ts.isBlock(loop.statement) ? loop.statement.statements : [loop.statement];
  const effect = steps.find((step) => ts.isExpressionStatement(step) && ts.isAwaitExpression(step.expression));
  const call = effect && awaitedCalls(effect)[0];
  if (!call) return ts.isForOfStatement(loop) ? callsOfEach(loop, steps, unit) : [];
  const attempt = enclosingTry(call, unit, (statement) => statement.catchClause !== undefined);
  if (!leavesTraces(call) || (attempt && attempt.pos > loop.pos)) return [];
  const round = roundName(loop);
  const when = round === undefined ? 'in a later round' : `for a later \`${round}\``;
  const done = round === undefined ? 'the rounds before it stay done' : 'those before it stay done';
  const text = `When ${callInWords(call)} fails ${when}, ${done} and the rest never start${ending(attempt)}.`;
  const surprise = attempt ? 0.9 : 0.7;
  return stateFact({ kind, about: callInWords(call), text, on: [loop, call], surprise, reach: 'elsewhere' });
}

/** `for (const listener of listeners) listener(event);` */
function callsOfEach(loop: ts.ForOfStatement, steps: readonly ts.Node[], unit: ts.Node): readonly Fact[] {
  const name = roundName(loop);
  const call = steps.flatMap((step) =>
    ts.isExpressionStatement(step) && ts.isCallExpression(step.expression) ? [step.expression] : [],
  )[0];
  return name === undefined || !call || enclosingTry(call, unit) ? [] : stoppedBy(call, name, loop);
}

/** `listeners.forEach((listener) => listener(event));` */
function forEachOf(call: ts.CallExpression, unit: ts.Node): readonly Fact[] {
  const callee = call.expression;
  const [callback] = call.arguments;
  if (!ts.isPropertyAccessExpression(callee) || callee.name.text !== 'forEach' || !callback || !ts.isArrowFunction(callback)) return [];
  const name = callback.parameters[0]?.name;
  const only = ts.isBlock(callback.body) ? callback.body.statements[0] : undefined;
  const step = ts.isBlock(callback.body) ? only && ts.isExpressionStatement(only) && only.expression : callback.body;
  if (!name || !ts.isIdentifier(name) || !step || !ts.isCallExpression(step) || enclosingTry(call, unit)) return [];
  return stoppedBy(step, name.text, call);
}

/** Only code that the element itself brings along is taken to throw. */
function stoppedBy(call: ts.CallExpression, name: string, on: ts.Node): readonly Fact[] {
  const callee = call.expression;
  const isItself = ts.isIdentifier(callee) && callee.text === name;
  const isNotified =
    ts.isPropertyAccessExpression(callee) &&
    callee.expression.getText() === name &&
    /^(on[A-Z]\w*|next|notify|callback|handler|listener)$/.test(callee.name.text);
  if (!isItself && !isNotified) return [];
  const text = `When ${callInWords(call)} throws${isItself ? '' : ` for one \`${name}\``}, those after it are not called, and the error goes to whoever called this.`;
  return stateFact({ kind, about: `each:${name}`, text, on: [on, call], surprise: 0.65, reach: 'elsewhere' });
}

/** What becomes of the failure, where the unit decides that. */
function ending(attempt: ts.TryStatement | undefined): string {
  const clause = attempt?.catchClause;
  if (!clause || ownNodes(clause.block).some(ts.isThrowStatement)) return '';
  const last = clause.block.statements.at(-1);
  if (last && ts.isReturnStatement(last) && last.expression && isFixedValue(last.expression)) {
    return `; callers get only \`${last.expression.getText()}\``;
  }
  return `: the \`catch\` on line ${lineOf(clause)} stands outside the loop`;
}

function roundName(loop: ts.ForOfStatement | ts.ForStatement | ts.ForInStatement): string | undefined {
  if (!ts.isForOfStatement(loop) || !ts.isVariableDeclarationList(loop.initializer)) return undefined;
  const name = loop.initializer.declarations[0]?.name;
  return name && ts.isIdentifier(name) ? name.text : undefined;
}
