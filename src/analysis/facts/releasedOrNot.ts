import { ts } from 'ts-morph';
import type { Fact } from '../../terms/fact.ts';
import type { FactDetector } from '../factDetector.ts';
import { allNodes } from '../outline/unitBody.ts';
import { awaitedCalls, bodyOf, callInWords, enclosingTry, isPlainPath, ownCalls, ownNodes, withoutParentheses } from '../ownCode.ts';
import { lineOf, stateFact } from '../stateFact.ts';

const kind = 'released-or-not';
const releases = /^(close|release|end|destroy|dispose|unsubscribe|disconnect|unlock|abort|terminate|stop|off)$/;
const clears: ReadonlyMap<string, string> = new Map([
  ['setTimeout', 'clearTimeout'],
  ['setInterval', 'clearInterval'],
  ['requestAnimationFrame', 'cancelAnimationFrame'],
]);
const longWaitMs = 5000;
const longLived = /^(window|document|process|globalThis)$/;

/**
 * Timers, listeners and handles, and the paths on which they are left open.
 *
 *     const client = await pool.connect(); await client.query(sql); client.release();
 *     → If `client.query` (line 1) fails, `client.release` on line 1 is never reached: `client` stays open.
 */
export const releasedOrNot: FactDetector = {
  id: kind,
  detect({ node }) {
    const body = bodyOf(node);
    if (!body) return [];
    const nodes = ownNodes(body);
    const blocks = [body, ...nodes.filter(ts.isBlock)];
    return [
      ...blocks.flatMap((block) => block.statements.flatMap((statement) => leftOpen(statement, block, node))),
      ...nodes.flatMap((found) => (ts.isCallExpression(found) ? [...unstoppable(found), ...effectWithoutCleanup(found)] : [])),
      ...timerAfterRace(node),
    ];
  },
};

/** Opened and released in one block, with something that can leave it in between. */
function leftOpen(statement: ts.Statement, block: ts.Block, unit: ts.Node): readonly Fact[] {
  const opened = openedBy(statement);
  if (!opened || enclosingTry(statement, unit)) return [];
  const mentionsRelease = ownNodes(block).filter((node) => releasedName(node) === opened.name);
  const [release, ...others] = mentionsRelease;
  if (!release || others.length > 0) return [];
  const closing = block.statements.find(
    (candidate) => ts.isExpressionStatement(candidate) && (candidate.expression === release || isAwaitOf(candidate.expression, release)),
  );
  if (!closing || closing.pos <= statement.pos) return [];
  const between = block.statements.filter((candidate) => candidate.pos > statement.pos && candidate.pos < closing.pos);
  const releaseName = callInWords(release as ts.CallExpression);
  const exit = between
    .flatMap((step) => [step, ...ownNodes(step)])
    .find((node) => ts.isReturnStatement(node) || (ts.isThrowStatement(node) && !enclosingTry(node, block)));
  const said = { kind, reach: 'elsewhere', surprise: 0.95 } as const;
  if (exit) {
    const text = `The \`${ts.isReturnStatement(exit) ? 'return' : 'throw'}\` on line ${lineOf(exit)} leaves before ${releaseName} (line ${lineOf(closing)}): \`${opened.name}\` is not released.`;
    return stateFact({ ...said, about: `exit:${opened.name}`, text, on: [statement, exit, closing] });
  }
  const escaping = (calls: readonly ts.CallExpression[]): ts.CallExpression | undefined => calls.find((call) => !enclosingTry(call, block));
  const awaited = escaping(between.flatMap((step) => awaitedCalls(step)));
  const failing = awaited ?? escaping(between.flatMap((step) => ownCalls(step)));
  if (!failing) return [];
  const text = `If ${callInWords(failing)} (line ${lineOf(failing)}) ${awaited ? 'fails' : 'throws'}, ${releaseName} on line ${lineOf(closing)} is never reached: \`${opened.name}\` is not released.`;
  return stateFact({ ...said, about: `skipped:${opened.name}`, text, on: [statement, failing, closing] });
}

function openedBy(statement: ts.Statement): { readonly name: string } | undefined {
  if (!ts.isVariableStatement(statement)) return undefined;
  const isUsing = (statement.declarationList.flags & ts.NodeFlags.Using) === ts.NodeFlags.Using;
  const [declaration, ...others] = statement.declarationList.declarations;
  if (!declaration?.initializer || others.length > 0 || isUsing || !ts.isIdentifier(declaration.name)) return undefined;
  const value = withoutParentheses(declaration.initializer);
  const made = ts.isAwaitExpression(value) ? withoutParentheses(value.expression) : value;
  return ts.isCallExpression(made) || ts.isNewExpression(made) ? { name: declaration.name.text } : undefined;
}

