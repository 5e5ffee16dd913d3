import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { ChangeSummary } from '../src/terms/change.ts';
import type { PackageNews } from '../src/terms/packageNews.ts';
import { fold } from './fold.ts';
import { icon } from './icons.ts';
import type { Actions, UiState } from './uiState.ts';
import { fileName, inline } from './words.ts';

const shownUnits = 4;

/** Changes nobody has checked yet, each with what it touched. */
export function changeList(changes: readonly ChangeSummary[], ui: UiState, actions: Actions): TemplateResult | typeof nothing {
  if (changes.length === 0) return nothing;
  return html`<section aria-labelledby="changes-heading">
    <h2 id="changes-heading">Not checked yet</h2>
    <ul class="changes">
      ${changes.map((change) => changeItem(change, ui, actions))}
    </ul>
  </section>`;
}

function changeItem(change: ChangeSummary, ui: UiState, actions: Actions): TemplateResult {
  const first = change.units.slice(0, shownUnits);
  const others = change.units.slice(shownUnits);
  const more = html`<ul class="units">
    ${others.map((unit) => unitItem(change, unit, actions))}
  </ul>`;
  return html`<li class="change">
    <h3>
      <button type="button" class="link" @click=${() => actions.send({ type: 'openChange', changeId: change.id })}>
        ${inline(change.title)}
      </button>
    </h3>
    <p class="meta">${kindInWords[change.kind]} · ${change.originText}</p>
    <ul class="units" data-roving>
      ${first.map((unit) => unitItem(change, unit, actions))}
    </ul>
    ${(change.packages ?? []).map((news, index) => packageItem(change, news, index, ui, actions))}
    ${others.length === 0 ? nothing : fold({ name: `units-${change.id}`, summary: `${others.length} more`, openAtFirst: false, body: more }, ui, actions)}
  </li>`;
}

/** What a change means for a package: one sentence that leads to the manifest, and what is known behind it. */
function packageItem(change: ChangeSummary, news: PackageNews, index: number, ui: UiState, actions: Actions): TemplateResult {
  const notes = html`<ul class="units">
    ${news.notes.map(
      ({ text, place }, note) =>
        html`<li>
          ${
            place === undefined
              ? html`<p>${inline(text)}</p>`
              : html`<button
                  type="button"
                  class="row"
                  @click=${() => actions.send({ type: 'openPackage', changeId: change.id, index, note })}
                >
                  <span>${inline(text)}</span>
                  <span class="row-place" title=${place.path}>${fileName(place.path)}:${place.line}</span>
                </button>`
          }
        </li>`,
    )}
  </ul>`;
  return html`<button type="button" class="row" @click=${() => actions.send({ type: 'openPackage', changeId: change.id, index })}>
      <span>${inline(news.text)}</span> <span class="row-place" title=${news.path}>${fileName(news.path)}:${news.line}</span>
    </button>
    ${news.notes.length === 0 ? nothing : fold({ name: `package-${change.id}-${news.name}`, summary: `What is known of ${news.name} here`, openAtFirst: false, body: notes }, ui, actions)}`;
}

function unitItem(change: ChangeSummary, unit: ChangeSummary['units'][number], actions: Actions): TemplateResult {
  const place = `${fileName(unit.path)}:${unit.line}`;
  return html`<li>
    <button type="button" class="row" @click=${() => actions.send({ type: 'openUnit', changeId: change.id, unitKey: unit.key })}>
      <span class="row-name">${unit.name}</span> <span class="row-place" title=${unit.path}>${place}</span>
      ${unit.checked ? html`<span class="row-state">${icon('right')}checked</span>` : nothing}
    </button>
  </li>`;
}

const kindInWords: Record<ChangeSummary['kind'], string> = {
  suggestion: 'accepted suggestion',
  'agent-run': 'files written from outside the editor',
  commit: 'commit',
  range: 'commits',
  staged: 'staged changes',
};
