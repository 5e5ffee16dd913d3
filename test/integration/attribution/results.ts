import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { arch, cpus, type } from 'node:os';
import { addVerdicts, sharesOf } from './matrix.ts';
import type { Matrix, Shares, Verdicts } from './matrix.ts';

/** One operation in all its variants: characters by VS Code's word and by ours. */
export interface OperationResult {
  /** Why stable API cannot tell it from something else; left out of the targets. */
  readonly limit?: string;
  readonly date: string;
  readonly matrix: Matrix;
}

export interface AttributionResults {
  readonly command: string;
  readonly machine: string;
  readonly variants: number;
  readonly shares: Shares;
  /** All operations without a limit, and all with one. */
  readonly matrix: Matrix;
  readonly limits: Matrix;
  readonly operations: Readonly<Record<string, OperationResult>>;
}

/** Puts what was measured now in the place of what the file says of the same operations; drops those that are no longer `known`. */
export function updateResults(
  file: string,
  measured: Readonly<Record<string, OperationResult>>,
  known: readonly string[],
): AttributionResults {
  const before = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as AttributionResults).operations : {};
  const entries = Object.entries({ ...before, ...measured })
    .filter(([name]) => known.includes(name))
    .toSorted(([left], [right]) => left.localeCompare(right, 'en'));
  const sum = (isMeant: (result: OperationResult) => boolean): Matrix => {
    const total: Record<string, Verdicts> = {};
    for (const [, result] of entries) if (isMeant(result)) addVerdicts(total, result.matrix);
    return Object.fromEntries(Object.entries(total).toSorted(([left], [right]) => left.localeCompare(right, 'en')));
  };
  const matrix = sum(({ limit }) => limit === undefined);
  const results: AttributionResults = {
    command: 'UNDERSTAND_LONG=1 node --test test/integration/attribution.test.ts',
    machine: `${String(cpus().length)} × ${cpus()[0]?.model.trim() ?? 'unknown'}, ${type()} ${arch()}, Node ${process.versions.node}`,
    variants: 3,
    shares: sharesOf(matrix),
    matrix,
    limits: sum(({ limit }) => limit !== undefined),
    operations: Object.fromEntries(entries),
  };
  writeFileSync(file, `${JSON.stringify(results, null, 2)}\n`);
  return results;
}
