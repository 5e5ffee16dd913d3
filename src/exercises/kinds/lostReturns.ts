import { ts } from 'ts-morph';
import type { LocatedUnit } from '../../analysis/sourceText.ts';
import { mutantsOf, type Mutant } from '../mutants.ts';
import { linesOf } from '../syntaxLines.ts';
import type { UnitEdit } from '../worlds/world.ts';
import type { Responder } from './responses.ts';

const rivalsTried = 12;

/** A `return` after a response that may get lost, or one that is not there. */
export interface Lost {
  readonly kind: 'lost' | 'kept';
  /** 1-based. */
  readonly line: number;
  readonly edits: readonly UnitEdit[];
  /** Shows whether a call gets there. */
  readonly probe: readonly UnitEdit[];
}

const telltale = 'throw new EvalError();';

export function lostReturns({ node: unit, sourceFile }: LocatedUnit, responder: Responder): readonly Lost[] {
  const found: Lost[] = [];
  const visit = (node: ts.Node): void => {
    if (node !== unit && ts.isFunctionLike(node)) return;
    if (ts.isBlock(node) && ts.isIfStatement(node.parent)) {
      const last = node.statements.at(-1);
      const before = node.statements.at(-2);
      if (
        last !== undefined &&
        ts.isReturnStatement(last) &&
        last.expression === undefined &&
        before !== undefined &&
        responder.sends(before)
      )
        found.push({ kind: 'lost', line: linesOf(last, sourceFile)[0], edits: [edit(last, ';')], probe: [edit(last, telltale)] });
      if (last !== undefined && ts.isExpressionStatement(last) && responder.sends(last))
        found.push({
          kind: 'kept',
          line: linesOf(last, sourceFile)[1],
          edits: [{ start: last.end, end: last.end, text: ' return;' }],
          probe: [],
        });
    }
    if (ts.isReturnStatement(node) && node.expression !== undefined && isInGuard(node) && responder.sends(node))
      found.push({
        kind: 'lost',
        line: linesOf(node, sourceFile)[0],
        edits: [edit(node, `${node.expression.getText(sourceFile)};`)],
        probe: [edit(node, telltale)],
      });
    ts.forEachChild(node, visit);
  };
  function edit(node: ts.Node, text: string): UnitEdit {
    return { start: node.getStart(sourceFile), end: node.end, text };
  }
  visit(unit);
  return found;
}

function isInGuard(node: ts.Node): boolean {
  return ts.isIfStatement(node.parent) || (ts.isBlock(node.parent) && ts.isIfStatement(node.parent.parent));
}

export function meet(left: readonly UnitEdit[], right: readonly UnitEdit[]): boolean {
  return left.some((one) => right.some((other) => one.start < other.end && other.start < one.end));
}

/** What is believed of a handler: that a condition is the other way round, that an error goes elsewhere. */
export function handlerMutants(located: LocatedUnit): readonly Mutant[] {
  const order = [
    'condition negated',
    'guard removed',
    'catch rethrows',
    'failure swallowed',
    'await dropped',
    'operator swapped',
    'check dropped',
  ];
  return mutantsOf(located)
    .filter(({ kind }) => order.includes(kind))
    .toSorted((left, right) => order.indexOf(left.kind) - order.indexOf(right.kind))
    .slice(0, rivalsTried);
}
