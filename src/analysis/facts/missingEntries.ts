import { ts } from 'ts-morph';
import type { Fact } from '../../terms/fact.ts';
import type { FactDetector } from '../factDetector.ts';
import { isPlainPath, ownNodes, shortName } from '../ownCode.ts';
import { lineOf, stateFact } from '../stateFact.ts';

const kind = 'missing-entries';

/**
 * Entries taken for granted because the type of a list or record leaves the missing one out.
 *
 *     return rates[country].value;      (Record<string, Rate>)
 *     → For a `country` that `rates` does not hold, reading `value` throws a `TypeError`, though the types allow it.
 *     return rows[0];                   (Row[])
 *     → When `rows` is empty this gives `undefined`, though the type says `Row`.
 */
export const missingEntries: FactDetector = {
  id: kind,
  detect({ node }, context) {
    if (!ts.isFunctionLike(node) || !context.checker) return [];
    const nodes = ownNodes(node);
    return nodes.flatMap((found) => (ts.isElementAccessExpression(found) ? taken(found, nodes, context.checker) : [])).slice(0, 1);
  },
};

function taken(entry: ts.ElementAccessExpression, nodes: readonly ts.Node[], checker: ts.TypeChecker | undefined): readonly Fact[] {
  const { parent, expression: holder, argumentExpression: key } = entry;
  const name = isPlainPath(holder) ? shortName(holder) : undefined;
  if (!checker || name === undefined || entry.questionDotToken) return [];
  const member =
    ts.isPropertyAccessExpression(parent) && parent.expression === entry && !parent.questionDotToken ? parent.name.text : undefined;
  const isReturned = ts.isReturnStatement(parent);
  if (member === undefined && !isReturned) return [];
  const type = checker.getTypeAtLocation(entry);
  if (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.TypeParameter) || mayBeAbsent(type)) return [];
  const said = { kind, about: name, on: [entry], basis: 'types' } as const;
  const typeName = checker.typeToString(type);
  const fate =
    member === undefined
      ? typeName.length <= 30
        ? `this gives \`undefined\`, though the type says \`${typeName}\``
        : 'this gives `undefined`, which its type leaves out'
      : `reading \`${member}\` (line ${lineOf(entry)}) throws a \`TypeError\`; the types do not tell`;
  const holderType = checker.getTypeAtLocation(holder);
  if (checker.isArrayType(holderType)) {
    const isFirst = ts.isNumericLiteral(key) && key.text === '0';
    const isLast = key.getText().replaceAll(/\s/g, '') === `${holder.getText()}.length-1`;
    const asked = nodes.some(
      (node) =>
        ts.isPropertyAccessExpression(node) &&
        node.name.text === 'length' &&
        node.expression.getText() === holder.getText() &&
        !isWithin(node, entry),
    );
    if ((!isFirst && !isLast) || asked || !isHandedIn(holder)) return [];
    return stateFact({ ...said, text: `When \`${name}\` is empty, ${fate}.`, surprise: 0.7 });
  }
  const keyName = isPlainPath(key) ? shortName(key) : undefined;
  const isRecord = checker.getIndexInfoOfType(holderType, ts.IndexKind.String) !== undefined;
  if (keyName === undefined || !isRecord || !(checker.getTypeAtLocation(key).flags & ts.TypeFlags.String)) return [];
  if (nodes.some((node) => isAskedFor(node, holder.getText(), key.getText(), entry))) return [];
  return stateFact({ ...said, text: `For a \`${keyName}\` that \`${name}\` does not hold, ${fate}.`, surprise: 0.75 });
}

/** A list the unit has made itself may be known to hold something. */
function isHandedIn(holder: ts.Expression): boolean {
  const [root] = holder.getText().split('.');
  const unit = ts.findAncestor(holder, ts.isFunctionLike);
  return root === 'this' || (unit?.parameters.some(({ name }) => name.getText() === root) ?? false);
}

function mayBeAbsent(type: ts.Type): boolean {
  return (type.isUnion() ? type.types : [type]).some(
    (part) => part.flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Null | ts.TypeFlags.Void),
  );
}

/** The entry is set, tested, or found by going over the keys: `key in holder`, `holder[key] = …`, `if (holder[key])`, `for (key in holder)`. */
function isAskedFor(node: ts.Node, holder: string, key: string, entry: ts.Node): boolean {
  if (ts.isElementAccessExpression(node) && node !== entry) return node.getText() === `${holder}[${key}]`;
  if (ts.isForInStatement(node) || ts.isForOfStatement(node))
    return new RegExp(String.raw`\b${key.replaceAll('$', String.raw`\$`)}\b`).test(node.initializer.getText());
  if (ts.isBinaryExpression(node)) return node.operatorToken.kind === ts.SyntaxKind.InKeyword;
  return ts.isCallExpression(node) && /hasOwn/.test(node.expression.getText());
}

function isWithin(node: ts.Node, outer: ts.Node): boolean {
  return node.pos >= outer.pos && node.end <= outer.end;
}
