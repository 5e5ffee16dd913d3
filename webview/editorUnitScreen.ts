import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { ModelSection } from '../src/terms/model.ts';
import type { UnitPanel } from '../src/terms/panel.ts';
import { languageName } from './languageName.ts';
import { modelSection } from './modelSection.ts';
import type { Actions, UiState } from './uiState.ts';
import { unitHeader } from './unitHeader.ts';
import { otherSection } from './unitSentences.ts';

interface Shown {
  readonly canReveal: boolean;
  readonly pinned: boolean;
  readonly model: ModelSection | undefined;
}

/** Code in a language that is not analysed: what the editor knows, what was recorded, and a model to ask. No proofs, and it says so. */
export function editorUnitScreen(
  unit: UnitPanel,
  { language, hover }: NonNullable<UnitPanel['editor']>,
  { canReveal, pinned, model }: Shown,
  ui: UiState,
  actions: Actions,
): TemplateResult {
  const parts = { unit, canReveal, actions };
  return html`<article aria-labelledby="heading">
    ${unitHeader(unit, canReveal, pinned, ui, actions)}
    <p class="quiet">Nothing here is proven: ${languageName(language)} is not analysed. There is no quick check for it.</p>
    ${
      hover.length === 0
        ? nothing
        : html`<section aria-labelledby="editor-knows">
            <h2 id="editor-knows">What the editor knows</h2>
            ${hover.map((text) => html`<p class="editor-hover">${text}</p>`)}
          </section>`
    }
    ${otherSection('recorded', 'Why it is there', parts)}
    ${
      unit.explanation.recorded.length === 0
        ? html`<p class="quiet">No commit and no agent’s record was found for these lines.</p>`
        : nothing
    }
    ${modelSection(model?.panel ?? { kind: 'idle' }, unit, ui, actions)}
    <p class="source">
      ${hover.length > 0 ? 'What the editor knows comes from the extension that brings this language.' : nothing}
      ${unit.explanation.recorded.length > 0 ? '“Why it is there” is what git, this editor and agents recorded.' : nothing}
    </p>
  </article>`;
}
