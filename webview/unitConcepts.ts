import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { UnitPanel } from '../src/terms/panel.ts';
import { inline } from './words.ts';

/** The idioms that the unit shows, with a line on each. */
export function unitConcepts({ explanation: { concepts = [] } }: UnitPanel): TemplateResult | typeof nothing {
  if (concepts.length === 0) return nothing;
  return html`<section aria-labelledby="section-concepts">
    <h2 id="section-concepts">Concepts</h2>
    <dl class="concepts">
      ${concepts.map(
        ({ id, why }) =>
          html`<dt>${id.replaceAll('-', ' ')}</dt>
            <dd>${inline(why)}</dd>`,
      )}
    </dl>
  </section>`;
}
