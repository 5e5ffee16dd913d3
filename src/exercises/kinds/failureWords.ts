import { ts } from 'ts-morph';
import type { LocatedUnit } from '../../analysis/sourceText.ts';
import type { Ran } from '../runs.ts';
import { linesOf } from '../syntaxLines.ts';
import { ordinal } from '../wording/stemWords.ts';
import type { BoundaryCall, Failure } from '../worlds/world.ts';

/** `rejects`, and where the call may be made again: `rejects the first time`. `rans` are all runs that the question compares. */
export function failsInWords(call: BoundaryCall, how: Failure['with'], located: LocatedUnit, rans: readonly Ran[]): string {
  const again = rans.some(({ run }) => run.boundaryCalls.filter(({ target }) => target === call.target).length > 1);
  return call.occurrence > 0 || again || isRepeated(located, call.line) ? `${how} the ${ordinal(call.occurrence + 1)} time` : how;
}

/** In a loop or a callback the same line is come by again. */
export function isRepeated({ node: unit, sourceFile }: LocatedUnit, line: number): boolean {
  let repeated = false;
  const visit = (node: ts.Node): void => {
    const [first, last] = linesOf(node, sourceFile);
    if (node !== unit && (ts.isIterationStatement(node, false) || ts.isFunctionLike(node)) && line >= first && line <= last)
      repeated = true;
    if (!repeated) ts.forEachChild(node, visit);
  };
  visit(unit);
  return repeated;
}

/**
 * What has to be said of an error that a `catch` looks at: that it is of no class that is told apart there. `undefined` where the `catch`
 * looks at what the error holds, which no scenario says.
 */
export function errorAssumptions({ node: unit, sourceFile }: LocatedUnit): readonly string[] | undefined {
  let byClass = false;
  let byField = false;
  const visit = (node: ts.Node): void => {
    if (ts.isCatchClause(node) && node.variableDeclaration !== undefined && ts.isIdentifier(node.variableDeclaration.name)) {
      const name = node.variableDeclaration.name.text;
      const text = node.block.getText(sourceFile);
      const own = name.replaceAll('$', String.raw`\$`);
      if (new RegExp(String.raw`(?<![\w$.])${own}\s+instanceof\b`, 'u').test(text)) byClass = true;
      const conditions: string[] = [];
      const collect = (child: ts.Node): void => {
        if (ts.isIfStatement(child) || ts.isSwitchStatement(child) || ts.isWhileStatement(child))
          conditions.push(child.expression.getText(sourceFile));
        if (ts.isConditionalExpression(child)) conditions.push(child.condition.getText(sourceFile));
        ts.forEachChild(child, collect);
      };
      collect(node.block);
      const looks = new RegExp(String.raw`(?<![\w$.])${own}(?:\s+as\s|\??\.)|\(${own}\)`, 'u');
      if (conditions.some((condition) => looks.test(condition) && !condition.includes('instanceof'))) byField = true;
    }
    ts.forEachChild(node, visit);
  };
  visit(unit);
  if (byField) return undefined;
  return byClass ? ['That error is of none of the classes that the code tells apart.'] : [];
}
