import type { DocumentView } from '../terms/documentView.ts';
import type { AnswerOutcome, CheckPanel } from '../terms/panel.ts';
import { otherLanguages, supportedLanguages } from './supportedDocument.ts';
import { checkOf, currentExercise } from './sidebarState.ts';
import type { Request, ShownUnit, SidebarEvent, SidebarState, Subject } from './sidebarState.ts';
import { reducePlay } from './sidebarPlay.ts';
import { focus, say } from './sidebarVoice.ts';
import { changeTitle, countOf, decidingLines, fileName, subjectInWords } from './sidebarWords.ts';

const mostWorthKnowing = 5;

/**
 * What the sidebar is after an event. Pure: whoever holds the state runs `state.request` and sends `mode.sending`.
 * An event that is about something no longer shown returns the state it was given.
 */
export function reduceSidebar(state: SidebarState, event: SidebarEvent): SidebarState {
  switch (event.type) {
    case 'visible':
      return { ...state, visible: event.visible };
    case 'trusted':
      return event.trusted === state.trusted ? state : refresh({ ...state, trusted: event.trusted });
    case 'engine':
      return engineChanged(state, event.engine);
    case 'changes':
      return askAgainIfPending({ ...state, changes: event.changes });
    case 'view':
      return viewChanged(state, event.view);
    case 'caret':
      return caretRested(state, event);
    case 'revealing':
      return event.uri === state.caretUri ? state : { ...state, showing: event.uri };
    case 'show':
      return show(state, event.subject, event.language);
    case 'refresh':
      return refresh(state);
    case 'cancel':
      if (state.mode.kind === 'opening') return reducePlay(state, { type: 'closePlay' });
      return state.request === undefined ? state : { ...state, request: undefined, checkWanted: false };
    case 'focusCheck':
      return focusCheck(state);
    case 'model':
      return modelChanged(state, event);
    case 'pin':
      return { ...state, pinned: event.pinned };
    case 'waited':
      return waited(state, event);
    case 'explained':
      return explained(state, event);
    case 'refused':
    case 'crashed':
      return notExplained(state, event);
    case 'startCheck':
    case 'answering':
    case 'answered':
    case 'answerRefused':
    case 'skip':
    case 'finish':
    case 'reported':
      return reduceCheck(state, event);
    default:
      return reducePlay(state, event);
  }
}

type CheckEvent = Extract<
  SidebarEvent,
  { type: 'startCheck' | 'answering' | 'answered' | 'answerRefused' | 'skip' | 'finish' | 'reported' }
>;

/** Question → answer → feedback → back to reading. */
function reduceCheck(state: SidebarState, event: CheckEvent): SidebarState {
  const { mode } = state;
  switch (event.type) {
    case 'startCheck': {
      const check = state.content.kind === 'unit' ? checkOf(state.content.panel) : undefined;
      return check?.exerciseId === event.exerciseId ? ask(state, check) : state;
    }
    case 'answering': {
      if (mode.kind !== 'asking' || mode.sending || mode.check.exerciseId !== event.answer.exerciseId) return state;
      return { ...state, mode: { kind: 'asking', check: mode.check, stale: mode.stale, sending: event.answer } };
    }
    case 'answered':
      return mode.kind === 'asking' && mode.sending?.id === event.outcome.answerId ? answered(state, mode.check, event.outcome) : state;
    case 'answerRefused': {
      if (mode.kind !== 'asking' || mode.sending?.id !== event.answer.id) return state;
      const refused = { answer: event.answer, reason: event.reason };
      return say({ ...state, mode: { kind: 'asking', check: mode.check, stale: mode.stale, refused } }, event.reason);
    }
    case 'skip':
      return currentExercise(state, event.exerciseId) ? focus(say(read(state), 'Skipped.')) : state;
    case 'finish':
      return currentExercise(state, event.exerciseId) ? focus(refresh(read(state))) : state;
    case 'reported': {
      if (mode.kind === 'answered' && mode.check.exerciseId === event.exerciseId) {
        return say({ ...state, mode: { ...mode, reported: true } }, 'Reported. This question will not be asked again.');
      }
      return currentExercise(state, event.exerciseId)
        ? focus(say(refresh(read(state)), 'Reported. This question will not be asked again.'))
        : state;
    }
  }
}

function answered(state: SidebarState, check: CheckPanel, outcome: AnswerOutcome): SidebarState {
  const verdict = { right: 'Correct', wrong: 'Incorrect', 'not sure': 'Not sure' }[outcome.verdict];
  return focus(
    say({ ...state, mode: { kind: 'answered', check, outcome, reported: false } }, `${verdict}. ${decidingLines(outcome.lines)}`),
  );
}

