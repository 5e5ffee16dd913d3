import { ts } from 'ts-morph';
import type { Fact } from '../../terms/fact.ts';
import type { FactContext, FactDetector } from '../factDetector.ts';
import { isPlainPath, ownNodes, shortName } from '../ownCode.ts';
import { stateFact } from '../stateFact.ts';

const kind = 'type-tests';

/**
 * Tests of a value's type that let more, or less, through than they seem to.
 *
 *     if (typeof value === 'object') return Object.keys(value);
 *     → `typeof null` is `'object'` too: a `null` in `value` passes this test.
 *     if (result instanceof Promise) …
 *     → A thenable that is no native `Promise` fails this `instanceof` and counts as a plain value.
 */
export const typeTests: FactDetector = {
  id: kind,
  detect({ node, unit }, context) {
    if (!ts.isFunctionLike(node)) return [];
    const text = node.getText();
    return ownNodes(node).flatMap((found) =>
      ts.isBinaryExpression(found) ? [...objectTest(found, text, unit.name, context), ...promiseTest(found)] : [],
    );
  },
};

function objectTest(test: ts.BinaryExpression, unitText: string, unitName: string, { checker }: FactContext): readonly Fact[] {
  const isSame =
    test.operatorToken.kind === ts.SyntaxKind.EqualsEqualsEqualsToken || test.operatorToken.kind === ts.SyntaxKind.EqualsEqualsToken;
  const { left, right } = test;
  if (!isSame || !ts.isTypeOfExpression(left) || !ts.isStringLiteral(right) || right.text !== 'object' || !isPlainPath(left.expression))
    return [];
  const name = shortName(left.expression);
  if (name === undefined) return [];
  const escaped = name.replaceAll(/[$.]/g, String.raw`\$&`);
  const asked = new RegExp(
    String.raw`!\s*${escaped}\b(?!\.)|\b${escaped}\s*(&&|\|\||\?(?!\?)|\?\?|\?\.|[!=]==?\s*null)|if \(${escaped}\)|(&&|\|\|)\s*${escaped}\b(?![.(\[]|\s*[<>=])|(null|undefined)\s*[!=]==?\s*${escaped}\b|Boolean\(${escaped}|String\(${escaped}`,
  );
  if (!asked.test(unitText)) {
    const type = checker?.getTypeAtLocation(left.expression);
    const parts = type?.isUnion() ? type.types : type ? [type] : [];
    const mayBeNull = parts.some((part) => part.flags & (ts.TypeFlags.Null | ts.TypeFlags.Any | ts.TypeFlags.Unknown));
    if (!mayBeNull) return [];
    const text = `\`typeof null\` is \`'object'\` too: a \`null\` in \`${name}\` passes this test.`;
    return stateFact({ kind, about: `null:${name}`, text, on: [test], surprise: 0.8, basis: 'types' });
  }
  if (!/(^|\.)is\w*(Object|Record|Plain)\w*$/.test(unitName) || /isArray|prototype|constructor|toString|in /i.test(unitText)) return [];
  const text = `An array passes too: \`typeof []\` is \`'object'\`, and nothing here rules arrays out.`;
  return stateFact({ kind, about: `array:${name}`, text, on: [test], surprise: 0.65 });
}

function promiseTest(test: ts.BinaryExpression): readonly Fact[] {
  if (test.operatorToken.kind !== ts.SyntaxKind.InstanceOfKeyword || test.right.getText() !== 'Promise' || !isPlainPath(test.left))
    return [];
  const name = shortName(test.left);
  if (!comesFromOutside(test.left)) return [];
  const text = `A thenable that is no native \`Promise\` fails this \`instanceof\`: such a \`${name ?? 'value'}\` counts as a plain value.`;
  return name === undefined ? [] : stateFact({ kind, about: 'promise', text, on: [test], surprise: 0.6 });
}

/** A parameter, or what a function handed in from outside gives: what the code's own `_run` answers is no stranger's thenable. */
function comesFromOutside(value: ts.Expression): boolean {
  if (!ts.isIdentifier(value)) return false;
  const unit = ts.findAncestor(value, ts.isFunctionLike);
  if (!unit) return false;
  if (unit.parameters.some(({ name }) => name.getText() === value.text)) return true;
  return ownNodes(unit).some((node) => {
    if (
      !ts.isVariableDeclaration(node) ||
      node.name.getText() !== value.text ||
      !node.initializer ||
      !ts.isCallExpression(node.initializer)
    )
      return false;
    const callee = node.initializer.expression.getText();
    return /^(\w+\.)*(\w*(fn|callback|handler|transform|resolver|listener|predicate|factory))$/i.test(callee) && !callee.includes('._');
  });
}
