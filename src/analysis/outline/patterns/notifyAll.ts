import { ts } from 'ts-morph';
import { ownNodes } from '../../ownCode.ts';
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
    for (const found of ownNodes(node)) {
      const round = roundOf(found);
      const place = round && quote(round.over);
      if (!round || !place || isMadeHere(round.over, node)) continue;
      const call = [round.body, ...ownNodes(round.body)].find(
        (each): each is ts.CallExpression => ts.isCallExpression(each) && isCallOf(each, round.name),
      );
      if (!call) continue;
      const given = call.arguments.flatMap((argument) => quote(argument, 30) ?? []);
      const plain = !/\.(?:call|apply)$/u.test(call.expression.getText());
      const handed =
        plain && given.length === call.arguments.length && given.length > 0 && given.length <= 2 ? ` with ${given.join(' and ')}` : '';
      return {
        title: `Calls everyone in ${place}`,
        text: `Calls each function in ${place}${handed}, one after another, before this goes on${isDropped(call) ? '; what they return is dropped' : ''}${isTried(call, round.body) ? '' : ', and one that throws keeps the rest from being called'}.`,
        on: [found, call],
      };
    }
    return undefined;
  },
};

function isDropped(call: ts.CallExpression): boolean {
  return ts.isExpressionStatement(call.parent) || ts.isArrowFunction(call.parent);
}

/** Within a round: around the whole loop a `try` ends the loop as well. */
function isTried(call: ts.Node, body: ts.Node): boolean {
  const around = ts.findAncestor(call, (above) => above === body || (ts.isTryStatement(above) && above.catchClause !== undefined));
  return around !== undefined && ts.isTryStatement(around) && call.end <= around.tryBlock.end;
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
  if (ts.isForStatement(node)) return byIndex(node);
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression) || node.expression.name.text !== 'forEach')
    return undefined;
  const callback = inlineFunction(node.arguments[0]);
  const name = callback?.parameters[0]?.name;
  return callback && name && ts.isIdentifier(name) ? { over: node.expression.expression, name: name.text, body: callback.body } : undefined;
}

/** `for (i = 0; i < length; i++) … listeners[i](…)`. */
function byIndex(loop: ts.ForStatement): Round | undefined {
  const { condition, incrementor, statement } = loop;
  if (!condition || !ts.isBinaryExpression(condition) || !ts.isIdentifier(condition.left) || !incrementor) return undefined;
  const index = condition.left.text;
  const member = ownNodes(statement).find(
    (found): found is ts.ElementAccessExpression => ts.isElementAccessExpression(found) && found.argumentExpression.getText() === index,
  );
  return member && { over: member.expression, name: `${member.expression.getText()}[${index}]`, body: statement };
}

/** `listener(…)`, `listener.call(…)`, `listeners[i].fn.apply(…)`. */
function isCallOf(call: ts.CallExpression, name: string): boolean {
  const callee = call.expression.getText().replace(/\.(?:call|apply)$/u, '');
  return callee === name || (name.endsWith(']') && callee === `${name}.fn`);
}

/** A list that the unit itself has just built holds no one who waits to be called. */
function isMadeHere(over: ts.Expression, unit: ts.Node): boolean {
  return (
    ts.isIdentifier(over) &&
    ownNodes(unit).some(
      (found) =>
        ts.isVariableDeclaration(found) &&
        found.name.getText() === over.text &&
        found.initializer !== undefined &&
        (ts.isArrayLiteralExpression(found.initializer) || ts.isNewExpression(found.initializer)),
    )
  );
}
