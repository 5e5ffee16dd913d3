import type { LineRange } from './ranges.ts';

/** What the editor's own providers know of code in a language that is not analysed here. Nothing of it is proven by us. */
export interface EditorSymbol {
  /** VS Code's language id. */
  readonly language: string;
  /** With its owner: `Cart.total`. */
  readonly name: string;
  readonly kind: 'function' | 'method' | 'constructor' | 'class';
  /** 1-based. */
  readonly lines: LineRange;
  /** What the editor's hover says of the name, as text without markup, at most 1,000 characters in all. */
  readonly hover: readonly string[];
}