/** A caret that comes by never takes a question, a pinned unit or a shown unit's place without something to put there. */
function caretRested(state: SidebarState, event: Extract<SidebarEvent, { type: 'caret' }>): SidebarState {
  const { place, language } = event;
  const heard: SidebarState = { ...state, caretUri: place.uri, showing: undefined };
  const held = state.pinned || state.mode.kind !== 'reading' || isAskingModel(state) || state.request?.explicit === true;
  if (held || state.showing === place.uri) return heard;
  const elsewhere = withoutSubject(heard, place.uri, language);
  if (elsewhere !== undefined) return elsewhere;
  const silent = state.content.kind === 'unit' && state.content.uri === place.uri;
  return request(heard, inLanguage({ kind: 'place', place }, language), { silent, explicit: false });
}

function show(state: SidebarState, subject: Subject, language?: string): SidebarState {
  const fresh = read(state);
  if (subject.kind === 'place' && language !== undefined) {
    const nothing = withoutSubject(fresh, subject.place.uri, language);
    if (nothing !== undefined)
      return language !== undefined && nothing.content.kind === 'unsupported' ? say(nothing, `Not available for ${language}.`) : nothing;
  }
  return request(fresh, inLanguage(subject, language), { silent: false, explicit: true });
}

/** Of code that is not analysed the editor is asked instead. */
function inLanguage(subject: Subject, language: string | undefined): Subject {
  return subject.kind === 'place' && language !== undefined && otherLanguages.includes(language) ? { ...subject, language } : subject;
}

/** The state for a document that is not analysed at all, or undefined when it may be. */
function withoutSubject(state: SidebarState, uri: string, language: string): SidebarState | undefined {
  if (otherLanguages.includes(language)) return undefined;
  if (!supportedLanguages.includes(language)) return { ...state, request: undefined, content: { kind: 'unsupported', language } };
  const reason = state.skipped.get(uri);
  if (reason === undefined) return undefined;
  return { ...state, request: undefined, content: { kind: 'skipped', fileName: fileName(uri), reason } };
}

function request(state: SidebarState, subject: Subject, how: Pick<Request, 'silent' | 'explicit'>): SidebarState {
  const id = state.lastRequestId + 1;
  return { ...state, lastRequestId: id, request: { id, subject, ...how, stage: 'quick', overtaken: false } };
}

/** Asks again for what is wanted or shown, leaving it on screen until the answer is there. */
function refresh(state: SidebarState): SidebarState {
  if (state.request !== undefined) return request(state, state.request.subject, state.request);
  return state.content.kind === 'unit' ? request(state, state.content.subject, { silent: true, explicit: false }) : state;
}

function waited(state: SidebarState, event: Extract<SidebarEvent, { type: 'waited' }>): SidebarState {
  const current = state.request;
  if (current?.id !== event.requestId || current.silent || current.stage === 'slow') return state;
  const next = { ...state, request: { ...current, stage: event.stage } };
  return event.stage === 'slow' ? say(next, `Analysing ${subjectInWords(state, current.subject)}.`) : next;
}

function explained(state: SidebarState, event: Extract<SidebarEvent, { type: 'explained' }>): SidebarState {
  const current = state.request;
  if (current?.id !== event.requestId) return state;
  const content: ShownUnit = {
    kind: 'unit',
    panel: event.panel,
    subject: current.subject,
    ...(event.uri !== undefined && { uri: event.uri }),
  };
  const shown: SidebarState = { ...state, request: undefined, content };
  if (event.panel.check === 'pending' && current.overtaken) return request(shown, current.subject, { silent: true, explicit: false });
  const check = checkOf(event.panel);
  if (state.checkWanted && check !== undefined) return ask({ ...shown, checkWanted: false }, check);
  if (state.checkWanted && event.panel.check !== 'pending') return focus(announceUnit({ ...shown, checkWanted: false }, content));
  return current.explicit ? announceUnit(shown, content) : shown;
}

function modelChanged(state: SidebarState, event: Extract<SidebarEvent, { type: 'model' }>): SidebarState {
  const next = { ...state, model: event.section };
  const said = event.say === undefined ? next : say(next, event.say);
  return event.focus === true ? focus(said) : said;
}

/** While a question to a model is open the unit it is about stays on screen. */
function isAskingModel({ model: { panel } }: SidebarState): boolean {
  return panel.kind === 'preparing' || panel.kind === 'consent' || panel.kind === 'asking';
}

function announceUnit(state: SidebarState, { panel }: ShownUnit): SidebarState {
  return say(
    state,
    panel.editor === undefined
      ? `${panel.name}: ${countOf(panel.explanation.proved.length, 'fact')}.`
      : `${panel.name}: what the editor knows.`,
  );
}

