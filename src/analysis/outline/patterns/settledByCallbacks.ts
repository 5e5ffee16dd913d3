import { ts } from 'ts-morph';
import type { Step } from '../../../terms/outline.ts';
import { isAsync, ownNodes, withoutParentheses } from '../../ownCode.ts';
import { lineOf } from '../../stateFact.ts';
import { counted, inWords, step } from '../outlineWords.ts';
import type { PatternDetector } from '../patternDetector.ts';
import { allNodes, functionOf, inlineFunction } from '../unitBody.ts';

/**
 * A promise that callbacks settle later.
 *
 *     return new Promise((resolve, reject) => { stream.on('end', resolve); stream.on('error', reject); });
 */
export const settledByCallbacks: PatternDetector = {
  id: 'settled-by-callbacks',
  recognise({ node }) {
    const unit = functionOf(node);
    if (!unit) return undefined;
    const made = ownNodes(unit).find(
      (found): found is ts.NewExpression =>
        ts.isNewExpression(found) && found.expression.getText() === 'Promise' && isHandedOut(found, unit),
    );
    const executor = inlineFunction(made?.arguments?.[0]);
    const [resolve, reject] = executor?.parameters.map(({ name }) => name.getText()) ?? [];
    if (!made || !executor || resolve === undefined) return undefined;
    const fulfils = usesOf(executor, resolve);
    const rejects = reject === undefined ? [] : usesOf(executor, reject);
    // Kept in an object or a variable, they are called somewhere that is not seen here.
    if ([...fulfils, ...rejects].some((use) => !ts.isCallExpression(use.parent))) return undefined;
    if (fulfils.length === 0 || (fulfils.length === 1 && rejects.length === 0 && !isLater(fulfils[0], executor))) return undefined;
    const failing = rejects.length > 0 ? ` and rejected on ${places(rejects)}` : ', and nothing here rejects it';
    return {
      title: 'Promise settled by callbacks',
      text: `The promise is fulfilled on ${places(fulfils)}${failing}${fulfils.length + rejects.length > 1 ? '; only the first of these counts' : ''}.`,
      on: [made, ...fulfils, ...rejects],
      steps: swallowed(executor),
    };
  },
};

/** An `async` executor's failure is nobody's: the promise around it stays open. */
function swallowed(executor: ts.Node): readonly Step[] {
  return isAsync(executor)
    ? step(
        'The function given to `Promise` is `async`: an error in it rejects a promise that nobody holds, and this one never settles.',
        executor,
      )
    : [];
}

function isHandedOut(made: ts.Node, unit: ts.Node): boolean {
  const holder = ts.findAncestor(made, (above) => ts.isReturnStatement(above) || ts.isAwaitExpression(above) || above === unit);
  return holder !== undefined && (holder !== unit || (ts.isArrowFunction(unit) && withoutParentheses(unit.body as ts.Expression) === made));
}

function usesOf(executor: ts.Node, name: string): readonly ts.Node[] {
  return allNodes(executor).filter(
    (node) =>
      ts.isIdentifier(node) &&
      node.text === name &&
      !ts.isParameter(node.parent) &&
      !(ts.isPropertyAccessExpression(node.parent) && node.parent.name === node),
  );
}

function isLater(use: ts.Node | undefined, executor: ts.Node): boolean {
  return use !== undefined && ts.findAncestor(use, ts.isFunctionLike) !== executor;
}

function places(uses: readonly ts.Node[]): string {
  const lines = [...new Set(uses.map(lineOf))];
  if (lines.length > 3) return counted(lines.length, 'line');
  return `${lines.length === 1 ? 'line' : 'lines'} ${inWords(lines.map(String), 3, 'or')}`;
}
