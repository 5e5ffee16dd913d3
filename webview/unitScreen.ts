import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Screen } from '../src/protocol.ts';
import { modelSection } from './modelSection.ts';
import { ownWordsSection } from './ownWordsSection.ts';
import type { Actions, UiState } from './uiState.ts';
import { editorUnitScreen } from './editorUnitScreen.ts';
import { unitCheck } from './unitCheck.ts';
import { unitConcepts } from './unitConcepts.ts';
import { unitHeader } from './unitHeader.ts';
import { inOneLine, otherSection, provedSection } from './unitSentences.ts';

/** What is known of one unit: one file a section, in the order of the screen. */
export function unitScreen(
  { unit, canReveal, model }: Extract<Screen, { kind: 'unit' }>,
  pinned: boolean,
  ui: UiState,
  actions: Actions,
): TemplateResult {
  const parts = { unit, canReveal, actions };
  if (unit.editor !== undefined) return editorUnitScreen(unit, unit.editor, { canReveal, model, pinned }, ui, actions);
  const { proved } = unit.explanation;
  return html`<article aria-labelledby="heading">
    ${unitHeader(unit, canReveal, pinned, ui, actions)} ${inOneLine(parts)} ${provedSection('how it runs', parts)}
    ${provedSection('watch out', parts)} ${provedSection('what this change altered', parts)}
    ${proved.length === 0 ? html`<p class="quiet">Nothing was found that the code does not already say.</p>` : nothing}
    ${unitCheck(unit, actions)} ${provedSection('in this project', parts)} ${otherSection('recorded', 'Why it is there', parts)}
    ${unitConcepts(unit)} ${otherSection('said', 'Said by a model, may be wrong', parts)}
    ${ownWordsSection(unit, model?.ownWords, ui, actions)} ${modelSection(model?.panel ?? { kind: 'idle' }, unit, ui, actions)}
    <p class="source">
      ${proved.length > 0 ? 'Proved from the code by static analysis.' : nothing}
      ${unit.explanation.recorded.length > 0 ? '“Why it is there” is what git, this editor and agents recorded.' : nothing}
    </p>
  </article>`;
}
