import type { EngineState, WorthKnowing } from '../protocol.ts';
import type { ChangeSummary } from '../terms/change.ts';
import type { DocumentView } from '../terms/documentView.ts';
import type { ChangeId, ExerciseId, UnitKey } from '../terms/ids.ts';
import type { ModelSection } from '../terms/model.ts';
import type { Answer, AnswerOutcome, CheckPanel, UnitPanel } from '../terms/panel.ts';
import type { PlayPanel, PlayScenario } from '../terms/play.ts';
import type { Place } from '../tutor.ts';

/** What is looked at: a place in a document, or whatever of a Change is most worth checking. */
export type Subject =
  | {
      readonly kind: 'place';
      readonly place: Place;
      readonly changeId?: ChangeId;
      /** Set where the language is one that is not analysed. */
      readonly language?: string;
    }
  | { readonly kind: 'change'; readonly changeId: ChangeId };

/** The one question to the engine whose answer is wanted; a newer one replaces it. */
export interface Request {
  readonly id: number;
  readonly subject: Subject;
  /** Nobody asked for it just now: what is shown stays until the answer is there. */
  readonly silent: boolean;
  /** A person named this place; a caret that came by did not. */
  readonly explicit: boolean;
  readonly stage: 'quick' | 'skeleton' | 'slow';
  /** The document's view changed while the engine was at work: a check it calls pending may be ready. */
  readonly overtaken: boolean;
}

export type WorthKnowingUnit = WorthKnowing['units'][number];

export interface ShownUnit {
  readonly kind: 'unit';
  readonly panel: UnitPanel;
  readonly subject: Subject;
  /** The document the panel speaks of; absent when it is not known. */
  readonly uri?: string;
}

export type Content =
  | ShownUnit
  | { readonly kind: 'empty' }
  | { readonly kind: 'error' }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'unsupported'; readonly language: string }
  | { readonly kind: 'skipped'; readonly fileName: string; readonly reason: string };

export type Mode =
  | Reading
  | {
      readonly kind: 'asking';
      readonly check: CheckPanel;
      readonly sending?: Answer;
      /** Sent and refused; kept so that the same answer goes out again under the same id. */
      readonly refused?: { readonly answer: Answer; readonly reason: string };
      readonly stale: boolean;
    }
  | Answered
  | {
      /** Running a unit in its scenarios, for the first time. */
      readonly kind: 'opening';
      readonly id: number;
      readonly name: string;
      readonly stage: Request['stage'];
      readonly back: Reading | Answered;
    }
  | Playing;

export interface Reading {
  readonly kind: 'reading';
}

export interface Answered {
  readonly kind: 'answered';
  readonly check: CheckPanel;
  readonly outcome: AnswerOutcome;
  readonly reported: boolean;
  /** The run that the answer rests on, once it was run again. */
  readonly play?: PlayPanel;
  /** Why that run cannot be shown. */
  readonly playRefused?: string;
}

export interface Playing {
  readonly kind: 'playing';
  readonly play: PlayPanel;
  readonly scenarioId: string;
  /** 0-based, within what is shown of the scenario. */
  readonly step: number;
  /** A text is being tried. */
  readonly trying: boolean;
  readonly failure?: string;
  /** The unit in the editor is no longer the one that ran. */
  readonly stale: boolean;
  readonly back: Reading | Answered;
}

export interface SidebarState {
  readonly visible: boolean;
  readonly trusted: boolean;
  readonly engine: EngineState;
  readonly pinned: boolean;
  readonly changes: readonly ChangeSummary[];
  /** Why files are left alone, by document. */
  readonly skipped: ReadonlyMap<string, string>;
  /** Units with something worth knowing, by document, the least obvious first. */
  readonly worthKnowing: ReadonlyMap<string, readonly WorthKnowingUnit[]>;
  readonly request?: Request | undefined;
  readonly lastRequestId: number;
  readonly content: Content;
  readonly mode: Mode;
  /** About models and the person's own words; of the unit on screen. */
  readonly model: ModelSection;
  /** Document of the last caret heard of. */
  readonly caretUri?: string;
  /** We are about to show this document; that its caret is then reported is not the person moving. */
  readonly showing?: string | undefined;
  /** A check was asked for before there was one to show. */
  readonly checkWanted: boolean;
  readonly focusToken: number;
  readonly announcement: { readonly token: number; readonly text: string };
}

