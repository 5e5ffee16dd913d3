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
  const choice = thrown && conditionAround(thrown, called.body);
  if (!thrown || !ts.isNewExpression(thrown.expression) || choice === undefined) return [];
  const error = thrown.expression.expression.getText();
  // Who throws the same error has usually ruled the case out.
  const isOwn = ownNodes(located.node).some(
    (found) => ts.isThrowStatement(found) && found.expression?.getText().startsWith(`new ${error}(`),
  );
  const path = placeOf(thrown, located.sourceFile, located.unit.path);
  if (path === undefined || error.length > 30 || isOwn) return [];
  const isHere = path === located.unit.path;
  const place = isHere ? `line ${lineOf(thrown)}` : `${path}:${lineOf(thrown)}`;
  const when = choice !== '' && choice.length <= 40 ? ` when \`${choice}\`` : '';
  const isPlain = when !== '';
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
    surprise: announcing.test(name) || isUsual(name, located.sourceFile) ? 0.45 : isHere ? 0.6 : 0.7,
    reach: 'elsewhere',
    ...(isHere ? {} : { at: [{ path, lines: [line, line] }] }),
  });
}

/** The condition of the one `if` around the `throw`, empty where it is not that simple; `undefined` where it is always reached. */
function conditionAround(thrown: ts.ThrowStatement, body: ts.Block): string | undefined {
  let condition: string | undefined;
  for (let child: ts.Node = thrown; child !== body; child = child.parent) {
    const { parent } = child;
    const isBranch = ts.isIfStatement(parent) || ts.isCaseOrDefaultClause(parent) || ts.isIterationStatement(parent, false);
    if (!isBranch) continue;
    const isPlain = condition === undefined && ts.isIfStatement(parent) && parent.thenStatement === child;
    condition = isPlain ? parent.expression.getText().replaceAll(/\s+/g, ' ') : '';
  }
  return condition;
}
