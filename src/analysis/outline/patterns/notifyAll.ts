import { ts } from 'ts-morph';
import { ownNodes } from '../../ownCode.ts';
import { openScopes } from '../../localScopes.ts';
import { quote } from '../outlineWords.ts';
import type { PatternDetector } from '../patternDetector.ts';
import { functionOf, inlineFunction } from '../unitBody.ts';

/**
 * Calls every function that was kept in a collection before.
 *
 *     for (const listener of this.listeners) listener(event);
 */
export const notifyAll: PatternDetector = {
  id: 'notify-all',
  recognise({ node }) {
    if (!functionOf(node)) return undefined;
    const scopes = openScopes();
    for (const found of ownNodes(node)) {
      const round = roundOf(found);
      const place = round && quote(round.over);
      if (!round || !place || !isKept(round.over, node, scopes)) continue;
      const call = [round.body, ...ownNodes(round.body)].find(
        (each): each is ts.CallExpression => ts.isCallExpression(each) && each.expression.getText() === round.name,
      );
      if (!call) continue;
      const given = call.arguments.flatMap((argument) => quote(argument, 30) ?? []);
      const handed = given.length === call.arguments.length && given.length > 0 && given.length <= 2 ? ` with ${given.join(' and ')}` : '';
      return {
        title: `Calls everyone in ${place}`,
        text: `Calls each function in ${place}${handed}, one after another, before this goes on${isDropped(call) ? '; what they return is dropped' : ''}.`,
        on: [found, call],
      };
    }
    return undefined;
  },
};

function isDropped(call: ts.CallExpression): boolean {
  return ts.isExpressionStatement(call.parent) || ts.isArrowFunction(call.parent);
}

interface Round {
  readonly over: ts.Expression;
  readonly name: string;
  readonly body: ts.Node;
}

function roundOf(node: ts.Node): Round | undefined {
  if (ts.isForOfStatement(node) && ts.isVariableDeclarationList(node.initializer)) {
    const name = node.initializer.declarations[0]?.name;
    return name && ts.isIdentifier(name) ? { over: node.expression, name: name.text, body: node.statement } : undefined;
  }
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression) || node.expression.name.text !== 'forEach')
    return undefined;
  const callback = inlineFunction(node.arguments[0]);
  const name = callback?.parameters[0]?.name;
  return callback && name && ts.isIdentifier(name) ? { over: node.expression.expression, name: name.text, body: callback.body } : undefined;
}

/** `this.listeners` or a name from outside the unit; what the caller passed in is the caller's. */
function isKept(over: ts.Expression, unit: ts.Node, scopes: ReturnType<typeof openScopes>): boolean {
  let root = over;
  while (ts.isPropertyAccessExpression(root)) root = root.expression;
  if (root.kind === ts.SyntaxKind.ThisKeyword) return root !== over;
  if (!ts.isIdentifier(root)) return false;
  const place = scopes.declaring(root);
  return place === undefined || !ts.findAncestor(place, (above) => above === unit);
}
