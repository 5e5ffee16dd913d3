/** One replacement, in UTF-16 units of the text before the whole event. */
export interface RecordedReplacement {
  readonly offset: number;
  readonly length: number;
  readonly text: string;
}

/** One line of the event log: the stable fields, and what VS Code itself says about who made an edit. `at`: milliseconds. */
export type RecordedEvent = { readonly at?: number } & (
  | { readonly what: 'open'; readonly uri: string; readonly text: string }
  | { readonly what: 'close'; readonly uri: string }
  | {
      readonly what: 'change';
      readonly uri: string;
      readonly changes: readonly RecordedReplacement[];
      readonly dirty: boolean;
      readonly reason?: 'undo' | 'redo';
      /** `detailedReason`: a proposed interface that only a test extension may read. */
      readonly source: string;
      readonly metadata: Readonly<Record<string, unknown>>;
      /** The request that stood in for something that needs a sign-in. */
      readonly standsFor?: string;
    }
  | { readonly what: 'dirty'; readonly uri: string; readonly dirty: boolean }
  | { readonly what: 'select'; readonly uri: string; readonly kind: string; readonly carets: readonly number[] }
  /** VS Code asked for suggestions to show in grey; `chosen` is the entry that its list of completions stands on. */
  | { readonly what: 'asked'; readonly uri: string; readonly caret: number; readonly chosen?: string }
  | { readonly what: 'save'; readonly uri: string; readonly phase: 'will' | 'did' }
);
