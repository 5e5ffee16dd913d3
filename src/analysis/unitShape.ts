import { ts } from 'ts-morph';
import type { LocatedUnit } from './sourceText.ts';
import { fingerprintText } from './unitKey.ts';

/** How often each run of three syntax tokens occurs in a unit, and how many runs there are. */
export interface UnitShape {
  readonly counts: ReadonlyMap<string, number>;
  readonly total: number;
}

export function shapeOf(located: LocatedUnit): UnitShape {
  return shapeOfTokens(tokensOf(located));
}

/** The shape of what a function does, without its parameters; the whole of everything else. */
export function bodyShapeOf(located: LocatedUnit): UnitShape {
  const tokens = tokensOf(located);
  let depth = 0;
  const start = tokens.findIndex((token) => {
    if (token === ')') depth -= 1;
    if (!token.startsWith('(')) return false;
    depth += 1;
    return depth === 2 && token === `(${ts.SyntaxKind.Block}`;
  });
  return shapeOfTokens(start === -1 ? tokens : tokens.slice(start + 1));
}

function tokensOf(located: LocatedUnit): readonly string[] {
  return fingerprintText(located.node).replaceAll(/#\d+/g, '#').split(' ');
}

function shapeOfTokens(tokens: readonly string[]): UnitShape {
  const counts = new Map<string, number>();
  for (let index = 0; index + 2 < tokens.length; index += 1) {
    const run = `${tokens[index]} ${tokens[index + 1]} ${tokens[index + 2]}`;
    counts.set(run, (counts.get(run) ?? 0) + 1);
  }
  return { counts, total: Math.max(1, tokens.length - 2) };
}

/** Sørensen–Dice coefficient over the runs: 0 nothing in common, 1 the same. */
export function similarity(left: UnitShape, right: UnitShape): number {
  const largest = Math.max(left.total, right.total);
  if (Math.min(left.total, right.total) * 3 < largest) return 0;
  let common = 0;
  for (const [run, count] of left.counts) common += Math.min(count, right.counts.get(run) ?? 0);
  return (2 * common) / (left.total + right.total);
}
