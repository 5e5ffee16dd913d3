import type { ts } from 'ts-morph';
import type { Basis, Fact } from '../terms/fact.ts';
import type { LineRange } from '../terms/ranges.ts';
import { lineRangeOf } from './lineRangeOf.ts';

export interface Statement {
  readonly kind: string;
  /** What tells this fact from the unit's others of the same kind. */
  readonly about: string;
  readonly text: string;
  /** The syntax it rests on, all in the unit's file. */
  readonly on: readonly ts.Node[];
  readonly surprise: number;
  readonly reach?: Fact['reach'];
  readonly basis?: Basis;
  readonly at?: Fact['at'];
}

const longestText = 160;

/** The fact in a list, or an empty list when its sentence would be too long to read. Long nodes count with their first line only. */
export function stateFact(statement: Statement): readonly Fact[] {
  const { kind, about, on, text, surprise, reach = 'here', basis = 'syntax', at } = statement;
  if (text.length > longestText || on.length === 0) return [];
  const ranges = on.map((node): LineRange => {
    const range = lineRangeOf(node, node.getSourceFile());
    return range[1] - range[0] > 3 ? [range[0], range[0]] : range;
  });
  const lines = [...new Map(ranges.map((range) => [range.join(), range])).values()].toSorted((left, right) => left[0] - right[0]);
  return [{ id: `${kind}:${about}`, kind, text, lines, basis, surprise, reach, ...(at && { at }) }];
}

/** 1-based line on which a node begins. */
export function lineOf(node: ts.Node): number {
  return lineRangeOf(node, node.getSourceFile())[0];
}
