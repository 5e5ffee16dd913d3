import { ts } from 'ts-morph';
import type { Fact } from '../../terms/fact.ts';
import { calledFunction, isUsual, placeOf } from '../calledFunction.ts';
import type { FactContext, FactDetector } from '../factDetector.ts';
import { lastName } from '../likelyFailures.ts';
import { bodyOf, callInWords, isAsync, ownCalls, ownNodes } from '../ownCode.ts';
import type { LocatedUnit } from '../sourceText.ts';
import { lineOf, stateFact } from '../stateFact.ts';

const kind = 'dropped-answers';
/** Their answer is a courtesy: whether there was something to do. */
const courtesies = /^(add|delete|remove|clear|toggle|emit|dispatch|next|push)/i;

/**
 * A function that says `false` when it did not do it, called by somebody who does not listen.
 *
 *     store.reserve(order);          (elsewhere: `if (!stock) return false; …; return true`)
 *     → `store.reserve` answers `false` when `!stock` (src/store.ts:8): nobody looks at the answer here.
 */
export const droppedAnswers: FactDetector = {
  id: kind,
  detect(located, context) {
    const body = bodyOf(located.node);
    if (!body) return [];
    return ownCalls(body)
      .flatMap((call) => (ts.isExpressionStatement(call.parent) ? dropped(call, located, context) : []))
      .slice(0, 1);
  },
};

function dropped(call: ts.CallExpression, located: LocatedUnit, context: FactContext): readonly Fact[] {
  const called = calledFunction(call, context);
  if (!called || called.node === located.node || isAsync(called.node) || courtesies.test(lastName(call))) return [];
  const exits = ownNodes(called.body).filter(ts.isReturnStatement);
  const refusing = exits.find(({ expression }) => expression?.kind === ts.SyntaxKind.FalseKeyword);
  const isYesOrNo = exits.every(({ expression }) => expression && /^(true|false)$/.test(expression.getText()));
  const agreeing = exits.some(({ expression }) => expression?.kind === ts.SyntaxKind.TrueKeyword);
  const path = refusing && placeOf(refusing, located.sourceFile, located.unit.path);
  if (!refusing || !isYesOrNo || !agreeing || path === undefined) return [];
  const test = ts.isIfStatement(refusing.parent) ? refusing.parent : refusing.parent.parent;
  const condition = ts.isIfStatement(test) && !test.elseStatement ? test.expression.getText().replaceAll(/\s+/g, ' ') : '';
  const when = condition !== '' && condition.length <= 40 ? `when \`${condition}\`` : 'in some cases';
  const isHere = path === located.unit.path;
  const line = lineOf(refusing);
  const text = `${callInWords(call)} answers \`false\` ${when} (${isHere ? `line ${line}` : `${path}:${line}`}): nobody looks at the answer here.`;
  return stateFact({
    kind,
    about: callInWords(call),
    text,
    on: [call],
    basis: context.checker ? 'types' : 'syntax',
    surprise: isUsual(lastName(call), located.sourceFile) ? 0.45 : 0.65,
    reach: 'elsewhere',
    ...(isHere ? {} : { at: [{ path, lines: [line, line] }] }),
  });
}
