import { ts } from 'ts-morph';
import type { Step } from '../../../terms/outline.ts';
import { ownNodes } from '../../ownCode.ts';
import { importsReact } from '../../reactImports.ts';
import { counted, inWords, quote, step } from '../outlineWords.ts';
import type { PatternDetector } from '../patternDetector.ts';
import { functionOf, inlineFunction } from '../unitBody.ts';

const reactNames = /^(React\.)?use(Effect|LayoutEffect|InsertionEffect)$/u;

/**
 * A hook or component with effects: when each of them runs again, and what it undoes.
 *
 *     useEffect(() => { const id = setTimeout(save, 300); return () => clearTimeout(id); }, [value]);
 */
export const effects: PatternDetector = {
  id: 'effects',
  recognise({ node, unit, sourceFile }) {
    if (!functionOf(node) || !importsReact(sourceFile)) return undefined;
    const calls = ownNodes(node).filter(
      (found): found is ts.CallExpression => ts.isCallExpression(found) && reactNames.test(found.expression.getText()),
    );
    const [first] = calls;
    if (!first) return undefined;
    const states = ownNodes(node).filter(
      (found) => ts.isCallExpression(found) && /^(React\.)?use(State|Reducer)$/u.test(found.expression.getText()),
    );
    const undoing = calls.filter(undoes).length;
    const what = unit.kind === 'component' ? 'Component' : unit.kind === 'hook' ? 'Hook' : 'Function';
    const kept = states.length > 0 ? `${counted(states.length, 'state')} and ` : '';
    const [isAlone, name] = [calls.length === 1, first.expression.getText()];
    // `useIsomorphicLayoutEffect` is an effect too, of somebody's own.
    const others = ownNodes(node).some(
      (found) => ts.isCallExpression(found) && !calls.includes(found) && /^use\w*Effect$/u.test(found.expression.getText()),
    );
    return {
      title: `${what} with ${kept}${others && isAlone ? `one \`${name}\`` : counted(calls.length, 'effect')}`,
      text:
        runs(first, isAlone ? (others ? `Its \`${name}\`` : 'Its effect') : 'Its first effect') +
        (calls.length > 1 ? cleaning(undoing, calls.length) : ''),
      on: calls,
      steps: calls.slice(calls.length === 1 ? 0 : 1, 4).flatMap((call) => stepFor(call, calls.length === 1)),
    };
  },
};

function cleaning(undoing: number, all: number): string {
  if (undoing === 0) return '';
  return undoing === all
    ? ' Each of them cleans up behind itself.'
    : ` Of its ${counted(all, 'effect')}, ${counted(undoing, 'cleans', 'clean').replace(/ cleans?$/u, '')} ${undoing === 1 ? 'cleans up behind itself' : 'clean up behind themselves'}.`;
}

function runs(call: ts.CallExpression, subject: string): string {
  const dependencies = call.arguments[1];
  const before = undoes(call) ? ', after its clean-up for the run before' : '';
  if (!dependencies) return `${subject} runs after every render${before}.`;
  if (!ts.isArrayLiteralExpression(dependencies)) return `${subject} runs again when something in its list changes${before}.`;
  if (dependencies.elements.length === 0)
    return `${subject} runs after the first render and never again${undoes(call) ? '; its clean-up runs when this goes away' : ', and nothing undoes it'}.`;
  const names = dependencies.elements.map((element) => quote(element, 30) ?? 'a value');
  return `${subject} runs again when ${inWords(names, 4, 'or')} is another value than at the last render${before}.`;
}

function stepFor(call: ts.CallExpression, alone: boolean): readonly Step[] {
  return alone ? [] : step(runs(call, 'This effect'), call, call.arguments[1] ?? call);
}

function undoes(call: ts.CallExpression): boolean {
  const effect = inlineFunction(call.arguments[0]);
  return effect !== undefined && ownNodes(effect).some((node) => ts.isReturnStatement(node) && node.expression !== undefined);
}
