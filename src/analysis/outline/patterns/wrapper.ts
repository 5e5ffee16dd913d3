import { ts } from 'ts-morph';
import type { Step } from '../../../terms/outline.ts';
import { ownNodes, withoutParentheses } from '../../ownCode.ts';
import { writeOf } from '../../writes.ts';
import { inWords, step } from '../outlineWords.ts';
import type { PatternDetector } from '../patternDetector.ts';
import { allNodes, functionOf, inlineFunction, localFunction, parameterNames } from '../unitBody.ts';

/**
 * Takes a function and returns another one around it.
 *
 *     export function once(fn) { let called = false; let value; return (...args) => { if (!called) { called = true; value = fn(...args); } return value; }; }
 */
export const wrapper: PatternDetector = {
  id: 'wrapper',
  recognise({ node }) {
    const unit = functionOf(node);
    const made = unit && returnedFunction(unit);
    if (!unit || !made) return undefined;
    const names = parameterNames(unit).filter((name) => name !== undefined);
    const call = allNodes(made).find(
      (found): found is ts.CallExpression => ts.isCallExpression(found) && names.some((name) => isCallOf(found, name)),
    );
    const name = call && names.find((each) => isCallOf(call, each));
    if (!call || name === undefined || !handsOn(call, made)) return undefined;
    const remembered = rememberedIn(unit, made);
    const memory =
      remembered.length > 0
        ? `; ${inWords(remembered.map((each) => `\`${each.name}\``))} ${remembered.length === 1 ? 'lives' : 'live'} on between its calls`
        : '';
    const when =
      ts.findAncestor(call, ts.isFunctionLike) !== made
        ? 'calls it from a callback of its own'
        : isConditional(call, made)
          ? 'calls it only on some of its ways'
          : 'calls it each time';
    return {
      title: `Function around \`${name}\``,
      text: `Returns a new function that hands its arguments on to \`${name}\`: it ${when}${memory}.`,
      on: [made, call, ...remembered.map((each) => each.node)],
      steps: eachItsOwn(unit, remembered),
    };
  },
};

function eachItsOwn(unit: ts.SignatureDeclaration, remembered: readonly { readonly node: ts.Node }[]): readonly Step[] {
  const [first] = remembered;
  return first ? step('Every function made here has its own memory: two of them know nothing of each other.', unit, first.node) : [];
}

/** What the new function was called with goes to the old one: a call on other values is no wrapping. */
function handsOn(call: ts.CallExpression, made: ts.SignatureDeclaration): boolean {
  const own = made.parameters.map(({ name }) => name.getText());
  const isOther = ts.isPropertyAccessExpression(call.expression);
  // `fn.call(this, value)`: the first argument is what `this` is.
  const first = call.arguments[isOther ? 1 : 0];
  if (first === undefined) return false;
  const inner = ts.isSpreadElement(first) ? first.expression : first;
  return own.includes(inner.getText()) || inner.getText() === 'arguments';
}

/** `fn(…)`, `fn.call(…)`, `fn.apply(…)`. */
function isCallOf(call: ts.CallExpression, name: string): boolean {
  const callee = call.expression;
  if (ts.isIdentifier(callee)) return callee.text === name;
  return ts.isPropertyAccessExpression(callee) && /^(call|apply)$/u.test(callee.name.text) && callee.expression.getText() === name;
}

function returnedFunction(unit: ts.SignatureDeclaration & { readonly body: ts.ConciseBody }): ts.SignatureDeclaration | undefined {
  if (!ts.isBlock(unit.body)) return inlineFunction(withoutParentheses(unit.body));
  const last = unit.body.statements.at(-1);
  const returned = last && ts.isReturnStatement(last) ? last : unit.body.statements.find(ts.isReturnStatement);
  const value = returned?.expression && withoutParentheses(returned.expression);
  if (!value) return undefined;
  return inlineFunction(value) ?? localFunction(value, unit);
}

/** Local variables of the outer function that the inner one assigns. */
function rememberedIn(unit: ts.Node, made: ts.Node): readonly { readonly name: string; readonly node: ts.Node }[] {
  const own = ownNodes(unit).flatMap((found) =>
    ts.isVariableDeclaration(found) && ts.isIdentifier(found.name) ? [{ name: found.name.text, node: found }] : [],
  );
  const inner = new Set(
    allNodes(made).flatMap((found) => (ts.isVariableDeclaration(found) || ts.isParameter(found) ? [found.name.getText()] : [])),
  );
  const written = new Set(
    allNodes(made).flatMap((found) => {
      const write = writeOf(found);
      return write && ts.isIdentifier(write.root) && write.members.length === 0 && (write.how === 'assigned' || write.method !== undefined)
        ? [write.root.text]
        : [];
    }),
  );
  return own.filter(({ name }) => written.has(name) && !inner.has(name));
}

function isConditional(call: ts.Node, made: ts.Node): boolean {
  return (
    ts.findAncestor(call.parent, (above) => {
      if (above === made) return 'quit';
      return (
        ts.isIfStatement(above) ||
        ts.isConditionalExpression(above) ||
        ts.isCaseClause(above) ||
        (ts.isBinaryExpression(above) && /^(&&|\|\||\?\?)$/u.test(above.operatorToken.getText()))
      );
    }) !== undefined || [...ownNodes(made)].some((node) => ts.isReturnStatement(node) && node.end < call.pos)
  );
}