export type SidebarEvent =
  | { readonly type: 'visible'; readonly visible: boolean }
  | { readonly type: 'trusted'; readonly trusted: boolean }
  | { readonly type: 'engine'; readonly engine: EngineState }
  | { readonly type: 'changes'; readonly changes: readonly ChangeSummary[] }
  | { readonly type: 'view'; readonly view: DocumentView }
  /** The caret rests somewhere; `language` is VS Code's language id. */
  | { readonly type: 'caret'; readonly place: Place; readonly language: string }
  /** An editor is about to show the document because of us. */
  | { readonly type: 'revealing'; readonly uri: string }
  | { readonly type: 'show'; readonly subject: Subject; readonly language?: string }
  | { readonly type: 'refresh' | 'cancel' | 'focusCheck' }
  | { readonly type: 'pin'; readonly pinned: boolean }
  /** `say`: announced; `focus`: the person is to read it now. */
  | { readonly type: 'model'; readonly section: ModelSection; readonly say?: string; readonly focus?: boolean }
  | { readonly type: 'waited'; readonly requestId: number; readonly stage: 'skeleton' | 'slow' }
  | { readonly type: 'explained'; readonly requestId: number; readonly panel: UnitPanel; readonly uri?: string }
  | { readonly type: 'refused'; readonly requestId: number; readonly reason: string }
  | { readonly type: 'crashed'; readonly requestId: number }
  | { readonly type: 'startCheck'; readonly exerciseId: string }
  | { readonly type: 'answering'; readonly answer: Answer }
  | { readonly type: 'answered'; readonly outcome: AnswerOutcome }
  | { readonly type: 'answerRefused'; readonly answer: Answer; readonly reason: string }
  | { readonly type: 'skip' | 'finish' | 'reported'; readonly exerciseId: string }
  | PlayEvent;

export type PlayEvent =
  | { readonly type: 'playWanted'; readonly id: number; readonly name: string }
  | { readonly type: 'playWaited'; readonly id: number; readonly stage: 'skeleton' | 'slow' }
  | { readonly type: 'played'; readonly id: number; readonly play: PlayPanel }
  | { readonly type: 'playRefused'; readonly id: number; readonly reason: string }
  /** The run behind an answer, ready before anyone asked for it; or why there is none. */
  | { readonly type: 'answerPlayed'; readonly exerciseId: string; readonly play: PlayPanel }
  | { readonly type: 'answerPlayRefused'; readonly exerciseId: string; readonly reason: string }
  | { readonly type: 'playStep'; readonly playId: string; readonly scenarioId: string; readonly step: number }
  | { readonly type: 'trying'; readonly playId: string }
  | { readonly type: 'tried'; readonly play: PlayPanel }
  | { readonly type: 'tryRefused'; readonly playId: string; readonly reason: string }
  | { readonly type: 'closePlay' };

export const initialSidebarState: SidebarState = {
  visible: false,
  trusted: true,
  engine: 'ready',
  pinned: false,
  changes: [],
  skipped: new Map(),
  worthKnowing: new Map(),
  lastRequestId: 0,
  content: { kind: 'empty' },
  mode: { kind: 'reading' },
  model: { panel: { kind: 'idle' } },
  checkWanted: false,
  focusToken: 0,
  announcement: { token: 0, text: '' },
};

/** The question of a unit, when there is one to ask. */
export function checkOf(panel: UnitPanel): CheckPanel | undefined {
  return typeof panel.check === 'object' && 'exerciseId' in panel.check ? panel.check : undefined;
}

/** The question on screen, when it is the one named: messages about another one came too late. */
export function currentExercise(state: SidebarState, exerciseId: string): ExerciseId | undefined {
  const { mode } = state;
  return (mode.kind === 'asking' || mode.kind === 'answered') && mode.check.exerciseId === exerciseId ? mode.check.exerciseId : undefined;
}

/** The play on screen, when it is the one named. */
export function currentPlay(state: SidebarState, playId: string): Playing | undefined {
  return state.mode.kind === 'playing' && state.mode.play.id === playId ? state.mode : undefined;
}

/** The scenario a play shows. */
export function shownScenario({ play, scenarioId }: Playing): PlayScenario | undefined {
  return play.scenarios.find(({ id }) => id === scenarioId) ?? play.scenarios[0];
}

/** The panel on screen, when it is of the unit named. */
export function currentUnit(state: SidebarState, unitKey: string): ShownUnit | undefined {
  return state.content.kind === 'unit' && state.content.panel.key === unitKey ? state.content : undefined;
}

/** A unit that a listed Change touched. */
export function touchedUnit(
  state: SidebarState,
  changeId: string,
  unitKey: string,
):
  | { readonly changeId: ChangeId; readonly key: UnitKey; readonly path: string; readonly line: number; readonly root?: string }
  | undefined {
  const change = state.changes.find((candidate) => candidate.id === changeId);
  const unit = change?.units.find((candidate) => candidate.key === unitKey);
  if (change === undefined || unit === undefined) return undefined;
  return { changeId: change.id, key: unit.key, path: unit.path, line: unit.line, ...(change.root !== undefined && { root: change.root }) };
}

/** Where a change's news of a package is looked up: the note's own place, or the line of the manifest. */
export function packagePlace(
  state: SidebarState,
  { changeId, index, note }: { readonly changeId: string; readonly index: number; readonly note?: number | undefined },
): { readonly root: string; readonly path: string; readonly line: number } | undefined {
  const change = state.changes.find((candidate) => candidate.id === changeId);
  const news = change?.packages?.[index];
  const place = note === undefined ? news : news?.notes[note]?.place;
  return change?.root === undefined || place === undefined ? undefined : { root: change.root, path: place.path, line: place.line };
}
