import type { OutcomePanel, Screen, Snapshot } from '../protocol.ts';
import type { Explanation, Sentence } from '../terms/explanation.ts';
import { playScreen, suspicionsOf } from './playSnapshot.ts';
import { sentencePlaces } from './sentencePlaces.ts';
import type { Answered, Mode, SidebarState } from './sidebarState.ts';
import { fileName, subjectInWords } from './sidebarWords.ts';

const mostChanges = 5;

/** What the webview draws for a state; paths, programs and anything not shown stay behind. */
export function sidebarSnapshot(state: SidebarState): Snapshot {
  return {
    trusted: state.trusted,
    engine: state.engine,
    pinned: state.pinned,
    changes: state.changes.filter((change) => change.state === 'unchecked').slice(0, mostChanges),
    screen: screenOf(state),
    ...(state.focusToken > 0 && { focus: { token: state.focusToken } }),
    ...(state.announcement.token > 0 && { announcement: state.announcement }),
  };
}

function screenOf(state: SidebarState): Screen {
  const { mode } = state;
  if (mode.kind === 'playing') return playScreen(mode);
  if (mode.kind !== 'opening') return screenIn(mode, state);
  return mode.stage === 'quick' ? screenIn(mode.back, state) : { kind: 'analysing', subject: mode.name, stage: mode.stage };
}

function screenIn(mode: Exclude<Mode, { kind: 'opening' | 'playing' }>, state: SidebarState): Screen {
  const { content, request } = state;
  if (mode.kind === 'asking') {
    return {
      kind: 'question',
      check: mode.check,
      sending: mode.sending !== undefined,
      stale: mode.stale,
      ...(mode.refused && { failure: mode.refused.reason }),
    };
  }
  if (mode.kind === 'answered') return { kind: 'answered', check: mode.check, outcome: outcomePanel(mode), reported: mode.reported };
  if (request !== undefined && !request.silent && request.stage !== 'quick') {
    return { kind: 'analysing', subject: subjectInWords(state, request.subject), stage: request.stage };
  }
  if (content.kind === 'unit') {
    const { file, ...unit } = content.panel;
    const shown = file === undefined ? unit : { ...unit, explanation: withPlaces(unit.explanation) };
    return { kind: 'unit', unit: shown, canReveal: file !== undefined || content.uri !== undefined, model: state.model };
  }
  if (content.kind === 'error') return { kind: 'error' };
  if (content.kind !== 'empty' && content.kind !== 'refused') return content;
  const { caretUri = '' } = state;
  const units = state.worthKnowing.get(caretUri) ?? [];
  return { ...content, ...(units.length > 0 && { worthKnowing: { fileName: fileName(caretUri), units } }) };
}

/** Callers and tests can be gone to. */
function withPlaces(explanation: Explanation): Explanation {
  const proved = explanation.proved.map((sentence): Sentence => {
    const places = sentence.section === 'in this project' ? sentencePlaces(sentence.text) : [];
    return places.length === 0 ? sentence : { ...sentence, places: places.map(({ from, to }) => [from, to] as const) };
  });
  return { ...explanation, proved };
}

function outcomePanel({ outcome: { file, program, ...shown }, play, playRefused }: Answered): OutcomePanel {
  return {
    ...shown,
    canShowLines: file !== '' && shown.lines.length > 0,
    canRun: program !== undefined,
    canSeeRun: program !== undefined && playRefused === undefined,
    ...(playRefused !== undefined && { runRefused: playRefused }),
    suspicions: play === undefined ? [] : suspicionsOf(play, play.first),
  };
}
