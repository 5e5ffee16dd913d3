import { ts } from 'ts-morph';
import { handlerName } from './handlerNames.ts';
import { lineRangeOf } from './lineRangeOf.ts';
import { declaredName } from './unitNames.ts';

const mostLinesOfHelper = 3;

/**
 * The functions inside a unit that no unit of their own tells of: callbacks without a name, and named helpers of up to three lines; also
 * those inside such ones.
 */
export function innerFunctions(unit: ts.Node, sourceFile: ts.SourceFile): readonly ts.SignatureDeclaration[] {
  if (!ts.isFunctionLike(unit)) return [];
  const found: ts.SignatureDeclaration[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isClassLike(node)) return;
    if (ts.isFunctionLike(node) && 'body' in node && node.body !== undefined) {
      if ((declaredName(node) ?? handlerName(node)) && !isHelper(node, sourceFile)) return;
      found.push(node);
    }
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(unit, visit);
  return found;
}

function isHelper(node: ts.Node, sourceFile: ts.SourceFile): boolean {
  const [first, last] = lineRangeOf(node, sourceFile);
  return last - first < mostLinesOfHelper;
}
