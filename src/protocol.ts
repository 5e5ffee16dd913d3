import * as z from 'zod/mini';
import type { ChangeSummary } from './terms/change.ts';
import type { UnitKey } from './terms/ids.ts';
import type { ModelSection } from './terms/model.ts';
import type { AnswerOutcome, CheckPanel, UnitPanel } from './terms/panel.ts';
import type { PlayPanel, PlayScenario, Suspicion } from './terms/play.ts';

const id = z.string().check(z.minLength(1), z.maxLength(200));
const words = z.string().check(z.maxLength(2_000));
const sentence = { unitKey: id, part: z.enum(['proved', 'recorded', 'said']), index: z.int().check(z.gte(0), z.lte(999)) };

/**
 * What the webview may say: an intention about something it was shown, named by the ids of the last snapshot.
 * Never a path, a line or a command, and no text but what a person wrote; the extension looks everything up in its own state.
 */
export const webviewMessage = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('ready') }),
  z.strictObject({ type: z.literal('highlightSentence'), ...sentence }),
  z.strictObject({ type: z.literal('clearHighlight') }),
  z.strictObject({ type: z.literal('revealSentence'), ...sentence }),
  /** `place`: of those that the sentence names, 0-based. */
  z.strictObject({ type: z.literal('revealPlace'), ...sentence, place: z.int().check(z.gte(0), z.lte(99)) }),
  z.strictObject({ type: z.literal('revealUnit'), unitKey: id }),
  /** A person's own word about who wrote the unit. */
  z.strictObject({ type: z.literal('markOrigin'), unitKey: id, kind: z.enum(['human', 'ai']) }),
  z.strictObject({ type: z.literal('revealAnswer'), exerciseId: id }),
  z.strictObject({ type: z.literal('startCheck'), exerciseId: id }),
  z.strictObject({
    type: z.literal('answer'),
    exerciseId: id,
    /** Option ids; empty for "Not sure — show me". */
    chosen: z.array(id).check(z.maxLength(4)),
    confidence: z.optional(z.enum(['guess', 'leaning', 'sure'])),
  }),
  z.strictObject({ type: z.literal('skip'), exerciseId: id }),
  z.strictObject({ type: z.literal('finish'), exerciseId: id }),
  z.strictObject({ type: z.literal('reportWrong'), exerciseId: id }),
  z.strictObject({ type: z.literal('runProgram'), exerciseId: id }),
  z.strictObject({ type: z.literal('play'), unitKey: id }),
  z.strictObject({ type: z.literal('seeRun'), exerciseId: id }),
  /** `step`: 0-based, within the scenario. */
  z.strictObject({ type: z.literal('playStep'), playId: id, scenarioId: id, step: z.int().check(z.gte(0), z.lte(999)) }),
  /** The one text a person may write here: a line to be tried, which is parsed, and run in the sandbox alone. */
  z.strictObject({
    type: z.literal('tryLine'),
    playId: id,
    line: z.int().check(z.gte(1), z.lte(999_999)),
    text: z.string().check(z.maxLength(500)),
  }),
  z.strictObject({ type: z.literal('tryEditor'), playId: id }),
  z.strictObject({ type: z.literal('tryNothing'), playId: id }),
  z.strictObject({ type: z.literal('closePlay'), playId: id }),
  z.strictObject({ type: z.literal('keepAsTest'), playId: id, scenarioId: id }),
  /** `index`: of the suspicion in the play. */
  z.strictObject({ type: z.literal('keepFailingTest'), playId: id, index: z.int().check(z.gte(0), z.lte(9)) }),
  z.strictObject({ type: z.literal('copyNote'), playId: id, index: z.int().check(z.gte(0), z.lte(9)) }),
  z.strictObject({ type: z.literal('exportQuestion'), exerciseId: id }),
  z.strictObject({ type: z.literal('openChange'), changeId: id }),
  z.strictObject({ type: z.literal('openUnit'), changeId: id, unitKey: id }),
  /** Where a change's news of a package, or one of its notes, can be looked up; both 0-based. */
  z.strictObject({
    type: z.literal('openPackage'),
    changeId: id,
    index: z.int().check(z.gte(0), z.lte(99)),
    note: z.optional(z.int().check(z.gte(0), z.lte(99))),
  }),
  z.strictObject({ type: z.literal('openWorthKnowing'), unitKey: id }),
  z.strictObject({
    type: z.literal('askModel'),
    unitKey: id,
    kind: z.enum(['why', 'example', 'break', 'level', 'free', 'comment']),
    text: z.optional(words),
  }),
  z.strictObject({ type: z.literal('consentToModel'), unitKey: id, choice: z.enum(['once', 'always', 'local']) }),
  z.strictObject({ type: z.literal('stopModel'), unitKey: id }),
  z.strictObject({ type: z.literal('leaveModel'), unitKey: id }),
  z.strictObject({ type: z.literal('askModelAgain'), unitKey: id }),
  z.strictObject({ type: z.literal('withdrawConsent'), unitKey: id }),
  z.strictObject({ type: z.literal('showPayload'), unitKey: id }),
  z.strictObject({ type: z.literal('setUpModel'), what: z.enum(['set-key', 'choose-model', 'open-settings']) }),
  z.strictObject({ type: z.literal('reviewOwnWords'), unitKey: id, text: words }),
  z.strictObject({ type: z.literal('pin'), pinned: z.boolean() }),
  z.strictObject({ type: z.literal('refresh') }),
  z.strictObject({ type: z.literal('cancel') }),
  z.strictObject({ type: z.literal('manageTrust') }),
  z.strictObject({ type: z.literal('openLog') }),
  z.strictObject({ type: z.literal('focusEditor') }),
]);

