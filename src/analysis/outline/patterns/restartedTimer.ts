import { ts } from 'ts-morph';
import { ownNodes } from '../../ownCode.ts';
import { timerRestartIn } from '../../timerRestart.ts';
import { quote } from '../outlineWords.ts';
import type { PatternDetector, Recognised } from '../patternDetector.ts';
import { functionOf, statementsOf } from '../unitBody.ts';

/**
 * A pending timer that each call cancels and starts anew, in the unit or in a function it makes.
 *
 *     function debounce(fn, ms) { let timer; return (...args) => { clearTimeout(timer); timer = setTimeout(() => fn(...args), ms); }; }
 */
export const restartedTimer: PatternDetector = {
  id: 'debounce',
  recognise({ node }) {
    if (!functionOf(node)) return undefined;
    const inner = ownNodes(node).filter(ts.isFunctionLike);
    for (const each of [node, ...inner]) {
      const found = restartIn(each);
      if (found) return found;
    }
    return undefined;
  },
};

function restartIn(node: ts.Node): Recognised | undefined {
  const restart = timerRestartIn(node, statementsOf(node));
  const delay = restart?.start.arguments[1];
  const wait = delay && quote(delay);
  const name = restart && quote(restart.target);
  if (!restart || !delay || !wait || !name) return undefined;
  const unit = ts.isNumericLiteral(delay) ? `${delay.text} ms` : `${wait} ms`;
  return {
    title: `Debounce: acts after ${unit} of quiet`,
    text: `Each call cancels the timer in ${name} and starts it again: of calls closer together than ${unit}, only the last one takes effect.`,
    on: [restart.cancel, restart.start],
  };
}
