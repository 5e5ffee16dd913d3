import type { OriginKind } from '../../../src/terms/origin.ts';
import type { Segment } from '../../../src/changes/segmentStore.ts';
import type { TruthDocument } from './truth.ts';

/** Characters that VS Code gives one reason, by what the product calls them. */
export type Verdicts = Record<OriginKind, number>;

/** What the product keeps of a document. */
export interface Judged {
  readonly text: string;
  readonly segments: readonly Segment[];
}

/** Rows: VS Code's word. Columns: the product's. */
export type Matrix = Readonly<Record<string, Verdicts>>;

const byAi = /^(?:inlineCompletionAccept|inlineCompletionPartialAccept|Chat\.|inlineChat\.)/u;

export function addToMatrix(matrix: Record<string, Verdicts>, truth: TruthDocument, judged: Judged): void {
  for (const { start, end, origin } of judged.segments) {
    for (const author of truth.authors.slice(start, end)) {
      matrix[author] ??= { ai: 0, human: 0, mixed: 0, unknown: 0 };
      matrix[author][origin.kind] += 1;
    }
  }
}

export function addVerdicts(total: Record<string, Verdicts>, more: Matrix): void {
  for (const [author, verdicts] of Object.entries(more)) {
    const sum = (total[author] ??= { ai: 0, human: 0, mixed: 0, unknown: 0 });
    for (const kind of ['ai', 'human', 'mixed', 'unknown'] as const) sum[kind] += verdicts[kind];
  }
}

export interface Shares {
  /** Characters of AI, and which share of them is called `ai`, and `human`. */
  readonly ai: number;
  readonly aiCalledAi: number;
  readonly aiCalledHuman: number;
  readonly typed: number;
  readonly typedCalledAi: number;
  readonly typedCalledHuman: number;
  readonly calledAi: number;
  /** Of what is called `ai`, the share that is, text that something carried included. */
  readonly calledAiIsAi: number;
}

export function sharesOf(matrix: Matrix): Shares {
  const sum = (isMeant: (author: string) => boolean, kinds: readonly OriginKind[]): number =>
    Object.entries(matrix)
      .filter(([author]) => isMeant(author))
      .reduce((total, [, verdicts]) => total + kinds.reduce((all, kind) => all + verdicts[kind], 0), 0);
  const all = ['ai', 'human', 'mixed', 'unknown'] as const;
  const isAi = (author: string): boolean => byAi.test(author) && !author.includes(' (through ');
  const isTyped = (author: string): boolean => author === 'cursor/type';
  const ai = sum(isAi, all);
  const typed = sum(isTyped, all);
  const calledAi = sum(() => true, ['ai']);
  return {
    ai,
    aiCalledAi: sum(isAi, ['ai']) / ai,
    aiCalledHuman: sum(isAi, ['human']) / ai,
    typed,
    typedCalledAi: sum(isTyped, ['ai']),
    typedCalledHuman: sum(isTyped, ['human']) / typed,
    calledAi,
    calledAiIsAi: sum((author) => byAi.test(author), ['ai']) / calledAi,
  };
}

export function matrixInWords(matrix: Matrix): string {
  const rows = Object.entries(matrix).toSorted(([left], [right]) => left.localeCompare(right, 'en'));
  const width = Math.max(...rows.map(([author]) => author.length));
  const line = (author: string, cells: readonly (string | number)[]): string =>
    `${author.padEnd(width)} ${cells.map((cell) => String(cell).padStart(8)).join('')}`;
  return [
    line('characters, by VS Code’s reason', ['ai', 'human', 'mixed', 'unknown']),
    ...rows.map(([author, { ai, human, mixed, unknown }]) => line(author, [ai, human, mixed, unknown])),
  ].join('\n');
}
