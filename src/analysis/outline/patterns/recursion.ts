import { ts } from 'ts-morph';
import { isPlainPath } from '../../ownCode.ts';
import { lineOf } from '../../stateFact.ts';
import { declaredName } from '../../unitNames.ts';
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
    const later = ts.findAncestor(first, ts.isFunctionLike) === node ? '' : ', from a callback';
    const given = first.arguments.flatMap((argument) => quote(argument, 30) ?? []);
    const handed = given.length > 0 && given.length === first.arguments.length ? ` with ${inWords(given, 4)}` : '';
    return {
      title: 'Recursion',
      text: `Calls itself again on ${calls.length === 1 ? linesInWords(first) : `lines ${inWords(calls.map((call) => String(lineOf(call))))}`}${calls.length === 1 ? handed + later : ''}${until}.`,
      on: [...calls, ...ends.map(({ statement }) => statement)],
    };
  },
};

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
