import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type { Snapshot } from '../src/protocol.ts';
import { answeredScreen } from './answeredScreen.ts';
import { changeList } from './changeList.ts';
import { analysingScreen, emptyScreen, errorScreen, notices, refusedScreen, skippedScreen, unsupportedScreen } from './plainScreens.ts';
import { playScreen } from './playScreen.ts';
import { questionScreen } from './questionScreen.ts';
import type { Actions, UiState } from './uiState.ts';
import { unitScreen } from './unitScreen.ts';

/** The whole sidebar for one snapshot. Elements stay the same ones from draw to draw while the screen is about the same thing. */
export function sidebar(snapshot: Snapshot, ui: UiState, actions: Actions): TemplateResult {
  const { kind } = snapshot.screen;
  const listed = kind !== 'question' && kind !== 'answered' && kind !== 'play' && kind !== 'analysing';
  return html`<main>
    ${notices(snapshot, actions)} ${keyed(identity(snapshot), screen(snapshot, ui, actions))}
    ${listed && snapshot.changes.length > 0 ? html`<vscode-divider></vscode-divider>${changeList(snapshot.changes, ui, actions)}` : nothing}
  </main>`;
}

function screen(snapshot: Snapshot, ui: UiState, actions: Actions): TemplateResult {
  const current = snapshot.screen;
  switch (current.kind) {
    case 'empty':
      return emptyScreen(current, snapshot.changes, actions);
    case 'unsupported':
      return unsupportedScreen(current);
    case 'skipped':
      return skippedScreen(current);
    case 'analysing':
      return analysingScreen(current, actions);
    case 'unit':
      return unitScreen(current, snapshot.pinned, ui, actions);
    case 'question':
      return questionScreen(current, ui, actions);
    case 'answered':
      return answeredScreen(current, ui, actions);
    case 'play':
      return playScreen(current, ui, actions);
    case 'refused':
      return refusedScreen(current, actions);
    case 'error':
      return errorScreen(actions);
  }
}

/** Radios, folds and scroll positions of one question must not be handed to the next. */
function identity({ screen: current }: Snapshot): string {
  if (current.kind === 'unit') return `unit ${current.unit.path} ${current.unit.name}`;
  if (current.kind === 'play') return `play ${current.playId}`;
  if (current.kind === 'question' || current.kind === 'answered') return `${current.kind} ${current.check.exerciseId}`;
  return current.kind;
}
