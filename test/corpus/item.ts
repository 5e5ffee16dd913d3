/** A question as the command line publishes it. */
export interface Item {
  readonly kind: string;
  readonly stem: string;
  readonly assumptions: readonly string[];
  readonly code: { readonly text: string; readonly firstLine: number };
  readonly options: readonly {
    readonly id: string;
    readonly text: string;
    readonly correct: boolean;
    readonly proof: { readonly engine: string; readonly observed: string; readonly program?: string; readonly expected?: string };
  }[];
}
