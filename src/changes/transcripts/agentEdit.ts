/** Lines that an agent put in, one after the other, as they stand in its record. */
export interface WrittenBlock {
  readonly lines: readonly string[];
  /** Unchanged neighbours, nearest last above and nearest first below; where the record has them. */
  readonly above: readonly string[];
  readonly below: readonly string[];
  /** Line (1-based) of the first one in the text after the edit; only where the record is exact. */
  readonly first?: number;
}

/** One write to a file that an agent recorded, with the words around it. Everything in it is text from outside. */
export interface AgentEdit {
  readonly tool: 'Claude' | 'Codex' | 'Copilot';
  readonly model?: string;
  readonly session: string;
  /** Absolute, `/` between parts. */
  readonly path: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly blocks: readonly WrittenBlock[];
  /** The whole file after the edit, where the record has it. */
  readonly after?: string;
  /** What a person had asked for last. */
  readonly asked?: string;
  /** What the agent said it was doing. */
  readonly said?: string;
}

export interface ReadTranscript {
  readonly edits: readonly AgentEdit[];
  /** Records that could not be read. */
  readonly skipped: number;
}

/** More in one file is something else than a transcript of work on code. */
export const mostEdits = 20_000;
/** Longer words are cut; nobody reads more beside code. UTF-16 units. */
export const longestWords = 4_000;
/** A longer text in one edit is generated. */
export const longestText = 1_000_000;
