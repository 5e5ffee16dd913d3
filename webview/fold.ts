import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { Actions, UiState } from './uiState.ts';

export interface Fold {
  /** Unique on the page; its state survives hiding the view. */
  readonly name: string;
  readonly summary: string;
  readonly openAtFirst: boolean;
  readonly body: TemplateResult;
}

/** A part that opens and closes, and stays as the person left it. */
export function fold({ name, summary, openAtFirst, body }: Fold, ui: UiState, actions: Actions): TemplateResult {
  const open = ui.folds[name] ?? openAtFirst;
  const toggled = (event: Event): void => {
    if (event.currentTarget instanceof HTMLDetailsElement && event.currentTarget.open !== open) actions.fold(name, !open);
  };
  return html`<details class="fold" ?open=${open} @toggle=${toggled}>
    <summary>${summary}</summary>
    ${body}
  </details>`;
}
