import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { OwnWordsReview } from '../src/terms/model.ts';
import type { UnitPanel } from '../src/terms/panel.ts';
import { fold } from './fold.ts';
import type { Actions, UiState } from './uiState.ts';
import { inline } from './words.ts';

/** The person explains the unit and then sees which proven facts their words touch on. Works offline; nothing is kept or sent. */
export function ownWordsSection(unit: UnitPanel, review: OwnWordsReview | undefined, ui: UiState, actions: Actions): TemplateResult {
  const name = `words ${unit.key}`;
  const draft = ui.drafts?.[name] ?? '';
  const compare = (): void => {
    if (draft.trim() === '') return actions.say('Write something first.');
    actions.send({ type: 'reviewOwnWords', unitKey: unit.key, text: draft });
  };
  const body = html`<div class="own-words">
    <label class="field-label" for="own-words">What does it do, and what can go wrong?</label>
    <textarea
      id="own-words"
      rows="4"
      maxlength="2000"
      .value=${live(draft)}
      @input=${(event: Event) => actions.write(name, (event.currentTarget as HTMLTextAreaElement).value)}
    ></textarea>
    <div class="buttons"><vscode-button appearance="secondary" @click=${compare}>Compare with what is proven</vscode-button></div>
    ${review === undefined ? nothing : reviewed(unit, review, draft, actions)}
  </div>`;
  return html`<section>
    ${fold({ name: 'own words', summary: 'In my own words', openAtFirst: review !== undefined, body }, ui, actions)}
  </section>`;
}

function reviewed(unit: UnitPanel, { covered, missed, contradicted }: OwnWordsReview, draft: string, actions: Actions): TemplateResult {
  const sentences = (title: string, indices: readonly number[]): TemplateResult | typeof nothing =>
    indices.length === 0
      ? nothing
      : html`<h3>${title}</h3>
          <ul class="sentences">
            ${indices.map((index) => html`<li>${inline(unit.explanation.proved[index]?.text ?? '')}</li>`)}
          </ul>`;
  const comment = (): void => actions.send({ type: 'askModel', unitKey: unit.key, kind: 'comment', text: draft.trim() });
  return html`<p>
      You touch on ${covered.length} of ${covered.length + missed.length} proven facts. This goes by names and words: it does not judge
      whether you are right.
    </p>
    ${
      contradicted.length === 0
        ? nothing
        : html`<h3>Does not agree with what is proven</h3>
            <ul class="sentences">
              ${contradicted.map(({ text, why }) => html`<li>You wrote “${text}” But: ${inline(why)}</li>`)}
            </ul>`
    }
    ${sentences('You touch on', covered)} ${sentences('You do not mention', missed)}
    <p><button type="button" class="link" @click=${comment}>Ask a model to comment on it</button></p>`;
}
