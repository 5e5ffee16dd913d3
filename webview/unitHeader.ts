import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { UnitPanel } from '../src/terms/panel.ts';
import { fold } from './fold.ts';
import type { Actions, UiState } from './uiState.ts';
import { fileName, inline, linesLabel } from './words.ts';

/** Name, pattern, place, origin with its evidence, and what the view follows. */
export function unitHeader(unit: UnitPanel, canReveal: boolean, pinned: boolean, ui: UiState, actions: Actions): TemplateResult {
  const place = `${fileName(unit.path)}, ${linesLabel(unit.lines)}`;
  const { headline } = unit.explanation;
  const evidence = html`<ul class="evidence">
      ${
        unit.evidence.length === 0
          ? html`<li>Nothing was recorded about who wrote this.</li>`
          : unit.evidence.map(({ why, where }) => html`<li>${inline(why)} <span class="meta">${where}</span></li>`)
      }
    </ul>
    <p class="tools">
      <button type="button" class="link" @click=${() => actions.send({ type: 'markOrigin', unitKey: unit.key, kind: 'human' })}>
        I wrote this
      </button>
      <button type="button" class="link" @click=${() => actions.send({ type: 'markOrigin', unitKey: unit.key, kind: 'ai' })}>
        AI wrote this
      </button>
    </p>`;
  return html`<header>
    <h1 id="heading" tabindex="-1">${unit.name}</h1>
    ${headline === undefined ? nothing : html`<p class="pattern">${inline(headline)}</p>`}
    <p class="place">
      ${
        canReveal
          ? html`<button
              type="button"
              class="link"
              title=${unit.path}
              @click=${() => actions.send({ type: 'revealUnit', unitKey: unit.key })}
            >
              ${place}
            </button>`
          : html`<span title=${unit.path}>${place}</span>`
      }
    </p>
    ${fold({ name: 'origin', summary: `Origin: ${unit.originText.replace(/^origin /u, '')}`, openAtFirst: false, body: evidence }, ui, actions)}
    <div class="tools">
      ${
        unit.kind === 'class' || unit.kind === 'module' || unit.editor !== undefined
          ? nothing
          : html`<button type="button" class="link" @click=${() => actions.send({ type: 'play', unitKey: unit.key })}>Play it</button>`
      }
      <button type="button" class="link" @click=${() => actions.send({ type: 'pin', pinned: !pinned })}>${pinned ? 'Unpin' : 'Pin'}</button>
      <button type="button" class="link" @click=${() => actions.send({ type: 'refresh' })}>Refresh</button>
      <span class="meta">${pinned ? 'Stays on this code' : 'Follows the caret'}</span>
    </div>
  </header>`;
}
