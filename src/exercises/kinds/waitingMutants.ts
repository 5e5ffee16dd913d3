import { ts } from 'ts-morph';
import type { LocatedUnit } from '../../analysis/sourceText.ts';
import { linesOf } from '../syntaxLines.ts';
import type { Mutant } from '../mutants.ts';
import type { UnitEdit } from '../worlds/world.ts';

type Waiting = Pick<Mutant, 'edits' | 'happensWhen'>;

/**
 * The unit as it would run if what is only started were waited for on the spot: the belief behind most wrong orders.
 *
 *     jobs.map(async (job) => { … })       // as if each callback ended before the next began
 *     jobs.map(async (job) => { … })       // as if the awaits inside took no time
 */
export function waitingMutants({ node: unit, sourceFile }: LocatedUnit): readonly Waiting[] {
  if (!ts.isFunctionLike(unit) || !isAsync(unit)) return [];
  const found: Waiting[] = [];
  function visit(node: ts.Node): void {
    if (ts.isFunctionLike(node) && !isAsync(node)) return;
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
      const [callback] = node.arguments;
      const { name, expression } = node.expression;
      if (callback !== undefined && ts.isFunctionLike(callback) && isAsync(callback) && ['map', 'forEach'].includes(name.text)) {
        const [line] = linesOf(node, sourceFile);
        const list = expression.getText(sourceFile);
        const each = callback.getText(sourceFile);
        const text = `(await (async () => { const $all = []; for (const $each of ${list}) $all.push(await (${each})($each)); return $all; })())`;
        found.push({
          edits: [replaced(node, text, sourceFile)],
          happensWhen: `when each callback in line ${line} waits for the one before`,
        });
        const awaits = awaitsIn(callback);
        if (awaits.length > 0)
          found.push({
            edits: awaits.map((inner) => replaced(inner, `(${inner.expression.getText(sourceFile)})`, sourceFile)),
            happensWhen: `when the callbacks in line ${line} do not wait`,
          });
      }
    }
    ts.forEachChild(node, visit);
  }
  ts.forEachChild(unit, visit);
  return found;
}

function awaitsIn(callback: ts.Node): readonly ts.AwaitExpression[] {
  const found: ts.AwaitExpression[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isAwaitExpression(node)) found.push(node);
    else if (!ts.isFunctionLike(node)) ts.forEachChild(node, visit);
  };
  ts.forEachChild(callback, visit);
  return found;
}

function isAsync(node: ts.SignatureDeclaration): boolean {
  return ts.canHaveModifiers(node) && ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword) === true;
}

/** Line breaks are kept, so lines stay comparable. */
function replaced(node: ts.Node, text: string, sourceFile: ts.SourceFile): UnitEdit {
  const start = node.getStart(sourceFile);
  const breaks = (of: string): number => of.split('\n').length;
  const missing = breaks(sourceFile.text.slice(start, node.end)) - breaks(text);
  return { start, end: node.end, text: text + '\n'.repeat(Math.max(0, missing)) };
}
