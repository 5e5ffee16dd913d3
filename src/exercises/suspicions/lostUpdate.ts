import { ts } from 'ts-morph';
import type { LocatedUnit } from '../../analysis/sourceText.ts';
import type { Suspicion } from '../../terms/play.ts';
import type { Ran } from '../runs.ts';
import { linesOf } from '../syntaxLines.ts';
import type { UnitEdit } from '../worlds/world.ts';
import { withoutFailure, type SuspicionDetector } from './suspicionDetector.ts';

/** A write after a wait of what was read before it. */
interface Gap {
  /** `this.count` */
  readonly path: string;
  readonly wait: ts.AwaitExpression;
  readonly write: ts.BinaryExpression;
}

const meanwhile = '"changed meanwhile"';

/**
 * State read before a wait and written back after it: what anyone else wrote during the wait is gone.
 *
 *     const count = this.count;
 *     await this.store(count + 1);
 *     this.count = count + 1;
 *
 * Shown by running it with somebody else's write put in right after the wait: everything else comes out the same.
 */
export const lostUpdate: SuspicionDetector = {
  id: 'lost update',
  async detect({ located, runs, rans }) {
    for (const gap of gapsIn(located)) {
      const [waitLine] = linesOf(gap.wait, located.sourceFile);
      const [writeLine] = linesOf(gap.write, located.sourceFile);
      const through = rans.find(
        (ran) =>
          ran.scenario.failure === undefined &&
          withoutFailure(ran, rans) === ran &&
          ran.run.observation.effects.some(({ kind, target }) => kind === 'set' && target === gap.path),
      );
      if (through === undefined) continue;
      const disturbed = await runs.run(through.scenario, [disturbance(gap, located)]);
      if (disturbed === undefined || !leavesNoTrace(disturbed, through, gap.path)) continue;
      const suspicion: Suspicion = {
        kind: 'lost update',
        scenarioId: through.scenario.id,
        text: `\`${gap.path}\` is read before the \`await\` in line ${waitLine} and written back in line ${writeLine}: if another call writes it during the wait, that write is lost.`,
        evidence: [
          `While line ${waitLine} waits, somebody else sets \`${gap.path}\`.`,
          `Line ${writeLine} then writes what was worked out from the old value, and nothing shows that there was another.`,
        ],
        lines: [
          [waitLine, waitLine],
          [writeLine, writeLine],
        ],
        expected: `a write to \`${gap.path}\` during the wait is kept`,
      };
      return [suspicion];
    }
    return [];
  },
};

/** The awaited value passes through a function that first writes as somebody else would. */
function disturbance({ path, wait }: Gap, { sourceFile }: LocatedUnit): UnitEdit {
  const start = wait.getStart(sourceFile);
  return { start, end: wait.end, text: `(($1) => (${path} = ${meanwhile}, $1))(${sourceFile.text.slice(start, wait.end)})` };
}

function leavesNoTrace(disturbed: Ran, before: Ran, path: string): boolean {
  const { effects, settlement } = disturbed.run.observation;
  const rest = effects.filter(({ kind, target, values }) => !(kind === 'set' && target === path && values[0] === meanwhile));
  const usual = before.run.observation;
  return rest.length < effects.length && JSON.stringify({ effects: rest, settlement }) === JSON.stringify(usual);
}

function gapsIn({ node: unit, sourceFile }: LocatedUnit): readonly Gap[] {
  const gaps: Gap[] = [];
  const waits: ts.AwaitExpression[] = [];
  const copies: { readonly name: string; readonly from: string; readonly end: number }[] = [];
  const visit = (node: ts.Node): void => {
    if (node !== unit && ts.isFunctionLike(node)) return;
    if (ts.isAwaitExpression(node)) waits.push(node);
    if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.initializer !== undefined) {
      const from = /\bthis\.[\w$]+/u.exec(node.initializer.getText(sourceFile))?.[0];
      if (from !== undefined && !ts.isAwaitExpression(node.initializer)) copies.push({ name: node.name.text, from, end: node.end });
    }
    ts.forEachChild(node, visit);
    if (!ts.isBinaryExpression(node)) return;
    const path = node.left.getText(sourceFile);
    if (!/^this\.[\w$]+$/u.test(path)) return;
    if (node.operatorToken.kind === ts.SyntaxKind.EqualsToken) {
      const right = node.right.getText(sourceFile);
      const copy = copies.find(
        ({ name, from }) => from === path && new RegExp(`(?<![\\w$.])${name.replaceAll('$', '\\$')}(?![\\w$])`, 'u').test(right),
      );
      const wait = waits.find(({ pos, end }) => copy !== undefined && pos > copy.end && end < node.left.pos);
      if (wait !== undefined) gaps.push({ path, wait, write: node });
    }
    // `this.total += await price(item)` reads before it waits.
    const isCompound =
      node.operatorToken.kind === ts.SyntaxKind.PlusEqualsToken || node.operatorToken.kind === ts.SyntaxKind.MinusEqualsToken;
    if (isCompound && ts.isAwaitExpression(node.right)) gaps.push({ path, wait: node.right, write: node });
  };
  visit(unit);
  return gaps;
}
