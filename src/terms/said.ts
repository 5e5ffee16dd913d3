/** A sentence of a model. Names stand in backticks, all else is text: there are no links, images or HTML. */
export interface SaidSentence {
  readonly text: string;
  /** Why it is struck out, in one phrase: it names what is not there, or contradicts what is proven. */
  readonly struck?: string;
}

export type SaidBlock =
  | { readonly kind: 'paragraph'; readonly sentences: readonly SaidSentence[] }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly (readonly SaidSentence[])[] }
  | { readonly kind: 'code'; readonly text: string };

/** What a model said about a unit, held against what is proven about it. */
export interface SaidAnswer {
  readonly blocks: readonly SaidBlock[];
  readonly sentences: number;
  /** How many of them are struck out. */
  readonly struck: number;
}
