import type { ts } from 'ts-morph';
import type { LineRange } from '../terms/ranges.ts';

/** Lines of a node without the comments before it: 1-based, both inclusive. */
export function lineRangeOf(node: ts.Node, sourceFile: ts.SourceFile): LineRange {
  const first = sourceFile.getLineAndCharacterOfPosition(node.getStart(sourceFile)).line + 1;
  return [first, sourceFile.getLineAndCharacterOfPosition(node.getEnd()).line + 1];
}
