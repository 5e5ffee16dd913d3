import type { PlayRun } from '../terms/play.ts';
import { currentPlay, shownScenario } from './sidebarState.ts';
import type { Answered, PlayEvent, Playing, Reading, SidebarState } from './sidebarState.ts';
import { focus, say } from './sidebarVoice.ts';
import { countOf } from './sidebarWords.ts';

/** Playing a function: opened, walked through, tried otherwise, closed. What is about another play changes nothing. */
export function reducePlay(state: SidebarState, event: PlayEvent): SidebarState {
  const { mode } = state;
  switch (event.type) {
    case 'playWanted': {
      const { id, name } = event;
      return { ...state, request: undefined, mode: { kind: 'opening', id, name, stage: 'quick', back: backOf(state) } };
    }
    case 'playWaited': {
      if (mode.kind !== 'opening' || mode.id !== event.id) return state;
      const next: SidebarState = { ...state, mode: { ...mode, stage: event.stage } };
      return event.stage === 'slow' ? say(next, `Running ${mode.name}.`) : next;
    }
    case 'played': {
      if (mode.kind !== 'opening' || mode.id !== event.id) return state;
      const { play } = event;
      const shown: Playing = { kind: 'playing', play, scenarioId: play.first, step: 0, trying: false, stale: false, back: mode.back };
      return focus(say({ ...state, mode: shown }, `${play.unitName}: ${countOf(play.scenarios.length, 'scenario')}.`));
    }
    case 'playRefused':
      if (mode.kind !== 'opening' || mode.id !== event.id) return state;
      return mode.back.kind === 'answered'
        ? focus(say({ ...state, mode: { ...mode.back, playRefused: event.reason } }, event.reason))
        : focus(say({ ...state, mode: { kind: 'reading' }, content: { kind: 'refused', reason: event.reason } }, event.reason));
    case 'answerPlayed':
      return mode.kind === 'answered' && mode.check.exerciseId === event.exerciseId
        ? { ...state, mode: { ...mode, play: event.play } }
        : state;
    case 'answerPlayRefused':
      return mode.kind === 'answered' && mode.check.exerciseId === event.exerciseId
        ? { ...state, mode: { ...mode, playRefused: event.reason } }
        : state;
    case 'playStep':
      return stepped(state, event);
    case 'trying': {
      const playing = currentPlay(state, event.playId);
      return playing === undefined ? state : { ...state, mode: withoutFailure({ ...playing, trying: true }) };
    }
    case 'tried': {
      const playing = currentPlay(state, event.play.id);
      if (playing === undefined) return state;
      const { play } = event;
      const shown = withoutFailure({ ...playing, play, trying: false });
      const last = Math.max((shownRun(shown)?.steps.length ?? 1) - 1, 0);
      return say({ ...state, mode: { ...shown, step: Math.min(shown.step, last) } }, toldOf(shown));
    }
    case 'tryRefused': {
      const playing = currentPlay(state, event.playId);
      return playing === undefined ? state : say({ ...state, mode: { ...playing, trying: false, failure: event.reason } }, event.reason);
    }
    case 'closePlay':
      return mode.kind === 'playing' || mode.kind === 'opening' ? focus({ ...state, mode: mode.back }) : state;
  }
}

/** The run that is shown of a scenario: the tried one where a text is tried. */
export function shownRun(playing: Playing): PlayRun | undefined {
  const scenario = shownScenario(playing);
  return scenario?.tried !== undefined && 'run' in scenario.tried ? scenario.tried.run : scenario?.run;
}

function stepped(state: SidebarState, event: Extract<PlayEvent, { type: 'playStep' }>): SidebarState {
  const playing = currentPlay(state, event.playId);
  const scenario = playing?.play.scenarios.find(({ id }) => id === event.scenarioId);
  if (playing === undefined || scenario === undefined) return state;
  const moved: Playing = { ...playing, scenarioId: scenario.id };
  const last = (shownRun(moved)?.steps.length ?? 1) - 1;
  const step = Math.min(Math.max(event.step, 0), Math.max(last, 0));
  return { ...state, mode: { ...moved, step } };
}

function backOf({ mode }: SidebarState): Reading | Answered {
  if (mode.kind === 'opening' || mode.kind === 'playing') return mode.back;
  return mode.kind === 'answered' ? mode : { kind: 'reading' };
}

function withoutFailure(playing: Playing): Playing {
  const { play, scenarioId, step, trying, stale, back } = playing;
  return { kind: 'playing', play, scenarioId, step, trying, stale, back };
}

function toldOf({ play }: Playing): string {
  if (play.tried === undefined) return 'The code as it is.';
  const differing = play.scenarios.filter(({ tried }) => tried !== undefined && 'differs' in tried && tried.differs).length;
  return differing === 0
    ? 'No difference in these scenarios.'
    : `Differs in ${differing} of ${countOf(play.scenarios.length, 'scenario')}.`;
}
