import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { ShownSuspicion } from '../src/protocol.ts';
import { icon } from './icons.ts';
import type { Actions } from './uiState.ts';
import { inline } from './words.ts';

/** What does something else than such code is mostly meant to do, with what can be done about it. Careful: it may well be meant. */
export function suspicionList(suspicions: readonly ShownSuspicion[], actions: Actions): TemplateResult | typeof nothing {
  if (suspicions.length === 0) return nothing;
  return html`<section aria-labelledby="bug-heading">
    <h2 id="bug-heading">${icon('warning')}Looks like a bug?</h2>
    ${suspicions.map((suspicion) => suspicionItem(suspicion, actions))}
  </section>`;
}

function suspicionItem({ playId, index, text, expected }: ShownSuspicion, actions: Actions): TemplateResult {
  return html`<div class="suspicion">
    <p>${inline(text)}</p>
    <p class="meta">It may be meant. If it is not, a test can say so: ${inline(expected)}.</p>
    <div class="buttons">
      <vscode-button appearance="secondary" @click=${() => actions.send({ type: 'copyNote', playId, index })}>Copy a note</vscode-button>
      <vscode-button appearance="secondary" @click=${() => actions.send({ type: 'keepFailingTest', playId, index })}
        >Keep the failing test</vscode-button
      >
    </div>
  </div>`;
}
