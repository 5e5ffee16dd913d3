import { ts } from 'ts-morph';
import { bodyOf, isPlainPath, ownNodes, withoutParentheses } from '../../ownCode.ts';
import { scopesAround, type Scopes } from '../../localScopes.ts';
import { lineOf } from '../../stateFact.ts';
import { quote, step } from '../outlineWords.ts';
import type { PatternDetector, Recognised } from '../patternDetector.ts';
import { isSameCode } from '../unitBody.ts';

interface Entry {
  readonly store: ts.Expression;
  readonly key: ts.Expression;
  readonly node: ts.Node;
}

/**
 * A look-up that returns what is there, before the same place is filled.
 *
 *     const known = prices.get(sku); if (known) return known; const price = await load(sku); prices.set(sku, price); return price;
 *     → Cache in `prices`, by `sku`
 */
export const cache: PatternDetector = {
  id: 'cache',
  recognise({ node }) {
    const body = bodyOf(node);
    if (!body) return undefined;
    const scopes = scopesAround(node);
    const nodes = ownNodes(body);
    const stores = nodes.flatMap((found) => storeOf(found) ?? []).filter(({ store }) => outlives(store, node, scopes));
    for (const filled of stores) {
      const read = nodes.find(
        (found) => found.end < filled.node.pos && isLookup(found, filled) && !ts.findAncestor(found, (above) => above === filled.node),
      );
      const hit = read && hitReturn(read, body, filled.node);
      if (read && hit) return words(filled, read, hit, nodes);
    }
    return undefined;
  },
};

function words({ store, key, node }: Entry, read: ts.Node, hit: ts.Node, nodes: readonly ts.Node[]): Recognised | undefined {
  const name = quote(store, 40);
  const by = quote(key, 40);
  if (!name || !by) return undefined;
  const between = nodes.find((found) => ts.isAwaitExpression(found) && found.pos > hit.end && found.end < node.pos);
  const leaving = nodes.find((found) => ts.isReturnStatement(found) && found.pos >= hit.end && found.end <= node.pos);
  const choice = choiceAround(node, read);
  const condition = choice && quote(choice.expression, 40);
  const kept = leaving
    ? `anything else is worked out anew, and kept there unless line ${lineOf(leaving)} returns first`
    : choice
      ? `anything else is worked out anew, and kept there only ${condition ? `when ${condition} holds` : `under the condition on line ${lineOf(choice)}`}`
      : 'anything else is worked out once and kept there';
  return {
    title: `Cache in ${name}`,
    text: `What is already in ${name} under ${by} is handed out again; ${kept}.`,
    on: [read, node, ...(leaving ? [leaving] : choice ? [choice] : [])],
    steps: between
      ? step(
          `Two calls with the same ${by} that overlap both do the work: ${name} is filled only after the \`await\` on line ${lineOf(between)}.`,
          hit,
          between,
          node,
        )
      : [],
  };
}

/** The `if` that decides whether what was worked out is kept; one that asks for the look-up itself does not. */
function choiceAround(store: ts.Node, read: ts.Node): ts.IfStatement | undefined {
  const around = ts.findAncestor(store.parent, (above) => ts.isFunctionLike(above) || ts.isIfStatement(above));
  if (!around || !ts.isIfStatement(around) || around.elseStatement || (read.pos >= around.pos && read.end <= around.end)) return undefined;
  const holder = ts.findAncestor(read, ts.isVariableDeclaration)?.name;
  const asksForIt =
    holder !== undefined &&
    ts.isIdentifier(holder) &&
    new RegExp(String.raw`\b${holder.text.replaceAll('$', String.raw`\$`)}\b`, 'u').test(around.expression.getText());
  return asksForIt ? choiceAround(around, read) : around;
}

/** `X.set(key, …)` or `X[key] = …`. */
function storeOf(node: ts.Node): Entry | undefined {
  if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression) && node.expression.name.text === 'set') {
    const [key] = node.arguments;
    return key && node.arguments.length === 2 && isPlainPath(node.expression.expression)
      ? { store: node.expression.expression, key, node }
      : undefined;
  }
  if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return undefined;
  const target = node.left;
  return ts.isElementAccessExpression(target) && isPlainPath(target.expression)
    ? { store: target.expression, key: target.argumentExpression, node }
    : undefined;
}

/** `X.get(key)`, `X.has(key)`, `X[key]` of the same collection and key. */
function isLookup(node: ts.Node, { store, key }: Entry): boolean {
  if (ts.isElementAccessExpression(node)) return isSameCode(node.expression, store) && isSameCode(node.argumentExpression, key);
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression) || !/^(get|has)$/u.test(node.expression.name.text))
    return false;
  const [asked] = node.arguments;
  return asked !== undefined && isSameCode(node.expression.expression, store) && isSameCode(asked, key);
}

/** A `return` under an `if` that tests the look-up or the variable it went into, before the store. */
function hitReturn(read: ts.Node, body: ts.Block, store: ts.Node): ts.Node | undefined {
  const declaration = ts.findAncestor(read, ts.isVariableDeclaration);
  const holder = declaration && ts.isIdentifier(declaration.name) ? declaration.name.text : undefined;
  return ownNodes(body).find((node) => {
    if (!ts.isIfStatement(node) || node.end > store.pos) return false;
    const test = withoutParentheses(node.expression);
    const asksForIt =
      test === read ||
      [test, ...ownNodes(test)].some((part) => part === read || (holder !== undefined && ts.isIdentifier(part) && part.text === holder));
    const negated = /^!|=== undefined|== null|=== null/u.test(test.getText());
    const returned = [node.thenStatement, ...ownNodes(node.thenStatement)].find(ts.isReturnStatement);
    const value = returned?.expression;
    const handsOut =
      value !== undefined &&
      (isSameCode(value, read) ||
        (holder !== undefined && new RegExp(String.raw`^\(?${holder.replaceAll('$', String.raw`\$`)}\b`, 'u').test(value.getText())) ||
        value.getText().includes(read.getText()));
    return asksForIt && !negated && handsOut;
  });
}

/** Not made by the unit itself: what is put there is still there at the next call. */
function outlives(store: ts.Expression, unit: ts.Node, scopes: Scopes): boolean {
  let root: ts.Expression = withoutParentheses(store);
  while (ts.isPropertyAccessExpression(root)) root = root.expression;
  if (root.kind === ts.SyntaxKind.ThisKeyword) return true;
  if (!ts.isIdentifier(root)) return false;
  const place = scopes.declaring(root);
  return place === undefined || !ts.findAncestor(place, (above) => above === unit);
}
