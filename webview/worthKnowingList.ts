import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { WorthKnowing } from '../src/protocol.ts';
import type { Actions } from './uiState.ts';
import { inline } from './words.ts';

/** Where the file at hand is worth a look: something to begin with for who has no function in mind. */
export function worthKnowingList(worthKnowing: WorthKnowing | undefined, actions: Actions): TemplateResult | typeof nothing {
  if (worthKnowing === undefined) return nothing;
  return html`<section aria-labelledby="worth-knowing-heading">
    <h2 id="worth-knowing-heading">Worth knowing in ${worthKnowing.fileName}</h2>
    <ul class="units worth-knowing" data-roving>
      ${worthKnowing.units.map(
        ({ key, name, line, text }) =>
          html`<li>
            <button type="button" class="row" @click=${() => actions.send({ type: 'openWorthKnowing', unitKey: key })}>
              <span class="row-name">${name}</span> <span class="row-place">line ${line}</span>
            </button>
            <p>${inline(text)}</p>
          </li>`,
      )}
    </ul>
  </section>`;
}
