import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Screen } from '../src/protocol.ts';
import type { CheckPanel, Confidence } from '../src/terms/panel.ts';
import { codeExcerpt } from './codeExcerpt.ts';
import { fold } from './fold.ts';
import { icon } from './icons.ts';
import type { Actions, UiState } from './uiState.ts';
import { fileName, inline } from './words.ts';

const confidences: readonly { readonly id: Confidence; readonly label: string }[] = [
  { id: 'guess', label: 'Guess' },
  { id: 'leaning', label: 'Leaning' },
  { id: 'sure', label: 'Sure' },
];

/** One question. Answering and saying how sure one is are the same press; Enter on an option answers without saying. */
export function questionScreen(screen: Extract<Screen, { kind: 'question' }>, ui: UiState, actions: Actions): TemplateResult {
  const { check, sending } = screen;
  const send = (confidence?: Confidence): void => {
    if (!sending) actions.answer(check.exerciseId, confidence);
  };
  return html`<article aria-labelledby="heading" aria-busy=${sending ? 'true' : 'false'}>
    <header>
      <h1 id="heading" tabindex="-1">Quick check: ${check.unitName}</h1>
      <p class="place" title=${check.path}>${fileName(check.path)}</p>
    </header>
    ${notices(screen, actions)} ${question(check, ui, actions, send)}
    <p>
      <button type="button" class="link" @click=${() => actions.send({ type: 'reportWrong', exerciseId: check.exerciseId })}>
        This question is wrong
      </button>
    </p>
    ${answerBar(check, sending, actions, send)}
  </article>`;
}

/** Stays in reach at the lower edge however long the code and the options are. */
function answerBar(check: CheckPanel, sending: boolean, actions: Actions, send: (confidence: Confidence) => void): TemplateResult {
  return html`<div class="answer-bar">
    <div class="answer" role="group" aria-labelledby="confidence-label">
      <p id="confidence-label" class="meta">${sending ? 'Recording your answer…' : 'Answer with how sure you are'}</p>
      <div class="buttons thirds">
        ${confidences.map(({ id, label }) => html`<vscode-button @click=${() => send(id)}>${label}</vscode-button>`)}
      </div>
    </div>
    <div class="buttons">
      <vscode-button appearance="secondary" @click=${() => actions.send({ type: 'answer', exerciseId: check.exerciseId, chosen: [] })}>
        Not sure — show me
      </vscode-button>
      <vscode-button appearance="secondary" @click=${() => actions.send({ type: 'skip', exerciseId: check.exerciseId })}
        >Skip</vscode-button
      >
    </div>
  </div>`;
}

function notices(screen: Extract<Screen, { kind: 'question' }>, actions: Actions): TemplateResult {
  return html`${
    screen.stale
      ? html`<div class="notice">
          ${icon('warning')}
          <p>
            Out of date: the code has changed since this question was made.
            <button type="button" class="link" @click=${() => actions.send({ type: 'finish', exerciseId: screen.check.exerciseId })}>
              Show the code as it is now
            </button>
          </p>
        </div>`
      : nothing
  }
  ${
    screen.failure === undefined
      ? nothing
      : html`<div class="notice">
          ${icon('warning')}
          <p>${screen.failure}</p>
        </div>`
  }`;
}

function assumptions(check: CheckPanel, ui: UiState, actions: Actions): TemplateResult | typeof nothing {
  if (check.assumptions.length === 0) return nothing;
  const body = html`<ul class="assumptions">
    ${check.assumptions.map((assumption) => html`<li>${inline(assumption)}</li>`)}
  </ul>`;
  return fold({ name: 'assumptions', summary: `Assumed (${check.assumptions.length})`, openAtFirst: false, body }, ui, actions);
}

/** The stem, as the legend, says what decides; then the code it is about, the options, and folded away what else is assumed. */
function question(check: CheckPanel, ui: UiState, actions: Actions, send: () => void): TemplateResult {
  const chosen = ui.draft?.exerciseId === check.exerciseId ? ui.draft.chosen : [];
  const choose = (id: string, on: boolean): void => {
    const next = check.multi ? [...chosen.filter((other) => other !== id), ...(on ? [id] : [])] : [id];
    actions.choose({ exerciseId: check.exerciseId, chosen: next });
  };
  const enter = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement)) return;
    event.preventDefault();
    send();
  };
  return html`<fieldset @keydown=${enter}>
    <legend>${inline(check.stem)}</legend>
    ${codeExcerpt(check.code, [])} ${check.multi ? html`<p class="meta">Choose all that hold.</p>` : nothing}
    ${check.options.map((option, index) => optionItem(option, index, check, chosen, choose))} ${assumptions(check, ui, actions)}
  </fieldset>`;
}

function optionItem(
  { id, text }: CheckPanel['options'][number],
  index: number,
  check: CheckPanel,
  chosen: readonly string[],
  choose: (id: string, on: boolean) => void,
): TemplateResult {
  const changed = (event: Event): void => {
    if (event.currentTarget instanceof HTMLInputElement) choose(id, event.currentTarget.checked);
  };
  return html`<label class="option">
    <input type=${check.multi ? 'checkbox' : 'radio'} name="option" .checked=${chosen.includes(id)} @change=${changed} />
    <span><span class="visually-hidden">Option ${index + 1} of ${check.options.length}: </span>${inline(text)}</span>
  </label>`;
}
