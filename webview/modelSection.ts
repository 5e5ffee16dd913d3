import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { WebviewMessage } from '../src/protocol.ts';
import type { ModelPanel, ModelRemedy } from '../src/terms/model.ts';
import type { UnitPanel } from '../src/terms/panel.ts';
import { consentPanel } from './consentPanel.ts';
import { icon } from './icons.ts';
import { saidBlocks } from './saidBlocks.ts';
import type { Actions, UiState } from './uiState.ts';

type QuestionKind = Extract<WebviewMessage, { type: 'askModel' }>['kind'];

const presets: readonly { readonly kind: QuestionKind; readonly label: string }[] = [
  { kind: 'why', label: 'Why this way?' },
  { kind: 'example', label: 'Walk me through an example' },
  { kind: 'level', label: 'Explain at my level' },
];
const breakStart = 'What would break if ';
const titles: Readonly<Record<QuestionKind, string>> = {
  why: 'Why this way?',
  example: 'Walk me through an example',
  break: 'What would break if …',
  level: 'Explain at my level',
  free: 'Your question',
  comment: 'On your own words',
};

/** Asking a model about a unit: begun by a click, sent after consent, and never mixed with what is proven. */
export function modelSection(panel: ModelPanel, unit: UnitPanel, ui: UiState, actions: Actions): TemplateResult {
  const busy = panel.kind === 'preparing' || panel.kind === 'asking';
  return html`<section class="model" aria-labelledby="model-heading" aria-busy=${busy ? 'true' : 'false'}>
    <h2 id="model-heading" tabindex="-1" ?data-landing=${panel.kind !== 'idle' && panel.kind !== 'consent'}>
      ${panel.kind === 'idle' ? 'Ask a model' : `Ask a model: ${titles[panel.question.kind]}`}
    </h2>
    ${body(panel, unit, ui, actions)}
  </section>`;
}

function body(panel: ModelPanel, unit: UnitPanel, ui: UiState, actions: Actions): TemplateResult {
  const about = { unitKey: unit.key };
  const leave = (): void => actions.send({ type: 'leaveModel', ...about });
  const again = (): void => actions.send({ type: 'askModelAgain', ...about });
  switch (panel.kind) {
    case 'idle':
      return questions(unit, ui, actions);
    case 'preparing':
      return html`<p class="quiet">Preparing what would be sent. Nothing has been sent.</p>`;
    case 'consent':
      return consentPanel(panel.offer, unit.key, actions);
    case 'asking':
      return html`<p class="meta">${panel.waiting ?? `Asking ${panel.destination.model}, ${panel.destination.to}.`}</p>
        ${panel.blocks.length > 0 ? labelled(saidBlocks(panel.blocks)) : nothing}
        <div class="buttons">
          <vscode-button appearance="secondary" @click=${() => actions.send({ type: 'stopModel', ...about })}>Stop</vscode-button>
        </div>`;
    case 'answered':
      return html`${labelled(saidBlocks(panel.answer.blocks))} ${struckCount(panel.answer)}
        <p class="source">
          ${panel.destination.model}, ${panel.destination.to}. ${panel.kept ? 'Answered before: nothing was sent.' : nothing}
          ${
            panel.allowed
              ? html`Always allowed in this workspace.
                  <button type="button" class="link" @click=${() => actions.send({ type: 'withdrawConsent', ...about })}>Withdraw</button>`
              : nothing
          }
        </p>
        <div class="buttons"><vscode-button appearance="secondary" @click=${leave}>Ask something else</vscode-button></div>`;
    case 'stopped':
      return html`<p class="meta">${icon('warning')} Stopped: this is incomplete and is not kept.</p>
        ${labelled(saidBlocks(panel.blocks))}
        <div class="buttons">
          <vscode-button @click=${again}>Ask again</vscode-button>
          <vscode-button appearance="secondary" @click=${leave}>Discard</vscode-button>
        </div>`;
    case 'failed':
      return html`<p>${icon('warning')} ${panel.failure.reason}</p>
        ${
          panel.blocks.length > 0
            ? html`<p class="meta">What had come is incomplete:</p>
                ${labelled(saidBlocks(panel.blocks))}`
            : nothing
        }
        <div class="buttons">
          ${panel.failure.remedies.map((remedy) => remedyButton(remedy, about.unitKey, actions))}
          <vscode-button appearance="secondary" @click=${leave}>Close</vscode-button>
        </div>`;
  }
}

function labelled(said: TemplateResult): TemplateResult {
  return html`<div class="said-frame">
    <p class="said-label">${icon('unsure')} Said by a model; it may be wrong</p>
    ${said}
  </div>`;
}

function struckCount({ struck, sentences }: Extract<ModelPanel, { kind: 'answered' }>['answer']): TemplateResult {
  return struck === 0
    ? html`<p class="meta">None of its ${sentences} sentences names what is not there or contradicts what is proven.</p>`
    : html`<p class="meta">${struck} of its ${sentences} sentences ${struck === 1 ? 'is' : 'are'} struck.</p>`;
}

const remedyLabels: Readonly<Record<ModelRemedy, string>> = {
  retry: 'Try again',
  'ask-consent': 'Show what would be sent',
  'set-key': 'Enter an API key',
  'choose-model': 'Choose a model',
  'open-settings': 'Open the settings',
  'open-log': 'Open the log',
};

function remedyButton(remedy: ModelRemedy, unitKey: string, actions: Actions): TemplateResult {
  const act = (): void => {
    if (remedy === 'retry' || remedy === 'ask-consent') actions.send({ type: 'askModelAgain', unitKey });
    else if (remedy === 'open-log') actions.send({ type: 'openLog' });
    else actions.send({ type: 'setUpModel', what: remedy });
  };
  return html`<vscode-button @click=${act}>${remedyLabels[remedy]}</vscode-button>`;
}

function questions({ key }: UnitPanel, ui: UiState, actions: Actions): TemplateResult {
  const name = `question ${key}`;
  const draft = ui.drafts?.[name] ?? '';
  const ask = (kind: QuestionKind, text?: string): void =>
    actions.send({ type: 'askModel', unitKey: key, kind, ...(text !== undefined && { text }) });
  const askDraft = (): void => {
    const text = draft.trim();
    if (text === '' || text === breakStart.trim()) return actions.say('Write a question first.');
    if (text.startsWith(breakStart)) ask('break', text.slice(breakStart.length));
    else ask('free', text);
  };
  const startBreak = (event: Event): void => {
    actions.write(name, breakStart);
    const field =
      event.currentTarget instanceof HTMLElement ? event.currentTarget.closest('section')?.querySelector('textarea') : undefined;
    field?.focus();
    field?.setSelectionRange(breakStart.length, breakStart.length);
  };
  return html`<div class="chips" data-roving role="group" aria-label="Questions">
      ${presets.map(({ kind, label }) => html`<button type="button" class="chip" @click=${() => ask(kind)}>${label}</button>`)}
      <button type="button" class="chip" @click=${startBreak}>What would break if …</button>
    </div>
    <label class="field-label" for="model-question">Your question</label>
    <textarea
      id="model-question"
      rows="2"
      maxlength="2000"
      .value=${live(draft)}
      @input=${(event: Event) => actions.write(name, (event.currentTarget as HTMLTextAreaElement).value)}
      @keydown=${(event: KeyboardEvent) => {
        if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
        event.preventDefault();
        askDraft();
      }}
    ></textarea>
    <div class="buttons"><vscode-button appearance="secondary" @click=${askDraft}>Ask</vscode-button></div>
    <p class="quiet">Before anything is sent you see what, and to whom.</p>`;
}
