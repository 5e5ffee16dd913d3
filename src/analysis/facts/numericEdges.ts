import { ts } from 'ts-morph';
import type { Fact } from '../../terms/fact.ts';
import type { FactDetector } from '../factDetector.ts';
import { isPlainPath, ownNodes, shortName } from '../ownCode.ts';
import { lineOf, stateFact } from '../stateFact.ts';

const kind = 'numeric-edges';

/**
 * Numbers that are 0 or -1 at the edge, and what the code then does.
 *
 *     return sum / prices.length;                       → When `prices` is empty, this divides by 0 and gives `NaN` or `Infinity`.
 *     return name.slice(0, name.indexOf('@'));          → Where `indexOf` finds nothing, `slice` gets -1: the last place but one, not the end.
 */
export const numericEdges: FactDetector = {
  id: kind,
  detect({ node }) {
    if (!ts.isFunctionLike(node)) return [];
    const nodes = ownNodes(node);
    return nodes.flatMap((found) => [
      ...(ts.isBinaryExpression(found) ? byNothing(found, nodes) : []),
      ...(ts.isCallExpression(found) ? unfoundIndex(found, nodes) : []),
    ]);
  },
};

function byNothing(division: ts.BinaryExpression, nodes: readonly ts.Node[]): readonly Fact[] {
  const { left, right, operatorToken } = division;
  const isDivision = operatorToken.kind === ts.SyntaxKind.SlashToken || operatorToken.kind === ts.SyntaxKind.SlashEqualsToken;
  if (!isDivision || !ts.isPropertyAccessExpression(right) || !/^(length|size)$/.test(right.name.text) || !isPlainPath(right)) return [];
  if (ts.isNumericLiteral(left)) return [];
  const list = shortName(right.expression);
  const others = nodes.filter((node) => ts.isPropertyAccessExpression(node) && node !== right && node.getText() === right.getText());
  if (list === undefined || others.length > 0) return [];
  const text = `When \`${list}\` is empty, this divides by 0 and gives \`NaN\` or \`Infinity\`.`;
  return stateFact({ kind, about: `division:${list}`, text, on: [division], surprise: 0.8 });
}

/** `text.slice(0, text.indexOf(mark))`, also through a constant that nothing compares. */
function unfoundIndex(search: ts.CallExpression, nodes: readonly ts.Node[]): readonly Fact[] {
  const callee = search.expression;
  if (!ts.isPropertyAccessExpression(callee) || !/^(indexOf|lastIndexOf|findIndex|search)$/.test(callee.name.text)) return [];
  const direct = search.parent;
  const holder = ts.isVariableDeclaration(direct) && ts.isIdentifier(direct.name) ? direct.name : undefined;
  const uses = holder ? nodes.filter((node) => ts.isIdentifier(node) && node.text === holder.text && node !== holder) : [search];
  const cuts = uses.flatMap((use) => (ts.isCallExpression(use.parent) && isCut(use.parent, use) ? [{ call: use.parent, use }] : []));
  const [cut] = cuts;
  // Any other use may be a comparison with -1, or make up for it.
  if (!cut || cuts.length !== uses.length || !ts.isPropertyAccessExpression(cut.call.expression)) return [];
  const method = cut.call.expression.name.text;
  const what =
    method === 'splice'
      ? 'takes away the last element'
      : cut.call.arguments[1] === cut.use
        ? 'stops before the last one'
        : 'starts at the last one';
  const line = holder ? ` (line ${lineOf(cut.call)})` : '';
  const text = `Where \`${callee.name.text}\` finds nothing it gives -1, and \`${method}\`${line} ${what}.`;
  return stateFact({ kind, about: `unfound:${method}`, text, on: [search, cut.call], surprise: 0.85 });
}

function isCut(call: ts.CallExpression, use: ts.Node): boolean {
  const callee = call.expression;
  if (!ts.isPropertyAccessExpression(callee)) return false;
  const position = call.arguments.findIndex((argument) => argument === use);
  return (callee.name.text === 'slice' && position >= 0) || (callee.name.text === 'splice' && position === 0 && call.arguments.length > 1);
}
