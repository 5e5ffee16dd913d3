import { ts } from 'ts-morph';
import type { LocatedUnit } from '../../analysis/sourceText.ts';
import type { DraftOption } from '../kinds/exerciseKind.ts';
import { linesOf } from '../syntaxLines.ts';

/**
 * Why a call that question or answers name cannot be found in the shown code, or `undefined`: it is made by a helper that the code
 * calls and nobody sees.
 *
 *     updateSelection(view, selection);      // runs `view.state.selection.eq` inside
 */
export function hiddenCall(options: readonly DraftOption[], told: string, { node: unit, sourceFile }: LocatedUnit): string | undefined {
  for (const { shownBy } of options) {
    for (const { target, line } of shownBy.run.boundaryCalls) {
      if (!told.includes(`\`${target}\``) && !told.includes(`\`new ${target}\``)) continue;
      const statement = statementAt(line);
      const name = lastName(target);
      if (statement !== undefined && name !== 'super' && !new RegExp(String.raw`(?<![\w$])${escaped(name)}(?![\w$])`).test(statement))
        return 'a call is made where it is not shown';
    }
  }
  return undefined;

  function statementAt(line: number): string | undefined {
    let found: ts.Node | undefined;
    const visit = (node: ts.Node): void => {
      if (ts.isStatement(node) && !ts.isBlock(node) && linesOf(node, sourceFile)[0] === line) found ??= node;
      else ts.forEachChild(node, visit);
    };
    ts.forEachChild(unit, visit);
    return found?.getText(sourceFile);
  }
}

function lastName(target: string): string {
  return (
    target
      .replaceAll(/\(\)|\[\d+\]/g, '')
      .split('.')
      .at(-1) ?? target
  );
}

function escaped(name: string): string {
  return name.replaceAll(/[$#]/g, String.raw`\$&`);
}
