import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Screen } from '../src/protocol.ts';
import type { Explanation, Sentence } from '../src/terms/explanation.ts';
import type { UnitPanel } from '../src/terms/panel.ts';
import { fold } from './fold.ts';
import { icon } from './icons.ts';
import type { Actions, UiState } from './uiState.ts';
import { fileName, inline, linesLabel, linesSpoken } from './words.ts';

interface Placed {
  readonly sentence: Sentence;
  readonly part: keyof Explanation;
  readonly index: number;
}

/** What is known of one unit: proved sentences by section, what was recorded, what a model said, and its quick check. */
export function unitScreen(
  { unit, canReveal }: Extract<Screen, { kind: 'unit' }>,
  pinned: boolean,
  ui: UiState,
  actions: Actions,
): TemplateResult {
  const placed = (part: keyof Explanation, section?: Sentence['section']): readonly Placed[] =>
    unit.explanation[part]
      .map((sentence, index) => ({ sentence, part, index }))
      .filter(({ sentence }) => section === undefined || (sentence.section ?? 'how it runs') === section);
  const list = (title: string, sentences: readonly Placed[]): TemplateResult | typeof nothing =>
    sentenceList(title, sentences, unit, canReveal, actions);
  return html`<article aria-labelledby="heading">
    ${header(unit, canReveal, pinned, ui, actions)} ${list('In one line', placed('proved', 'in one line'))}
    ${list('How it runs', placed('proved', 'how it runs'))} ${list('Watch out', placed('proved', 'watch out'))}
    ${unit.explanation.proved.length === 0 ? html`<p class="quiet">Nothing was found that the code does not already say.</p>` : nothing}
    ${quickCheck(unit, actions)} ${list('In this project', placed('proved', 'in this project'))} ${list('Recorded', placed('recorded'))}
    ${list('Said by a model, may be wrong', placed('said'))}
    <p class="source">${unit.explanation.proved.length > 0 ? 'Proved from the code by static analysis.' : nothing}</p>
  </article>`;
}

function header(unit: UnitPanel, canReveal: boolean, pinned: boolean, ui: UiState, actions: Actions): TemplateResult {
  const place = `${fileName(unit.path)}, ${linesLabel(unit.lines)}`;
  const evidence = html`<ul class="evidence">
    ${
      unit.evidence.length === 0
        ? html`<li>Nothing was recorded about who wrote this.</li>`
        : unit.evidence.map(({ why, where }) => html`<li>${inline(why)} <span class="meta">${where}</span></li>`)
    }
  </ul>`;
  return html`<header>
    <h1 id="heading" tabindex="-1">${unit.name}</h1>
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
      <button type="button" class="link" @click=${() => actions.send({ type: 'pin', pinned: !pinned })}>${pinned ? 'Unpin' : 'Pin'}</button>
      <button type="button" class="link" @click=${() => actions.send({ type: 'refresh' })}>Refresh</button>
      <span class="meta">${pinned ? 'Stays on this code' : 'Follows the caret'}</span>
    </div>
  </header>`;
}

function sentenceList(
  title: string,
  sentences: readonly Placed[],
  unit: UnitPanel,
  canReveal: boolean,
  actions: Actions,
): TemplateResult | typeof nothing {
  if (sentences.length === 0) return nothing;
  const id = `section-${title.replaceAll(/\W+/gu, '-').toLowerCase()}`;
  return html`<section aria-labelledby=${id}>
    <h2 id=${id}>${title === 'Watch out' ? icon('warning') : nothing}${title}</h2>
    <ul class="sentences" data-roving>
      ${sentences.map((placed) => sentenceItem(placed, unit, canReveal, actions))}
    </ul>
  </section>`;
}

function sentenceItem({ sentence, part, index }: Placed, unit: UnitPanel, canReveal: boolean, actions: Actions): TemplateResult {
  const about = { unitKey: unit.key, part, index };
  const highlight = (): void => actions.send({ type: 'highlightSentence', ...about });
  const clear = (): void => actions.send({ type: 'clearHighlight' });
  const label = sentence.lines.map(linesLabel).join(', ');
  const spoken = sentence.lines.map(linesSpoken).join(' and ');
  const reveal = (): void => actions.send({ type: 'revealSentence', ...about });
  return html`<li @mouseenter=${highlight} @mouseleave=${clear} @focusin=${highlight} @focusout=${clear}>
    ${inline(sentence.text)}
    ${
      label === ''
        ? nothing
        : canReveal
          ? html`<button type="button" class="link lines" aria-label="Show ${spoken}" @click=${reveal}>${label}</button>`
          : html`<span class="meta">${label}</span>`
    }
  </li>`;
}

function quickCheck(unit: UnitPanel, actions: Actions): TemplateResult {
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
