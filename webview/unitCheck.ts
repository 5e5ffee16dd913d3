import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { UnitPanel } from '../src/terms/panel.ts';
import { icon } from './icons.ts';
import type { Actions } from './uiState.ts';
import { inline } from './words.ts';

/** The unit's question: offered, being proven, or why there is none. */
export function unitCheck(unit: UnitPanel, actions: Actions): TemplateResult {
  return html`<section class="check" aria-labelledby="check-heading">
    <h2 id="check-heading">Quick check</h2>
    ${answeredBefore(unit)} ${checkOffer(unit, actions)}
  </section>`;
}

function answeredBefore({ answered }: UnitPanel): TemplateResult | typeof nothing {
  if (answered === undefined) return nothing;
  const on = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' }).format(answered.at);
  return html`<p>
    ${icon(answered.correct ? 'right' : 'wrong')} ${answered.correct ? 'Answered correctly' : 'Answered incorrectly'} on ${on}.
  </p>`;
}

function checkOffer({ check, answered }: UnitPanel, actions: Actions): TemplateResult {
  if (check === 'pending') return html`<p class="quiet">A question is being proven.</p>`;
  if ('why' in check) return html`<p class="quiet">No question for this code: ${inline(check.why)}</p>`;
  const start = (): void => actions.send({ type: 'startCheck', exerciseId: check.exerciseId });
  return html`${answered ? nothing : html`<p>One question about what this code does. Its answer is proven.</p>`}
    <vscode-button @click=${start}>${answered ? 'Check again' : 'Start quick check'}</vscode-button>`;
}