export type WebviewMessage = z.infer<typeof webviewMessage>;

export type EngineState = 'ready' | 'restarting' | 'stopped';

/** An outcome without the file it is about and the program itself: both stay in the extension. */
export interface OutcomePanel extends Omit<AnswerOutcome, 'file' | 'program'> {
  readonly canShowLines: boolean;
  readonly canRun: boolean;
  /** The run behind the answer can be walked through. */
  readonly canSeeRun: boolean;
  /** Why it cannot, once that is known. */
  readonly runRefused?: string;
  readonly suspicions: readonly ShownSuspicion[];
}

/** Where a file is worth a look, while the caret stands in nothing that could be explained. */
export interface WorthKnowing {
  readonly fileName: string;
  /** The least obvious first, at most five. */
  readonly units: readonly { readonly key: UnitKey; readonly name: string; readonly line: number; readonly text: string }[];
}

/** A play as it is drawn: one scenario whole, the others by name. */
export interface PlayScreen {
  readonly kind: 'play';
  readonly playId: string;
  readonly unitName: string;
  readonly path: string;
  readonly canReveal: boolean;
  /** The tried text where one is tried. */
  readonly code: PlayPanel['code'];
  readonly triedWords?: string;
  readonly scenarios: readonly {
    readonly id: string;
    readonly title: string;
    readonly ending: string;
    readonly tried?: 'same' | 'differs' | 'not run';
  }[];
  readonly scenario: PlayScenario;
  /** 0-based. */
  readonly step: number;
  readonly trying: boolean;
  readonly failure?: string;
  /** The editor holds another text than the one that ran. */
  readonly stale: boolean;
  /** Of this scenario, with their index in the play. */
  readonly suspicions: readonly ShownSuspicion[];
  /** Where closing leads: back to the answer, or to reading. */
  readonly back: 'answer' | 'reading';
}

export interface ShownSuspicion extends Omit<Suspicion, 'scenarioId' | 'kind'> {
  readonly playId: string;
  readonly index: number;
}

export type Screen =
  | PlayScreen
  | { readonly kind: 'empty'; readonly worthKnowing?: WorthKnowing }
  /** `language`: its name as VS Code's language id. */
  | { readonly kind: 'unsupported'; readonly language: string }
  | { readonly kind: 'skipped'; readonly fileName: string; readonly reason: string }
  /** `subject`: what is looked at, `cart.ts, line 7`. */
  | { readonly kind: 'analysing'; readonly subject: string; readonly stage: 'skeleton' | 'slow' }
  | { readonly kind: 'unit'; readonly unit: UnitPanel; readonly canReveal: boolean; readonly model?: ModelSection }
  | {
      readonly kind: 'question';
      readonly check: CheckPanel;
      readonly sending: boolean;
      /** Why the last try to answer did not arrive. */
      readonly failure?: string;
      /** The code has changed since the question was made. */
      readonly stale: boolean;
    }
  | { readonly kind: 'answered'; readonly check: CheckPanel; readonly outcome: OutcomePanel; readonly reported: boolean }
  /** An expected "no" in one sentence. */
  | { readonly kind: 'refused'; readonly reason: string; readonly worthKnowing?: WorthKnowing }
  | { readonly kind: 'error' };

/** Everything the sidebar shows, whole each time; drawing it twice changes nothing. */
export interface Snapshot {
  readonly trusted: boolean;
  readonly engine: EngineState;
  readonly pinned: boolean;
  /** Unchecked changes, newest first, at most five. */
  readonly changes: readonly ChangeSummary[];
  readonly screen: Screen;
  /** Move the focus to the screen's heading, once per token. */
  readonly focus?: { readonly token: number };
  /** Say `text` to assistive technology, once per token. */
  readonly announcement?: { readonly token: number; readonly text: string };
}
