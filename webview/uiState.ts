import type { WebviewMessage } from '../src/protocol.ts';
import type { Confidence } from '../src/terms/panel.ts';

/** An answer that is being thought about. */
export interface Draft {
  readonly exerciseId: string;
  readonly chosen: readonly string[];
}

/** What survives hiding the view: how it looked, never what it said. */
export interface UiState {
  readonly draft?: Draft;
  /** Foldable parts whose state a person changed: `assumptions`, `evidence` → open or not. */
  readonly folds: Readonly<Record<string, boolean>>;
  readonly scroll: number;
  /** Words a person has begun to write, by field and unit. */
  readonly drafts?: Readonly<Record<string, string>>;
}

/** What a view may do: say what the person wants, and remember how it looks. */
export interface Actions {
  send(message: WebviewMessage): void;
  choose(draft: Draft): void;
  fold(name: string, open: boolean): void;
  /** Keeps what is being written; an empty text is forgotten. */
  write(name: string, text: string): void;
  /** Says a sentence to assistive technology. */
  say(sentence: string): void;
  /** Sends the draft; without a chosen option it says so and sends nothing. */
  answer(exerciseId: string, confidence?: Confidence): void;
}

const mostDrafts = 20;
const freshUiState: UiState = { folds: {}, scroll: 0 };

/** Reads what an earlier page saved; anything unreadable counts as nothing saved. */
export function parseUiState(saved: unknown): UiState {
  if (!isRecord(saved)) return freshUiState;
  const folds = isRecord(saved['folds']) ? Object.entries(saved['folds']).filter(isFold) : [];
  const scroll = typeof saved['scroll'] === 'number' ? saved['scroll'] : 0;
  const draft = parseDraft(saved['draft']);
  const drafts = isRecord(saved['drafts']) ? Object.entries(saved['drafts']).filter(isText).slice(-mostDrafts) : [];
  return {
    folds: Object.fromEntries(folds),
    scroll,
    ...(draft && { draft }),
    ...(drafts.length > 0 && { drafts: Object.fromEntries(drafts) }),
  };
}

function parseDraft(saved: unknown): Draft | undefined {
  if (!isRecord(saved) || typeof saved['exerciseId'] !== 'string' || !Array.isArray(saved['chosen'])) return undefined;
  const chosen = saved['chosen'].filter((id) => typeof id === 'string');
  return { exerciseId: saved['exerciseId'], chosen };
}

function isFold(entry: [string, unknown]): entry is [string, boolean] {
  return typeof entry[1] === 'boolean';
}

/** The state with one more field's words, the oldest given up. */
export function withDraft(state: UiState, name: string, text: string): UiState {
  const others = Object.entries(state.drafts ?? {}).filter(([other]) => other !== name);
  const kept = text === '' ? others : [...others, [name, text] as const];
  return { ...state, drafts: Object.fromEntries(kept.slice(-mostDrafts)) };
}

function isText(entry: [string, unknown]): entry is [string, string] {
  return typeof entry[1] === 'string';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
