import { ts } from 'ts-morph';
import { isPlainPath, ownNodes, withoutParentheses } from '../../ownCode.ts';
import { lineOf } from '../../stateFact.ts';
import { declaredName } from '../../unitNames.ts';
import { writeOf } from '../../writes.ts';
import { inWords, linesInWords, quote } from '../outlineWords.ts';
import type { PatternDetector } from '../patternDetector.ts';
import { allNodes, functionOf, guardOf, inlineFunction, statementsOf } from '../unitBody.ts';

/**
 * A unit that calls itself, and on what.
 *
 *     function walk(node) { for (const child of node.children) walk(child); }
 */
export const recursion: PatternDetector = {
  id: 'recursion',
  recognise({ node }) {
    const unit = functionOf(node);
    const name = unit && declaredName(node)?.text;
    if (!unit || !name || !/^[\w$#]+$/u.test(name)) return undefined;
    const isMember = ts.isMethodDeclaration(node);
    // `{ close() { close(); } }` and `{ close: () => close() }` call another `close`.
    if (
      !isMember &&
      !ts.isFunctionDeclaration(node) &&
      !(ts.isFunctionExpression(node) && node.name) &&
      !ts.isVariableDeclaration(node.parent)
    )
      return undefined;
    const calls = allNodes(node).filter(
      (found): found is ts.CallExpression =>
        ts.isCallExpression(found) && (isMember ? found.expression.getText() === `this.${name}` : found.expression.getText() === name),
    );
    const [first] = calls;
    if (!first || (!isMember && isShadowed(unit, name))) return undefined;
    const over = memberWalk(first);
    const ends = statementsOf(node)
      .flatMap((statement) => guardOf(statement) ?? [])
      .filter(({ statement }) => statement.end <= first.pos);
    const conditions = ends.flatMap(({ statement }) => quote(statement.expression) ?? []);
    const until = conditions.length > 0 ? `; it goes no deeper when ${inWords(conditions, 3, 'or')}` : '';
    if (over) {
      return {
        title: `Recursive walk over ${over.path}`,
        text: `Calls itself on members of ${over.path} (\`${over.name}\`)${until}.`,
        on: [over.node, first, ...ends.map(({ statement }) => statement)],
      };
    }
    const same = calls.length === 1 && sameArguments(first, unit);
    const condition = same ? conditionOf(first, node) : undefined;
    if (condition) {
      return {
        title: 'Starts over',
        text: `Starts over with the same arguments (${linesInWords(first)}) for as long as ${condition.words}; nothing here counts how often.`,
        on: [condition.node, first],
      };
    }
    const later = ts.findAncestor(first, (above) => ts.isFunctionLike(above) && !isRunInPlace(above)) === node ? '' : ', from a callback';
    const given = first.arguments.flatMap((argument) => quote(argument, 30) ?? []);
    const handed = given.length > 0 && given.length === first.arguments.length ? ` with ${inWords(given, 4)}` : '';
    return {
      title: 'Recursion',
      text: `Calls itself again on ${calls.length === 1 ? linesInWords(first) : `lines ${inWords(calls.map((call) => String(lineOf(call))))}`}${calls.length === 1 ? handed + later : ''}${until}.`,
      on: [...calls, ...ends.map(({ statement }) => statement)],
    };
  },
};

/** `(async () => { … })()` is no callback: it begins where it stands. */
function isRunInPlace(node: ts.Node): boolean {
  const { parent } = node;
  return ts.isParenthesizedExpression(parent) && ts.isCallExpression(parent.parent) && parent.parent.expression === parent;
}

/** The unit's own parameters, in their order and not written to: the next round differs only in what the outside answers. */
function sameArguments(call: ts.CallExpression, unit: ts.SignatureDeclaration): boolean {
  const names = unit.parameters.map(({ name }) => name.getText());
  const isWritten = allNodes(unit).some((node) => {
    const write = writeOf(node);
    return write?.how === 'assigned' && write.members.length === 0 && names.includes(write.target.getText());
  });
  return (
    names.length > 0 &&
    !isWritten &&
    call.arguments.length === names.length &&
    call.arguments.every((argument, at) => argument.getText() === names[at])
  );
}

/** The test of a call's result under which it goes round again: a test of the unit's own state could be made false on the way. */
function conditionOf(call: ts.CallExpression, unit: ts.Node): { readonly words: string; readonly node: ts.Node } | undefined {
  const choice = ts.findAncestor(call, ts.isIfStatement);
  const inside =
    choice &&
    ts.findAncestor(choice, (above) => above === unit) &&
    call.pos >= choice.thenStatement.pos &&
    call.end <= choice.thenStatement.end;
  const words = choice && inside ? quote(choice.expression, 40) : undefined;
  if (!choice || !words || /\bthis\b|\+\+|--|[^=!<>]=[^=]/u.test(choice.expression.getText())) return undefined;
  const names = [choice.expression, ...allNodes(choice.expression)].filter(ts.isIdentifier).map(({ text }) => text);
  const answered = ownNodes(unit).some(
    (node) =>
      ts.isVariableDeclaration(node) &&
      names.includes(node.name.getText()) &&
      node.initializer !== undefined &&
      ts.isAwaitExpression(withoutParentheses(node.initializer)),
  );
  return answered ? { words, node: choice.expression } : undefined;
}

function isShadowed(unit: ts.SignatureDeclaration, name: string): boolean {
  return allNodes(unit).some(
    (node) =>
      (ts.isParameter(node) || ts.isVariableDeclaration(node) || ts.isBindingElement(node) || ts.isFunctionDeclaration(node)) &&
      node.name?.getText() === name,
  );
}

/** The loop or `forEach` whose element is what the unit is called with. */
function memberWalk(call: ts.CallExpression): { readonly name: string; readonly path: string; readonly node: ts.Node } | undefined {
  const given = call.arguments.filter(ts.isIdentifier).map(({ text }) => text);
  for (let above: ts.Node | undefined = call.parent; above; above = above.parent) {
    if (ts.isForOfStatement(above) && ts.isVariableDeclarationList(above.initializer)) {
      const name = above.initializer.declarations[0]?.name.getText() ?? '';
      const path = quote(above.expression);
      if (given.includes(name) && path && isPlainPath(above.expression)) return { name, path, node: above };
    }
    const callback = inlineFunction(above);
    const iteration = callback?.parent;
    if (callback && iteration && ts.isCallExpression(iteration) && ts.isPropertyAccessExpression(iteration.expression)) {
      const name = callback.parameters[0]?.name.getText() ?? '';
      const path = quote(iteration.expression.expression);
      if (/^(forEach|map|some|every|flatMap|filter)$/u.test(iteration.expression.name.text) && given.includes(name) && path)
        return { name, path, node: iteration };
    }
  }
  return undefined;
}
