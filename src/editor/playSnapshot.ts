import type { PlayScreen, ShownSuspicion } from '../protocol.ts';
import type { PlayPanel, PlayScenario } from '../terms/play.ts';
import { shownScenario } from './sidebarState.ts';
import type { Playing } from './sidebarState.ts';

/** What the webview draws of a play. */
export function playScreen(playing: Playing): PlayScreen {
  const { play, step, trying, failure, stale, back } = playing;
  const scenario = shownScenario(playing);
  if (scenario === undefined) throw new Error('A play has no scenario.');
  return {
    kind: 'play',
    playId: play.id,
    unitName: play.unitName,
    path: play.path,
    canReveal: play.file !== undefined,
    code: play.tried?.code ?? play.code,
    ...(play.tried && { triedWords: play.tried.words }),
    scenarios: play.scenarios.map(scenarioRow),
    scenario,
    step,
    trying,
    ...(failure !== undefined && { failure }),
    stale,
    suspicions: suspicionsOf(play, scenario.id),
    back: back.kind === 'answered' ? 'answer' : 'reading',
  };
}

function scenarioRow({ id, title, run, tried }: PlayScenario): PlayScreen['scenarios'][number] {
  if (tried === undefined) return { id, title, ending: run.ending };
  if ('refused' in tried) return { id, title, ending: run.ending, tried: 'not run' };
  return { id, title, ending: tried.run.ending, tried: tried.differs ? 'differs' : 'same' };
}

/** Those of one scenario, each with its place in the play. */
export function suspicionsOf(play: PlayPanel, scenario: string): readonly ShownSuspicion[] {
  return play.suspicions.flatMap(({ scenarioId, text, evidence, lines, expected }, index) =>
    scenarioId === scenario ? [{ playId: play.id, index, text, evidence, lines, expected }] : [],
  );
}
