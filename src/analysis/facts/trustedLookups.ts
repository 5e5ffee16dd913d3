import { ts } from 'ts-morph';
import type { Fact } from '../../terms/fact.ts';
import type { FactContext, FactDetector } from '../factDetector.ts';
import { isPlainPath, ownNodes, shortName, withoutParentheses } from '../ownCode.ts';
import { lineOf, stateFact } from '../stateFact.ts';

const kind = 'trusted-lookups';
/** Built-in look-ups that answer `undefined` or `null` when there is nothing. */
const lookups = /^(find|findLast|match|exec|querySelector|closest|getElementById|get|pop|shift|at)$/;

/**
 * A `!` after something that may be missing, and where that shows.
 *
 *     const row = rows.find((candidate) => candidate.id === id)!; return row.name;
 *     → `!` checks nothing: when `rows.find` finds nothing, `row.name` (line 1) throws a `TypeError`.
 */
export const trustedLookups: FactDetector = {
  id: kind,
  detect({ node }, context) {
    if (!ts.isFunctionLike(node)) return [];
    const nodes = ownNodes(node);
    return nodes.flatMap((found) => (ts.isNonNullExpression(found) ? trusted(found, nodes, context) : []));
  },
};

function trusted(trust: ts.NonNullExpression, nodes: readonly ts.Node[], { checker }: FactContext): readonly Fact[] {
  const value = withoutParentheses(trust.expression);
  const use = useOf(trust, nodes);
  if (!use) return [];
  const absent = checker && absentValue(checker.getTypeAtLocation(trust.expression));
  if (checker && absent === undefined) return [];
  const basis = checker ? 'types' : 'syntax';
  const shown = use.node.getText().replaceAll(/\s+/g, '');
  const reading = shown.length <= 40 && isPlainPath(use.node) ? `\`${shown}\`` : `reading \`${use.node.name.text}\` of it`;
  if (ts.isCallExpression(value)) {
    const callee = value.expression;
    if (!ts.isPropertyAccessExpression(callee) || !lookups.test(callee.name.text)) return [];
    if (!checker && /^(get|pop|shift|at)$/.test(callee.name.text)) return [];
    if (isAskedBefore(callee, nodes)) return [];
    const text = `\`!\` checks nothing: when \`${shortName(callee) ?? callee.name.text}\` finds nothing, ${reading} (line ${lineOf(use.node)}) throws a \`TypeError\`.`;
    return stateFact({ kind, about: `lookup:${callee.name.text}`, text, on: [trust, use.node], surprise: 0.7, basis });
  }
  if (!checker || !isPlainPath(value) || !ts.isPropertyAccessExpression(value)) return [];
  const name = shortName(value);
  if (name === undefined || /\.(nodeValue|textContent)$/.test(name) || isUsedOtherwise(value, nodes)) return [];
  const text = `\`!\` checks nothing: where \`${name}\` is \`${absent}\`, reading \`${use.node.name.text}\` of it (line ${lineOf(use.node)}) throws a \`TypeError\`.`;
  return stateFact({ kind, about: `member:${name}`, text, on: [trust, use.node], surprise: 0.55, basis });
}

/** `map.has(…)` or `stack.length` elsewhere in the unit: then the answer may be known to be there. */
function isAskedBefore(callee: ts.PropertyAccessExpression, nodes: readonly ts.Node[]): boolean {
  const owner = callee.expression.getText();
  return nodes.some(
    (node) =>
      ts.isPropertyAccessExpression(node) &&
      /^(has|length|size|set|some|test)$/.test(node.name.text) &&
      node.expression.getText() === owner,
  );
}

/** Where a member of the trusted value is read: right behind it, or of the constant that holds it. */
function useOf(trust: ts.NonNullExpression, nodes: readonly ts.Node[]): { readonly node: ts.PropertyAccessExpression } | undefined {
  const { parent } = trust;
  if (ts.isPropertyAccessExpression(parent) && parent.expression === trust && !parent.questionDotToken) return { node: parent };
  if (!ts.isVariableDeclaration(parent) || !ts.isIdentifier(parent.name) || !(parent.parent.flags & ts.NodeFlags.Const)) return undefined;
  const name = parent.name.text;
  const uses = nodes.filter((node) => ts.isIdentifier(node) && node.text === name && node.pos > parent.end);
  const [first] = uses;
  const access = first?.parent;
  return access && ts.isPropertyAccessExpression(access) && access.expression === first && !access.questionDotToken
    ? { node: access }
    : undefined;
}

/** The same path stands somewhere without `!`: there it may have been tested. */
function isUsedOtherwise(value: ts.Expression, nodes: readonly ts.Node[]): boolean {
  return nodes.some(
    (node) => node !== value && node.kind === value.kind && node.getText() === value.getText() && !ts.isNonNullExpression(node.parent),
  );
}

function absentValue(type: ts.Type): 'null' | 'undefined' | undefined {
  const parts = type.isUnion() ? type.types : [type];
  if (parts.some((part) => part.flags & ts.TypeFlags.Null)) return 'null';
  return parts.some((part) => part.flags & ts.TypeFlags.Undefined) ? 'undefined' : undefined;
}
