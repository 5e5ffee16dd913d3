import { ts } from 'ts-morph';
import type { Fact } from '../../terms/fact.ts';
import type { FactContext, FactDetector } from '../factDetector.ts';
import { isFunctionValue } from '../namesInWords.ts';
import { isPlainPath, ownNodes, shortName } from '../ownCode.ts';
import { stateFact } from '../stateFact.ts';

const kind = 'falsy-defaults';

/**
 * A `||` default that also replaces a value somebody chose.
 *
 *     const retries = options.retries || 3;   → A caller who passes `0` for `options.retries` gets `3`: …
 */
export const falsyDefaults: FactDetector = {
  id: kind,
  detect({ node }, context) {
    if (!ts.isFunctionLike(node)) return [];
    return nodesOfItsCourse(node).flatMap((found) => {
      if (!ts.isBinaryExpression(found)) return tested(found, context);
      const operator = found.operatorToken.kind;
      if (operator !== ts.SyntaxKind.BarBarToken && operator !== ts.SyntaxKind.BarBarEqualsToken) return [];
      const { left, right } = found;
      const lost = lostValue(left, right, context);
      const name = isPlainPath(left) ? shortName(left) : undefined;
      // A screen of no pixels does not occur.
      if (lost === undefined || name === undefined || isCondition(found) || /(^|\.)devicePixelRatio$/u.test(name)) return [];
      const text = `\`${lost}\` for \`${name}\` counts as missing: \`||\` turns it into \`${right.getText()}\`.`;
      return stateFact({ kind, about: name, text, on: [found], surprise: 0.7, ...(context.checker && { basis: 'types' }) });
    });
  },
};

/** Its own nodes and those of callbacks that the call they are written in runs before it returns: `items.reduce((sum, item) => …)`. */
function nodesOfItsCourse(node: ts.Node): readonly ts.Node[] {
  return ownNodes(node).flatMap((found) => (isRunAtOnce(found) ? [found, ...nodesOfItsCourse(found)] : [found]));
}

function isRunAtOnce(node: ts.Node): boolean {
  if (!isFunctionValue(node) || !ts.isCallExpression(node.parent) || !ts.isPropertyAccessExpression(node.parent.expression)) return false;
  return /^(map|filter|reduce|forEach|flatMap|some|every|find|findIndex|sort|toSorted)$/u.test(node.parent.expression.name.text);
}

/**
 * `if (!timeout)`, `if (limit)`, `limit ? … : …` of a number that may also be missing.
 */
function tested(node: ts.Node, { checker }: FactContext): readonly Fact[] {
  if (!checker) return [];
  const condition = ts.isIfStatement(node) ? node.expression : ts.isConditionalExpression(node) ? node.condition : undefined;
  const negated = condition && ts.isPrefixUnaryExpression(condition) && condition.operator === ts.SyntaxKind.ExclamationToken;
  const value = negated ? condition.operand : condition;
  const name = value && isPlainPath(value) ? shortName(value) : undefined;
  if (!value || name === undefined || /\b(length|size)$/.test(name)) return [];
  // Elsewhere it is asked for presence alone: then `0` goes its own way.
  const unit = ts.findAncestor(node, ts.isFunctionLike);
  if (
    unit &&
    new RegExp(String.raw`(?<![.\w$])${name.replaceAll(/[$.?!]/gu, String.raw`\$&`)}\s*[!=]==?\s*(null|undefined)\b`).test(unit.getText())
  )
    return [];
  // A timer's handle is never 0.
  if (/clear(Timeout|Interval)|cancelAnimationFrame/.test(node.getText()) || holdsTimer(value)) return [];
  const type = checker.getTypeAtLocation(value);
  const parts = type.isUnion() ? type.types : [];
  const absent = parts.find((part) => part.flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Null));
  if (!absent || !parts.some((part) => part.flags & ts.TypeFlags.Number)) return [];
  const text = `\`0\` for \`${name}\` takes the same way as \`${checker.typeToString(absent)}\`: the test asks for truth, not for presence.`;
  return stateFact({ kind, about: `tested:${name}`, text, on: [value], surprise: 0.75, basis: 'types' });
}

/** The value of the left side's own kind that `||` replaces by another one of that kind. */
function lostValue(left: ts.Expression, right: ts.Expression, { checker }: FactContext): string | undefined {
  const type = checker?.getTypeAtLocation(left);
  const parts = type?.isUnion() ? type.types : type ? [type] : undefined;
  const mayBe = (flag: ts.TypeFlags): boolean => parts === undefined || parts.some((part) => (part.flags & flag) !== 0);
  if (ts.isNumericLiteral(right) && Number(right.text) !== 0 && mayBe(ts.TypeFlags.Number)) return '0';
  if (right.kind === ts.SyntaxKind.TrueKeyword && mayBe(ts.TypeFlags.BooleanLike)) return 'false';
  return undefined;
}

function isCondition(node: ts.Expression): boolean {
  const { parent } = node;
  return (ts.isIfStatement(parent) || ts.isWhileStatement(parent)) && parent.expression === node;
}

/** Somewhere in the file it is given what `setTimeout` answers. */
function holdsTimer(value: ts.Expression): boolean {
  const path = value.getText().replaceAll(/[.$?[\]]/gu, String.raw`\$&`);
  return new RegExp(String.raw`${path} = (?:\w+\.)*(?:setTimeout|setInterval|requestAnimationFrame)\(`, 'u').test(
    value.getSourceFile().text,
  );
}
