import type { ModelOfferId, UnitKey } from './ids.ts';
import type { SaidAnswer } from './said.ts';

/** What a person asks of a model: a preset, or words of their own. */
export interface ModelQuestion {
  /** `break`: "What would break if …"; `comment`: on the person's own explanation. */
  readonly kind: 'why' | 'example' | 'break' | 'level' | 'free' | 'comment';
  /** The person's words, for `break`, `free` and `comment`; at most 2,000 characters. */
  readonly text?: string;
}

/** Who would be sent something. */
export interface ModelDestination {
  /** What consent is given to: an endpoint's origin or an editor's vendor, not a model's name. */
  readonly id: string;
  readonly kind: 'endpoint' | 'editor';
  /** In words: `api.anthropic.com`, `a model server on this machine (127.0.0.1:8080)`, `Copilot, through this editor`. */
  readonly to: string;
  /** The model's own name. */
  readonly model: string;
}

/** What would be sent for one question, and to whom. Nothing has been sent. */
export interface ModelOffer {
  readonly id: ModelOfferId;
  readonly destination: ModelDestination;
  /** The message, part by part, as it will be sent. */
  readonly parts: readonly { readonly title: string; readonly text: string }[];
  /** Everything that is sent, byte for byte: the body of the request, or the editor's messages as JSON. */
  readonly payload: string;
  /** What was taken out before: `GitHub token`; never the values. */
  readonly redacted: readonly string[];
  /** Estimated input tokens, and what the whole file would have taken. */
  readonly tokens: { readonly sent: number; readonly wholeFile: number };
  /** Whether the unit's folder always allows this destination; it can only where there is a folder. */
  readonly allowed: boolean;
  readonly canAllow: boolean;
  /** The same question was answered before: shown without sending anything. */
  readonly known?: SaidAnswer;
}

/** What to do about a failure, for whoever offers the button. */
export type ModelRemedy = 'retry' | 'set-key' | 'choose-model' | 'open-settings' | 'open-log' | 'ask-consent';

export type ModelFailureKind =
  | 'off'
  | 'restricted'
  | 'no-model'
  | 'no-key'
  | 'bad-endpoint'
  | 'key-refused'
  | 'not-permitted'
  | 'not-found'
  | 'quota'
  | 'rate-limited'
  | 'overloaded'
  | 'server-error'
  | 'model-failed'
  | 'request-refused'
  | 'unreachable'
  | 'timed-out'
  | 'cut-short'
  | 'unreadable'
  | 'not-a-model'
  | 'too-long'
  | 'declined'
  | 'no-answer'
  | 'over-budget'
  | 'busy'
  | 'paused'
  | 'stopped'
  | 'consent-needed';

export interface ModelFailure {
  readonly kind: ModelFailureKind;
  /** One sentence for the person. */
  readonly reason: string;
  readonly remedies: readonly ModelRemedy[];
}

/** An offer, or why none can be made. */
export type ModelOffered = { readonly ok: true; readonly offer: ModelOffer } | { readonly ok: false; readonly failure: ModelFailure };

/** How far an answer has come; each a whole snapshot. */
export interface ModelProgress {
  readonly askId: string;
  readonly blocks: SaidAnswer['blocks'];
  /** Set while a failed try is waited out. */
  readonly waiting?: string;
}

export type ModelOutcome =
  | { readonly ok: true; readonly answer: SaidAnswer; readonly inputTokens: number; readonly outputTokens: number }
  | { readonly ok: false; readonly failure: ModelFailure };

/** One click of a person: what to send, and on what consent. */
export interface ModelAsk {
  /** Made by whoever asks; progress carries it. */
  readonly askId: string;
  readonly offerId: ModelOfferId;
  /** `once`: for this payload. `always`: for this workspace and destination from now on. `given`: it was given before. */
  readonly consent: 'once' | 'always' | 'given';
}

/** Where a unit stands that is asked about; `key` tells it from others around the same line. */
export interface UnitPlace {
  readonly uri: string;
  /** 1-based. */
  readonly line: number;
  readonly key: UnitKey;
}

/** The person's own choices, never those of a workspace. */
export interface ModelSettings {
  readonly mode: 'off' | 'vscode' | 'endpoint';
  readonly endpoint: string;
  /** A model's name; empty: the first one the editor offers, or ours for an endpoint. */
  readonly model: string;
  readonly dailyTokens: number;
  readonly dailyDollars: number;
}

/** What the editor's own model is sent. */
export interface EditorModelRequest {
  /** As `EditorModel.id`. */
  readonly modelId: string;
  /** Messages of the user's, in this order: the editor knows no other. */
  readonly messages: readonly string[];
}

/** A model that another extension brings to the editor. */
export interface EditorModel {
  readonly id: string;
  readonly name: string;
  readonly vendor: string;
}

export type EditorModelReply = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly kind: ModelFailureKind };

/** What the sidebar shows of a question to a model about one unit. */
export type ModelPanel =
  | { readonly kind: 'idle' }
  /** Being made ready; nothing has been sent. */
  | { readonly kind: 'preparing'; readonly question: ModelQuestion }
  | { readonly kind: 'consent'; readonly question: ModelQuestion; readonly offer: Omit<ModelOffer, 'payload' | 'known'> }
  | {
      readonly kind: 'asking';
      readonly question: ModelQuestion;
      readonly destination: ModelDestination;
      readonly blocks: SaidAnswer['blocks'];
      readonly waiting?: string;
    }
  | {
      readonly kind: 'answered';
      readonly question: ModelQuestion;
      readonly destination: ModelDestination;
      readonly answer: SaidAnswer;
      /** Nothing was sent for it now. */
      readonly kept: boolean;
      /** This folder always allows the destination. */
      readonly allowed: boolean;
    }
  /** What had come when it was stopped or broke off: on screen only, and marked as incomplete. */
  | { readonly kind: 'stopped'; readonly question: ModelQuestion; readonly blocks: SaidAnswer['blocks'] }
  | { readonly kind: 'failed'; readonly question: ModelQuestion; readonly failure: ModelFailure; readonly blocks: SaidAnswer['blocks'] };

/** The part of a unit's screen that is about models and about the person's own words. */
export interface ModelSection {
  readonly panel: ModelPanel;
  readonly ownWords?: OwnWordsReview;
}

/** A person's own explanation held against what is proven: by the names and words it uses, not by whether it is right. */
export interface OwnWordsReview {
  readonly unitKey: UnitKey;
  /** Indices of the unit's proved sentences. */
  readonly covered: readonly number[];
  readonly missed: readonly number[];
  /** What was written that a proved sentence contradicts. */
  readonly contradicted: readonly { readonly text: string; readonly why: string }[];
}

/** The part of the editor that knows about models; absent where there is no editor: every answer is then `unavailable`. */
export interface ModelHost {
  modelSettings(): Promise<ModelSettings | 'unavailable'>;
  /** The API key that was entered for this origin; an object, because a key could be any word. */
  modelKey(origin: string): Promise<{ readonly key: string } | 'unavailable'>;
  /** The model of this name, or the first; nothing is sent. */
  editorModel(name: string): Promise<EditorModel | 'unavailable'>;
  /** `onText` gets the whole text so far. */
  askEditorModel(
    request: EditorModelRequest,
    onText: (text: string) => void,
    signal: AbortSignal,
  ): Promise<EditorModelReply | 'unavailable'>;
}