function notExplained(state: SidebarState, event: Extract<SidebarEvent, { type: 'refused' | 'crashed' }>): SidebarState {
  const current = state.request;
  if (current?.id !== event.requestId) return state;
  const settled: SidebarState = { ...state, request: undefined, checkWanted: false };
  if (event.type === 'crashed') return say({ ...settled, content: { kind: 'error' } }, 'This code could not be analysed.');
  // Between two functions a caret finds nothing; what is shown of the same file is worth more than that sentence.
  if (current.silent && state.content.kind === 'unit') return settled;
  const refused: SidebarState = { ...settled, content: { kind: 'refused', reason: event.reason } };
  return current.explicit ? say(refused, event.reason) : refused;
}

function viewChanged(state: SidebarState, view: DocumentView): SidebarState {
  const next = { ...state, skipped: withSkipped(state.skipped, view.uri, view.skipped), worthKnowing: withWorthKnowing(state, view) };
  if (state.content.kind !== 'unit' || state.content.uri !== view.uri) return overtake(next, view.uri);
  const { panel, subject } = state.content;
  const gone = !view.units.some((unit) => unit.key === panel.key);
  if (gone && state.mode.kind === 'playing') return { ...next, mode: { ...state.mode, stale: true } };
  if (gone && state.mode.kind === 'asking') return { ...next, mode: { ...state.mode, stale: true } };
  const now = view.units.find((unit) => unit.key === panel.key) ?? view.units.find((unit) => unit.name === panel.name);
  // Records that were read meanwhile may tell who wrote it.
  const isRevised = state.mode.kind === 'reading' && now?.originText !== undefined && now.originText !== panel.originText;
  if (!gone && panel.check !== 'pending' && !isRevised) return next;
  if (state.request !== undefined) return overtake(next, view.uri);
  const moved: Subject = now === undefined ? subject : { kind: 'place', place: { uri: view.uri, line: now.lines[0] } };
  return request(next, moved, { silent: true, explicit: false });
}

function overtake(state: SidebarState, uri: string): SidebarState {
  const current = state.request;
  if (current === undefined || (current.subject.kind === 'place' && current.subject.place.uri !== uri)) return state;
  return { ...state, request: { ...current, overtaken: true } };
}

function askAgainIfPending(state: SidebarState): SidebarState {
  if (state.request !== undefined) return { ...state, request: { ...state.request, overtaken: true } };
  return state.content.kind === 'unit' && state.content.panel.check === 'pending' ? refresh(state) : state;
}

function withSkipped(skipped: ReadonlyMap<string, string>, uri: string, reason: string | undefined): ReadonlyMap<string, string> {
  if (skipped.get(uri) === reason) return skipped;
  const next = new Map(skipped);
  if (reason === undefined) next.delete(uri);
  else next.set(uri, reason);
  return next;
}

function withWorthKnowing({ worthKnowing }: SidebarState, { uri, units }: DocumentView): SidebarState['worthKnowing'] {
  const worth = units
    .flatMap(({ key, name, lines, card }) =>
      card?.body[0] === undefined ? [] : [{ key, name, line: lines[0], text: card.body[0], worth: card.worth }],
    )
    .toSorted((left, right) => right.worth - left.worth)
    .slice(0, mostWorthKnowing)
    .map(({ worth: _worth, ...unit }) => unit);
  return new Map([...worthKnowing, [uri, worth]]);
}

function engineChanged(state: SidebarState, engine: SidebarState['engine']): SidebarState {
  if (engine === state.engine) return state;
  const next = { ...state, engine };
  if (engine === 'restarting') return say(next, 'Restarting the analysis.');
  if (engine === 'stopped') return say(next, 'The analysis has stopped.');
  return say(state.request === undefined && state.content.kind !== 'empty' ? refresh(next) : next, 'The analysis is running again.');
}

/** "Quick check" from anywhere: the shown unit's question, else the newest unchecked Change's. */
function focusCheck(state: SidebarState): SidebarState {
  if (state.mode.kind !== 'reading') return focus(state);
  const check = state.content.kind === 'unit' ? checkOf(state.content.panel) : undefined;
  if (state.request !== undefined && state.request.explicit) return { ...state, checkWanted: true };
  if (check !== undefined) return ask(state, check);
  if (state.content.kind === 'unit' && state.content.panel.check !== 'pending') return focus(announceUnit(state, state.content));
  if (state.content.kind === 'unit' || state.request !== undefined) return focus({ ...state, checkWanted: true });
  const newest = state.changes.find((change) => change.state === 'unchecked');
  if (newest === undefined) return focus(say(state, 'Nothing to check.'));
  return say(show({ ...state, checkWanted: true }, { kind: 'change', changeId: newest.id }), `Opening ${changeTitle(newest)}.`);
}

function ask(state: SidebarState, check: CheckPanel): SidebarState {
  return focus({ ...state, mode: { kind: 'asking', check, stale: false } });
}

function read(state: SidebarState): SidebarState {
  return { ...state, mode: { kind: 'reading' } };
}
