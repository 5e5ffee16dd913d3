import { ts } from 'ts-morph';
import type { LocatedUnit } from '../../analysis/sourceText.ts';
import { unitSize } from '../../analysis/unitSize.ts';
import { linesOf } from '../syntaxLines.ts';

/** Of longer ones not even a part can be taken in; `codeExcerpt.ts` shows what a call goes through. */
const mostLines = 100;
/** As in `locateUnits.ts`: a named function inside another one is a unit of its own from here on. */
const linesOfOwnUnit = 4;
const mostInInnerUnits = 0.4;

/** Why a unit is not asked about as a whole, or `undefined`: it is too long to read here, or mostly holds other units. */
export function unreadable({ node, sourceFile, unit }: LocatedUnit): string | undefined {
  if (unit.lines[1] - unit.lines[0] + 1 > mostLines) return 'too long to be asked about as a whole';
  let inside = 0;
  function visit(child: ts.Node): void {
    const [first, last] = linesOf(child, sourceFile);
    const size = last - first + 1;
    if (
      ts.isFunctionLike(child) &&
      isNamed(child) &&
      size >= linesOfOwnUnit &&
      (unitSize(child, sourceFile).statements >= 3 || unitSize(child, sourceFile).branches > 0)
    ) {
      inside += size;
      return;
    }
    ts.forEachChild(child, visit);
  }
  ts.forEachChild(node, visit);
  return inside > mostInInnerUnits * unit.size.lines ? 'it mostly holds functions that are asked about on their own' : undefined;
}

function isNamed(node: ts.SignatureDeclaration): boolean {
  if (ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node)) return true;
  const { parent } = node;
  return ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent) || ts.isPropertyDeclaration(parent);
}
