import type { WebviewMessage } from '../protocol.ts';
import type { PlayPanel } from '../terms/play.ts';
import type { Place } from '../tutor.ts';
import type { KeepRequest } from '../stories/keptTest.ts';
import type { SidebarSession } from './sidebarSession.ts';
import { currentExercise, currentPlay, currentUnit } from './sidebarState.ts';
import type { ShownUnit } from './sidebarState.ts';

type PlayMessage = Extract<
  WebviewMessage,
  {
    type:
      | 'play'
      | 'seeRun'
      | 'playStep'
      | 'tryLine'
      | 'tryEditor'
      | 'tryNothing'
      | 'closePlay'
      | 'keepAsTest'
      | 'keepFailingTest'
      | 'copyNote';
  }
>;

export interface PlayParts {
  /** A scenario of a play as a test of the project; `suspicion`: its index, for a test that fails today. */
  readonly keepAsTest: (request: KeepRequest) => void;
  readonly copy: (text: string) => void;
}

/** What a person does with a play. Messages about another one than is on screen came too late. */
export function receivePlay(message: PlayMessage, session: SidebarSession, parts: PlayParts): void {
  const state = session.state();
  switch (message.type) {
    case 'play': {
      const shown = currentUnit(state, message.unitKey);
      const place = shown && placeOfPanel(shown);
      if (place !== undefined) void session.play({ kind: 'place', ...place }, shown?.panel.name ?? '');
      return;
    }
    case 'seeRun': {
      const exerciseId = currentExercise(state, message.exerciseId);
      if (exerciseId !== undefined && state.mode.kind === 'answered')
        void session.play({ kind: 'exercise', exerciseId }, state.mode.check.unitName);
      return;
    }
    case 'playStep':
      return session.dispatch(message);
    case 'tryLine':
      return void session.tryText(message.playId, { kind: 'line', line: message.line, text: message.text });
    case 'tryEditor':
      return void session.tryText(message.playId, { kind: 'editor' });
    case 'tryNothing':
      return void session.tryText(message.playId, { kind: 'nothing' });
    case 'closePlay':
      return currentPlay(state, message.playId) === undefined ? undefined : session.dispatch({ type: 'closePlay' });
    case 'keepAsTest':
      if (shownPlay(session, message.playId)?.scenarios.some(({ id }) => id === message.scenarioId) === true)
        parts.keepAsTest({ playId: message.playId, scenarioId: message.scenarioId });
      return;
    case 'keepFailingTest':
    case 'copyNote': {
      const play = shownPlay(session, message.playId);
      const suspicion = play?.suspicions[message.index];
      if (play === undefined || suspicion === undefined) return;
      if (message.type === 'copyNote') return parts.copy(noteOf(play, message.index));
      return parts.keepAsTest({ playId: play.id, scenarioId: suspicion.scenarioId, suspicion: message.index });
    }
  }
}

/** Moves a play that is on screen. */
export function stepBy(by: number, session: SidebarSession): void {
  const { mode } = session.state();
  if (mode.kind !== 'playing') return;
  const { play, scenarioId, step } = mode;
  session.dispatch({ type: 'playStep', playId: play.id, scenarioId, step: step + by });
}

/** The scenario on screen as a test: of a play, or of the run behind an answer. */
export function keepShown(session: SidebarSession, parts: PlayParts): void {
  const { mode } = session.state();
  if (mode.kind === 'playing') return parts.keepAsTest({ playId: mode.play.id, scenarioId: mode.scenarioId });
  if (mode.kind === 'answered' && mode.play !== undefined) parts.keepAsTest({ playId: mode.play.id, scenarioId: mode.play.first });
}

export function placeOfPanel({ panel, uri, subject }: ShownUnit): Place | undefined {
  const document = uri ?? (subject.kind === 'place' ? subject.place.uri : undefined);
  return document === undefined ? undefined : { uri: document, line: subject.kind === 'place' ? subject.place.line : panel.lines[0] };
}

function shownPlay(session: SidebarSession, playId: string): PlayPanel | undefined {
  const state = session.state();
  const answered = state.mode.kind === 'answered' ? state.mode.play : undefined;
  return currentPlay(state, playId)?.play ?? (answered?.id === playId ? answered : undefined);
}

/** For an issue or a message to a colleague: what was seen, and how to see it again. */
function noteOf({ unitName, path, scenarios, suspicions }: PlayPanel, index: number): string {
  const suspicion = suspicions[index];
  if (suspicion === undefined) return '';
  const scenario = scenarios.find(({ id }) => id === suspicion.scenarioId);
  const at = suspicion.lines.map(([first, last]) => (first === last ? `${first}` : `${first}–${last}`)).join(', ');
  return [
    `Looks like a bug in \`${unitName}\` (${path}${at === '' ? '' : `:${at}`})`,
    '',
    suspicion.text,
    '',
    `Scenario: ${scenario?.title ?? ''}`,
    ...(scenario?.values ?? []).map(({ text, source }) => `- ${text} (${source})`),
    ...(scenario?.assumptions ?? []).map((assumption) => `- ${assumption}`),
    '',
    'What was seen:',
    ...suspicion.evidence.map((step, number) => `${number + 1}. ${step}`),
    '',
    `Expected, if this is not meant: ${suspicion.expected}.`,
    '',
  ].join('\n');
}
