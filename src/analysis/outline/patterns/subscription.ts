import { ts } from 'ts-morph';
import { ownNodes, withoutParentheses } from '../../ownCode.ts';
import { writeOf } from '../../writes.ts';
import { quote } from '../outlineWords.ts';
import type { PatternDetector } from '../patternDetector.ts';
import { allNodes, functionOf, inlineFunction, isSameCode, localFunction, statementsOf } from '../unitBody.ts';

const undoOf: Readonly<Record<string, RegExp>> = {
  add: /^delete$/u,
  set: /^delete$/u,
  push: /^(splice|filter|indexOf)$/u,
  addEventListener: /^removeEventListener$/u,
  on: /^(off|removeListener)$/u,
  addListener: /^removeListener$/u,
};

/**
 * Adds something and hands out the function that takes it away again.
 *
 *     listeners.add(listener); return () => { listeners.delete(listener); };
 */
export const subscription: PatternDetector = {
  id: 'subscription',
  recognise({ node }, { checker }) {
    const unit = functionOf(node);
    const last = statementsOf(node).at(-1);
    const returned = last && ts.isReturnStatement(last) && last.expression ? withoutParentheses(last.expression) : undefined;
    const undo = returned && (inlineFunction(returned) ?? localFunction(returned, node));
    if (!unit || !undo || !last) return undefined;
    for (const added of ownNodes(node)) {
      const callee = ts.isCallExpression(added) ? added.expression : undefined;
      if (!ts.isCallExpression(added) || !callee || !ts.isPropertyAccessExpression(callee)) continue;
      const pattern = undoOf[callee.name.text];
      const kept = added.arguments[/^(addEventListener|on|addListener)$/u.test(callee.name.text) ? 1 : 0];
      if (!pattern || !kept) continue;
      const removed = allNodes(undo).find(
        (found) => ts.isPropertyAccessExpression(found) && pattern.test(found.name.text) && isSameCode(found.expression, callee.expression),
      );
      const place = quote(callee.expression);
      const what = quote(kept, 30) ?? 'a function';
      if (!removed || !place) continue;
      return {
        title: 'Subscribe, with its own undo',
        text: `Puts ${what} into ${place}; the function that it returns takes it out again.${isKeptOnce(added, unit, checker) ? ` The same ${what} given twice is kept once: the first undo takes it out for both.` : ''}`,
        on: [added, last, removed],
      };
    }
    return undefined;
  },
};

/** What a `Set` is given as it was passed: whoever passes the same twice shares one place in it. */
function isKeptOnce(added: ts.CallExpression, unit: ts.SignatureDeclaration, checker: ts.TypeChecker | undefined): boolean {
  const [kept] = added.arguments;
  if (!checker || !ts.isPropertyAccessExpression(added.expression) || !kept || !ts.isIdentifier(kept)) return false;
  const holder = checker.getTypeAtLocation(added.expression.expression).getSymbol()?.getName();
  const isPassed = unit.parameters.some(({ name }) => ts.isIdentifier(name) && name.text === kept.text);
  const isReplaced = ownNodes(unit).some((node) => writeOf(node)?.target.getText() === kept.text);
  return holder === 'Set' && isPassed && !isReplaced;
}
