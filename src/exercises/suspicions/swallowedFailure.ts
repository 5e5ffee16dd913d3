import { ts } from 'ts-morph';
import type { LocatedUnit } from '../../analysis/sourceText.ts';
import type { Suspicion } from '../../terms/play.ts';
import type { Ran } from '../runs.ts';
import { linesOf } from '../syntaxLines.ts';
import { isLogging } from '../wording/outcomeFeatures.ts';
import { stepsSeen } from '../wording/runSteps.ts';
import { failureClass } from '../worlds/script.ts';
import { withoutFailure, type SuspicionDetector } from './suspicionDetector.ts';

/** What is mostly meant to be tried and then forgotten about. */
const bestEffort =
  /(?:^|\.|_)(?:close|dispose|abort|cancel|clean|clear|remove|unlink|rm|end|destroy|stop|kill|detach|release|log|track|report)\w*$/iu;

/**
 * A call fails, and neither the caller nor anyone else is told.
 *
 *     try { await save(order); } catch {}
 *     return order;                            `save` rejects: the caller gets the same order as when it is saved
 *
 * Silent where the failure is handed on or written down, where a comment in the `catch` or `void` says that it is meant, and for calls
 * that only tidy up.
 */
export const swallowedFailure: SuspicionDetector = {
  id: 'swallowed failure',
  async detect({ located, rans }) {
    return rans.flatMap((ran): readonly Suspicion[] => {
      const base = withoutFailure(ran, rans);
      const call = ran.scenario.failure?.call;
      if (base === undefined || call === undefined || !/^[\w$.#]+$/u.test(call.target) || bestEffort.test(call.target)) return [];
      const made = ran.run.boundaryCalls.find(({ target, occurrence }) => target === call.target && occurrence === call.occurrence);
      if (made === undefined || !goesUnnoticed(ran, base)) return [];
      const handling = handlingOf(call.target, made.line, located);
      if (handling === 'meant') return [];
      const failed = `${`\`${call.target}\``} in line ${made.line}`;
      const same = 'the caller gets exactly what it gets when that succeeds';
      const text =
        handling === 'caught'
          ? `When ${failed} fails, the failure is caught and goes no further: ${same}, and nothing was seen to report it.`
          : `When ${failed} fails, nobody waits for it: ${same}, and the failure is left to the runtime.`;
      return [
        {
          kind: handling === 'caught' ? 'swallowed failure' : 'unawaited failure',
          scenarioId: ran.scenario.id,
          text,
          evidence: stepsSeen(ran, located),
          lines: [[made.line, made.line]],
          expected: `a failure of \`${call.target}\` reaches the caller`,
        },
      ];
    });
  },
};

/** The same answer as in the run that succeeds, and no further call that is handed the failure or only happens because of it. */
function goesUnnoticed(ran: Ran, base: Ran): boolean {
  const { settlement, effects } = ran.run.observation;
  const usual = base.run.observation;
  if (JSON.stringify(settlement) !== JSON.stringify(usual.settlement)) return false;
  const known = new Set(usual.effects.map((effect) => JSON.stringify(effect)));
  return !effects.some(
    (effect) =>
      effect.values.some((value) => value.includes(failureClass)) || isLogging(effect.target) || !known.has(JSON.stringify(effect)),
  );
}

type Handling = 'caught' | 'unawaited' | 'meant';

function handlingOf(target: string, line: number, { node, sourceFile }: LocatedUnit): Handling {
  let handling: Handling = 'meant';
  const visit = (child: ts.Node): void => {
    if (ts.isCallExpression(child) && linesOf(child.expression, sourceFile)[1] >= line && linesOf(child, sourceFile)[0] <= line) {
      const name = child.expression.getText(sourceFile);
      if (name === target || name.endsWith(`.${target.split('.').at(-1) ?? target}`)) handling = handlingAround(child, node, sourceFile);
    }
    ts.forEachChild(child, visit);
  };
  visit(node);
  return handling;
}

function handlingAround(call: ts.Node, unit: ts.Node, sourceFile: ts.SourceFile): Handling {
  let waited = false;
  for (let at = call; at !== unit; at = at.parent) {
    const { parent } = at;
    if (ts.isVoidExpression(parent)) return 'meant';
    if (ts.isAwaitExpression(parent) || ts.isReturnStatement(parent)) waited = true;
    if (ts.isPropertyAccessExpression(parent) && parent.expression === at && isCatching(parent)) return 'caught';
    if (ts.isCallExpression(parent) && /\ballSettled$/u.test(parent.expression.getText(sourceFile))) return 'meant';
    // A promise that is kept may be waited for by somebody else; one that nothing holds may not.
    if (ts.isExpressionStatement(parent) && !waited && isBare(at)) return 'unawaited';
    if (ts.isTryStatement(parent) && parent.tryBlock === at && parent.catchClause !== undefined)
      return /\/[/*]/u.test(parent.catchClause.getText(sourceFile)) ? 'meant' : 'caught';
  }
  return 'meant';
}

/** `load()`, `load().then(show)`: nothing is done with the promise. */
function isBare(node: ts.Node): boolean {
  return ts.isCallExpression(node);
}

function isCatching({ name, parent }: ts.PropertyAccessExpression): boolean {
  return name.text === 'catch' || (name.text === 'then' && ts.isCallExpression(parent) && parent.arguments.length > 1);
}