/** `handle.close()` and `clearTimeout(handle)` release `handle`. */
function releasedName(node: ts.Node): string | undefined {
  if (!ts.isCallExpression(node)) return undefined;
  const callee = node.expression;
  if (ts.isPropertyAccessExpression(callee)) {
    return releases.test(callee.name.text) && ts.isIdentifier(callee.expression) ? callee.expression.text : undefined;
  }
  const [argument] = node.arguments;
  const isClear = ts.isIdentifier(callee) && [...clears.values()].includes(callee.text);
  return isClear && argument && ts.isIdentifier(argument) ? argument.text : undefined;
}

function isAwaitOf(expression: ts.Expression, call: ts.Node): boolean {
  return ts.isAwaitExpression(expression) && expression.expression === call;
}

/** A race against a timer that nothing clears: `Promise.race([work, new Promise((_, no) => setTimeout(no, ms))])`. */
function timerAfterRace(unit: ts.Node): readonly Fact[] {
  const nodes = allNodes(unit);
  const race = nodes.find((node) => ts.isCallExpression(node) && node.expression.getText() === 'Promise.race');
  const timer = nodes.find((node) => ts.isCallExpression(node) && /^(globalThis\.|window\.)?setTimeout$/u.test(node.expression.getText()));
  if (!race || !timer || !ts.isCallExpression(timer) || !ts.findAncestor(timer, ts.isNewExpression)) return [];
  if (/\bclearTimeout\b|\bunref\b/u.test(unit.getText())) return [];
  const delay = timer.arguments[1];
  // A short one is over before anybody notices.
  if (delay && ts.isNumericLiteral(delay) && Number(delay.text) < longWaitMs) return [];
  const long = delay && isPlainPath(delay) ? `the whole of \`${delay.getText()}\`` : 'its whole time';
  const text = `Nothing clears the timer of line ${lineOf(timer)}: when the other side of the race is done first, it still runs ${long}, and Node does not exit before.`;
  return stateFact({ kind, about: 'race-timer', text, on: [race, timer], surprise: 0.86 });
}

function unstoppable(call: ts.CallExpression): readonly Fact[] {
  const name = call.expression.getText();
  if (name === 'setInterval' && ts.isExpressionStatement(call.parent)) {
    const text = 'Nobody keeps the handle of this interval: once started it cannot be stopped and runs as long as the process or page.';
    return stateFact({ kind, about: 'interval', text, on: [call], surprise: 0.9 });
  }
  const callee = call.expression;
  if (!ts.isPropertyAccessExpression(callee) || !/^(addEventListener|on)$/.test(callee.name.text)) return [];
  const [event, listener, options] = call.arguments;
  const isInline = listener && (ts.isArrowFunction(listener) || ts.isFunctionExpression(listener));
  if (!event || !isInline || options || !longLived.test(callee.expression.getText())) return [];
  const text = `The listener on \`${callee.expression.getText()}\` is written in place, so nothing can remove it: each call of this adds one more.`;
  return stateFact({ kind, about: `listener:${event.getText()}`, text, on: [call], surprise: 0.85 });
}

/** `useEffect(() => { window.addEventListener(…) }, [])` */
function effectWithoutCleanup(call: ts.CallExpression): readonly Fact[] {
  if (!/^(React\.)?use(Layout)?Effect$/.test(call.expression.getText())) return [];
  const [effect] = call.arguments;
  if (!effect || !ts.isArrowFunction(effect) || !ts.isBlock(effect.body)) return [];
  const nodes = ownNodes(effect.body);
  if (nodes.some((node) => ts.isReturnStatement(node) && node.expression)) return [];
  const opened = nodes.find(
    (node) => ts.isCallExpression(node) && /(^setInterval|\.addEventListener|\.subscribe)$/.test(node.expression.getText()),
  );
  if (!opened || !ts.isCallExpression(opened) || opened.arguments[2]) return [];
  const text = `The effect returns no cleanup: ${callInWords(opened)} (line ${lineOf(opened)}) stays active after unmounting and adds up with each run.`;
  return stateFact({ kind, about: `effect:${opened.expression.getText()}`, text, on: [call, opened], surprise: 0.9 });
}
