import { ts } from 'ts-morph';
import type { Fact } from '../../terms/fact.ts';
import { calledFunction, isUsual, placeOf } from '../calledFunction.ts';
import type { FactContext, FactDetector } from '../factDetector.ts';
import { bodyOf, callInWords, enclosingTry, isAsync, ownCalls, ownNodes } from '../ownCode.ts';
import type { LocatedUnit } from '../sourceText.ts';
import { lineOf, stateFact } from '../stateFact.ts';

const kind = 'thrown-below';
/** Names that say that they throw. */
const announcing = /^#?_?(assert|throw|invariant|check|validate|ensure|expect|require|verify|fail|parse|must)/i;

/**
 * Errors of called functions that pass through the unit.
 *
 *     const rate = rateOf(country);      (elsewhere: `if (!known) throw new RangeError(country)`)
 *     → `rateOf` throws `RangeError` when `!known` (src/rates.ts:7), and nothing here catches it.
 */
export const thrownBelow: FactDetector = {
  id: kind,
  detect(located, context) {
    const body = bodyOf(located.node);
    if (!body) return [];
    const facts = ownCalls(body).flatMap((call) => passing(call, located, context));
    return facts.toSorted((left, right) => right.surprise - left.surprise).slice(0, 1);
  },
};

function passing(call: ts.CallExpression, located: LocatedUnit, context: FactContext): readonly Fact[] {
  if (enclosingTry(call, located.node, (around) => around.catchClause !== undefined)) return [];
  const called = calledFunction(call, context);
  if (!called || called.node === located.node || ('asteriskToken' in called.node && called.node.asteriskToken)) return [];
  const isLater = isAsync(called.node);
  if (isLater && !ts.isAwaitExpression(call.parent)) return [];
  const thrown = ownNodes(called.body).find(
    (found): found is ts.ThrowStatement =>
      ts.isThrowStatement(found) && ts.isNewExpression(found.expression) && !enclosingTry(found, called.node),
  );
  // What ends by throwing is there to throw: one condition of several says nothing.
  const end = called.body.statements.at(-1);
  if (end && ts.isThrowStatement(end)) return [];
  const reason = thrown && reasonFor(thrown, called.body);
  if (!thrown || !ts.isNewExpression(thrown.expression) || !reason || isAsked(call, located.node)) return [];
  const error = thrown.expression.expression.getText();
  // Who throws the same error has usually ruled the case out.
  const isOwn = ownNodes(located.node).some(
    (found) => ts.isThrowStatement(found) && found.expression?.getText().startsWith(`new ${error}(`),
  );
  const path = placeOf(thrown, located.sourceFile, located.unit.path);
  if (path === undefined || error.length > 30 || isOwn) return [];
  const isHere = path === located.unit.path;
  const place = isHere ? `line ${lineOf(thrown)}` : `${path}:${lineOf(thrown)}`;
  const { condition, isWhole } = reason;
  const when = condition !== '' && condition.length <= 40 ? ` ${isWhole ? 'when' : 'where'} \`${condition}\`` : '';
  const isPlain = isWhole && when !== '';
  const verb = isLater ? (isPlain ? 'rejects with' : 'can reject with') : isPlain ? 'throws' : 'can throw';
  const name = call.expression.getText().split('.').at(-1) ?? '';
  const text = `${callInWords(call)} ${verb} \`${error}\`${when} (${place}), and nothing here catches it.`;
  const line = lineOf(thrown);
  return stateFact({
    kind,
    about: name,
    text,
    on: [call],
    basis: context.checker ? 'types' : 'syntax',
    surprise: announcing.test(name) || isUsual(name, located.sourceFile) ? 0.45 : when === '' ? 0.4 : isHere || !isPlain ? 0.55 : 0.7,
    reach: 'elsewhere',
    ...(isHere ? {} : { at: [{ path, lines: [line, line] }] }),
  });
}

interface Reason {
  /** Of the innermost `if` around the `throw`, as written; empty where there is none. */
  readonly condition: string;
  /** Nothing but that `if` decides. */
  readonly isWhole: boolean;
}

/** `undefined` where the `throw` is always reached. */
function reasonFor(thrown: ts.ThrowStatement, body: ts.Block): Reason | undefined {
  let reason: Reason | undefined;
  for (let child: ts.Node = thrown; child !== body; child = child.parent) {
    const { parent } = child;
    const isBranch = ts.isIfStatement(parent) || ts.isCaseOrDefaultClause(parent) || ts.isIterationStatement(parent, false);
    if (!isBranch) continue;
    const isThen = ts.isIfStatement(parent) && parent.thenStatement === child;
    const condition = isThen ? parent.expression.getText().replaceAll(/\s+/g, ' ') : '';
    // Of two conditions one alone does not decide: then neither is named.
    const isSecond = reason !== undefined && reason.condition !== '' && isThen;
    reason = reason ? { condition: isSecond ? '' : reason.condition, isWhole: false } : { condition, isWhole: isThen };
  }
  return reason;
}

/** An `if` around the call asks about one of its arguments: it may have ruled the error out. */
function isAsked(call: ts.CallExpression, unit: ts.Node): boolean {
  const names = new Set(
    call.arguments
      .flatMap((argument) => [argument, ...ownNodes(argument)])
      .filter(ts.isIdentifier)
      .map(({ text }) => text),
  );
  for (let child: ts.Node = call; child !== unit; child = child.parent) {
    const { parent } = child;
    const condition = ts.isIfStatement(parent) ? parent.expression : ts.isConditionalExpression(parent) ? parent.condition : undefined;
    if (
      condition &&
      condition !== child &&
      [condition, ...ownNodes(condition)].some((node) => ts.isIdentifier(node) && names.has(node.text))
    )
      return true;
  }
  return false;
}
