import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { ModelPanel } from '../src/terms/model.ts';
import type { Actions } from './uiState.ts';

type Offer = Extract<ModelPanel, { kind: 'consent' }>['offer'];

/** Everything that would be sent, to whom, and the choice. Nothing has been sent while this is on screen. */
export function consentPanel(offer: Offer, unitKey: string, actions: Actions): TemplateResult {
  const { destination, parts, redacted, tokens, canAllow } = offer;
  const choose = (choice: 'once' | 'always' | 'local'): void => actions.send({ type: 'consentToModel', unitKey, choice });
  return html`<h3 class="asks" tabindex="-1" data-landing>Send this to ${destination.to}?</h3>
    <p>
      The model is ${destination.model}. About ${count(tokens.sent)} tokens would be sent; the whole file would take
      ${count(tokens.wholeFile)}. Nothing has been sent yet.
    </p>
    ${
      redacted.length === 0 ? html`<p>No secret was found in it.</p>` : html`<p>Taken out before: ${[...new Set(redacted)].join(', ')}.</p>`
    }
    ${parts.map(
      ({ title, text }, index) =>
        html`<details class="fold" ?open=${index > 0}>
          <summary>${title}</summary>
          <pre class="payload" tabindex="0" role="region" aria-label=${title}>${text}</pre>
        </details>`,
    )}
    <p class="quiet">
      The answer is kept on this machine. What ${destination.kind === 'editor' ? 'the model’s provider' : 'the server'} keeps is for it to
      say.
      <button type="button" class="link" @click=${() => actions.send({ type: 'showPayload', unitKey })}>Show it as it is sent</button>
    </p>
    <div class="buttons">
      <vscode-button @click=${() => choose('once')}>Send once</vscode-button>
      ${canAllow ? html`<vscode-button appearance="secondary" @click=${() => choose('always')}>Always in this workspace</vscode-button>` : nothing}
      <vscode-button appearance="secondary" @click=${() => choose('local')}>Keep local</vscode-button>
    </div>`;
}

function count(tokens: number): string {
  return new Intl.NumberFormat().format(tokens);
}
