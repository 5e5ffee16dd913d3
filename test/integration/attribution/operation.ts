import type { Desk } from './desk.ts';

/** 0, 1 or 2: the same operation on other code, at another place, at another pace. */
export type Variant = 0 | 1 | 2;

/** Something that happens to a document; `file` is its own, open with `startOf(variant)` and the caret at its end. */
export interface Operation {
  /** Words for people, unique. */
  readonly name: string;
  /** `.ts` unless said otherwise: JavaScript is formatted when it is saved, JSX when something is pasted. */
  readonly extension?: '.ts' | '.js' | '.jsx' | '.ipynb';
  /** Why stable API cannot tell it from something else: printed and kept, and left out of the targets. */
  readonly limit?: string;
  /** Starts with the file not opened. */
  readonly unopened?: boolean;
  perform(desk: Desk, file: string, variant: Variant): Promise<void>;
}

const starts = [
  `export function total(prices: readonly number[]): number {
  let sum = 0;
  for (const price of prices) sum += price;
  return sum;
}
`,
  `import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

export async function load(folder: string): Promise<string> {
  const file = join(folder, 'settings.json');
  return await readFile(file, 'utf8');
}
`,
  `export class Stack {
  private readonly items: string[] = [];

  push(item: string): void {
    this.items.push(item);
  }
}
`,
] as const;

/** The start as the only cell of a notebook. */
export function notebookOf(variant: Variant): string {
  const metadata = { vscode: { languageId: 'typescript' } };
  const cell = { cell_type: 'code', source: [startOf(variant)], metadata, outputs: [], execution_count: null };
  return JSON.stringify({ cells: [cell], metadata: {}, nbformat: 4, nbformat_minor: 5 });
}

export function startOf(variant: Variant): string {
  return starts[variant];
}

/** A statement that stands in every one of the starts, to act upon: its line without indentation. */
export function lineIn(variant: Variant): string {
  return ['let sum = 0;', "const file = join(folder, 'settings.json');", 'this.items.push(item);'][variant] ?? '';
}

/** Code that no start holds, several lines. */
export function newCode(variant: Variant): string {
  return (
    [
      `export function average(prices: readonly number[]): number {
  if (prices.length === 0) return 0;
  return total(prices) / prices.length;
}
`,
      `export async function loadAll(folders: readonly string[]): Promise<string[]> {
  return await Promise.all(folders.map(async (folder) => await load(folder)));
}
`,
      `export function drain(stack: { pop(): string | undefined }): string[] {
  const taken: string[] = [];
  for (let item = stack.pop(); item !== undefined; item = stack.pop()) taken.push(item);
  return taken;
}
`,
    ][variant] ?? ''
  );
}

/** The delay between keys: a person's, a fast one's, none. */
export function paceOf(variant: Variant): number {
  return [15, 40, 0][variant] ?? 15;
}
