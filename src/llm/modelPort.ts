import type { ModelDestination, ModelFailure } from '../terms/model.ts';

/** What a model is sent: nothing else leaves the machine. */
export interface ModelRequest {
  /** The same for every question of a prompt version, so that a provider may cache it. */
  readonly system: string;
  /** Everything about the unit; the same for every question about it. */
  readonly context: string;
  readonly question: string;
  readonly maxOutputTokens: number;
}

export type ModelReply =
  | { readonly ok: true; readonly text: string; readonly inputTokens: number; readonly outputTokens: number }
  /** `retryAfterMs`: what the server asked for. Nothing of what arrived is in it: a part of an answer is no answer. */
  | { readonly ok: false; readonly failure: ModelFailure; readonly retryAfterMs?: number };

/** A model that can be asked, wherever it lives. It has no tools. */
export interface Model {
  readonly destination: ModelDestination;
  /** US dollars for a million tokens; absent where nothing is charged or it is not ours to know. */
  readonly price?: { readonly input: number; readonly output: number };
  /** Everything that `ask` would send, as JSON. */
  payload(request: ModelRequest): string;
  /** One try, no retries. `onText` gets the whole text so far. Resolves always, also after an abort. */
  ask(request: ModelRequest, onText: (text: string) => void, signal: AbortSignal): Promise<ModelReply>;
}
