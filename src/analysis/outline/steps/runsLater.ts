import { ts } from 'ts-morph';
import type { Step } from '../../../terms/outline.ts';
import { isAsync, ownNodes } from '../../ownCode.ts';
import { linesInWords, quote, step } from '../outlineWords.ts';
import { functionOf, inlineFunction } from '../unitBody.ts';

const timers = /^(?:window\.|globalThis\.)?(?:setTimeout|setInterval|setImmediate|requestAnimationFrame)$/u;
const soon = /^(?:queueMicrotask|process\.nextTick)$/u;
const events = /^(?:on|once|addEventListener|addListener)$/u;

/**
 * Code that stands in the unit and runs after it has returned: the eye reads it in place, the machine does not.
 *
 *     socket.on('close', () => { … });
 *     → Lines 4 to 9 do not run here but whenever `socket` emits `'close'`.
 */
export function runsLater(unit: ts.Node): readonly Step[] {
  if (!functionOf(unit) || isAsync(unit)) return [];
  const found = ownNodes(unit).flatMap((call) => {
    if (!ts.isCallExpression(call)) return [];
    const callback = call.arguments.find((argument) => inlineFunction(argument));
    if (!callback || spanOf(callback) < 3) return [];
    const when = whenOf(call);
    return when ? [{ when, callback }] : [];
  });
  if (found.length > 3) {
    return step(
      `${found.length} callbacks stand in here (the first on ${linesInWords(found[0]?.callback ?? unit)}) that run only when something else calls them.`,
      ...found.map(({ callback }) => callback),
    );
  }
  return found.slice(0, 2).flatMap(({ when, callback }) => step(`${capital(linesInWords(callback))} ${when}.`, callback));
}

function whenOf(call: ts.CallExpression): string | undefined {
  const callee = call.expression.getText();
  if (soon.test(callee)) return 'run as soon as the code that called this has come to rest';
  if (timers.test(callee)) {
    const delay = call.arguments[1] && quote(call.arguments[1], 30);
    return delay
      ? `run ${callee.endsWith('Interval') ? 'every' : 'after'} ${delay} ms, when this has returned`
      : 'run later, from a timer, when this has returned';
  }
  if (!ts.isPropertyAccessExpression(call.expression) || !events.test(call.expression.name.text)) return undefined;
  const event = call.arguments[0];
  const source = quote(call.expression.expression, 30);
  return event && ts.isStringLiteralLike(event) && source
    ? `do not run here but ${call.expression.name.text === 'once' ? 'the next time' : 'whenever'} ${source} emits \`${event.getText()}\``
    : undefined;
}

function spanOf(node: ts.Node): number {
  const file = node.getSourceFile();
  return file.getLineAndCharacterOfPosition(node.end).line - file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
