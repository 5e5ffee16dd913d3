import { ts } from 'ts-morph';

const known = new Map<string, string>();
const mostKnown = 200;

/**
 * JavaScript for the sandbox, whose engine spreads nothing of a text into an object: `{...value}` → `{...$spread(value)}`. Lines stay
 * where they are.
 */
export function withTextSpread(code: string): string {
  if (!code.includes('...')) return code;
  const found = known.get(code);
  if (found !== undefined) return found;
  const places: number[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isSpreadAssignment(node)) places.push(node.expression.getStart(), node.expression.end);
    ts.forEachChild(node, visit);
  };
  // What a method or a bare function expression stands in as a statement is no matter for where its nodes are.
  visit(ts.createSourceFile('unit.js', code, ts.ScriptTarget.Latest, true, ts.ScriptKind.JS));
  const edits = places.map((at, index) => ({ at, text: index % 2 === 0 ? '$spread(' : ')' })).toSorted((left, right) => right.at - left.at);
  const safe = edits.reduce((text, { at, text: added }) => text.slice(0, at) + added + text.slice(at), code);
  if (known.size >= mostKnown) known.clear();
  known.set(code, safe);
  return safe;
}
