import type { ts } from 'ts-morph';
import type { LineRange } from '../terms/ranges.ts';

/** Lines of a node without the comments before it: 1-based, inclusive. */
export function linesOf(node: ts.Node, sourceFile: ts.SourceFile): LineRange {
  const first = sourceFile.getLineAndCharacterOfPosition(node.getStart(sourceFile)).line + 1;
  const last = sourceFile.getLineAndCharacterOfPosition(node.end).line + 1;
  return [first, last];
}
