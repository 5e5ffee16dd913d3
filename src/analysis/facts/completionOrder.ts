import { ts } from 'ts-morph';
import type { FactDetector } from '../factDetector.ts';
import { isFunctionValue } from '../namesInWords.ts';
import { awaitedCalls, callInWords, isAsync, ownNodes, shortName } from '../ownCode.ts';
import { lineOf, stateFact } from '../stateFact.ts';

const kind = 'completion-order';

type Callback = ts.ArrowFunction | ts.FunctionExpression;

/**
 * A list that callbacks running side by side fill after they have waited.
 *
 *     await Promise.all(users.map(async (user) => { results.push(await send(user)); }));
 *     → `results` is filled in the order in which the calls of `send` (line 1) finish, not in the order of `users`.
 */
export const completionOrder: FactDetector = {
  id: kind,
  detect({ node }) {
    return ownNodes(node).flatMap((found) => {
      if (!ts.isCallExpression(found) || !ts.isPropertyAccessExpression(found.expression)) return [];
      const [callback] = found.arguments;
      const over = shortName(found.expression.expression);
      if (!/^(map|forEach)$/u.test(found.expression.name.text) || !isFunctionValue(callback) || !isAsync(callback)) return [];
      for (const added of ownNodes(callback.body)) {
        const list = listAddedTo(added, callback);
        const wait = list === undefined ? undefined : waitBefore(added, callback);
        if (over === undefined || list === undefined || !wait || isSorted(list, node)) continue;
        const text = `\`${list}\` is filled in the order in which the calls of ${callInWords(wait)} (line ${lineOf(wait)}) finish, not in the order of \`${over}\`.`;
        return stateFact({ kind, about: list, text, on: [found, wait, added], surprise: 0.85 });
      }
      return [];
    });
  },
};

/** `list` of `list.push(…)`, a plain name that the callback does not declare itself. */
function listAddedTo(node: ts.Node, callback: Callback): string | undefined {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return undefined;
  const { expression, name } = node.expression;
  if (!/^(push|unshift)$/u.test(name.text) || !ts.isIdentifier(expression)) return undefined;
  const own = [...callback.parameters, ...ownNodes(callback.body).filter(ts.isVariableDeclaration)];
  return own.some((declared) => declared.name.getText() === expression.text) ? undefined : expression.text;
}

/** The wait whose end decides when the entry is added: the last one before it, on every way to it. */
function waitBefore(added: ts.Node, callback: Callback): ts.CallExpression | undefined {
  const wait = awaitedCalls(callback.body).findLast((call) => call.end <= added.end);
  const conditional = wait && ts.findAncestor(wait, (above) => above === callback.body || isChoice(above));
  return conditional === callback.body || (conditional && added.pos >= conditional.pos && added.end <= conditional.end) ? wait : undefined;
}

function isChoice(node: ts.Node): boolean {
  return ts.isIfStatement(node) || ts.isConditionalExpression(node) || ts.isTryStatement(node) || ts.isIterationStatement(node, false);
}

function isSorted(list: string, unit: ts.Node): boolean {
  return ownNodes(unit).some(
    (node) => ts.isPropertyAccessExpression(node) && /^(sort|toSorted)$/u.test(node.name.text) && node.expression.getText() === list,
  );
}
