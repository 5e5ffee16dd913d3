import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Explanation, Section, Sentence } from '../src/terms/explanation.ts';
import type { UnitPanel } from '../src/terms/panel.ts';
import { icon } from './icons.ts';
import type { Actions } from './uiState.ts';
import { allLinesLabel, inline, linesSpoken, outermost } from './words.ts';

type Part = 'proved' | 'recorded' | 'said';

interface Placed {
  readonly sentence: Sentence;
  readonly part: Part;
  readonly index: number;
}

export interface Sentences {
  readonly unit: UnitPanel;
  readonly canReveal: boolean;
  readonly actions: Actions;
}

const titles: Readonly<Record<Section, string>> = {
  'in one line': 'In one line',
  'how it runs': 'How it runs',
  'watch out': 'Watch out',
  'what this change altered': 'What this change altered',
  'in this project': 'In this project',
  'why it is there': 'Why it is there',
};

/** The proved sentences of one section under its title; nothing where there are none. */
export function provedSection(section: Section, parts: Sentences): TemplateResult | typeof nothing {
  const placed = placedIn(parts.unit.explanation, 'proved').filter(({ sentence }) => (sentence.section ?? 'how it runs') === section);
  return sentenceList(titles[section], placed, parts);
}

/** What the unit does here, in a sentence of its own under the header. */
export function inOneLine(parts: Sentences): TemplateResult | typeof nothing {
  const placed = placedIn(parts.unit.explanation, 'proved').filter(({ sentence }) => sentence.section === 'in one line');
  return placed.length === 0
    ? nothing
    : html`<ul class="summary" aria-label="In one line">
        ${placed.map((each) => sentenceItem(each, parts))}
      </ul>`;
}

/** What edits, git and people recorded, or what a model said. */
export function otherSection(part: 'recorded' | 'said', title: string, parts: Sentences): TemplateResult | typeof nothing {
  return sentenceList(title, placedIn(parts.unit.explanation, part), parts);
}

function placedIn(explanation: Explanation, part: Part): readonly Placed[] {
  return explanation[part].map((sentence, index) => ({ sentence, part, index }));
}

function sentenceList(title: string, sentences: readonly Placed[], parts: Sentences): TemplateResult | typeof nothing {
  if (sentences.length === 0) return nothing;
  const id = `section-${title.replaceAll(/\W+/gu, '-').toLowerCase()}`;
  const items = sentences.map((placed) => sentenceItem(placed, parts));
  return html`<section aria-labelledby=${id}>
    <h2 id=${id}>${title === titles['watch out'] ? icon('warning') : nothing}${title}</h2>
    <ul class="sentences" data-roving>
      ${items}
    </ul>
  </section>`;
}

/** The sentence with a button for each place that can be gone to. */
function withPlaces({ text, places = [] }: Sentence, go: (place: number) => void): readonly (TemplateResult | ReturnType<typeof inline>)[] {
  const starts = [0, ...places.map(([, to]) => to)];
  return starts.flatMap((start, index) => {
    const place = places[index];
    const before = inline(text.slice(start, place?.[0]));
    if (place === undefined) return [before];
    return [before, html`<button type="button" class="link" @click=${() => go(index)}>${text.slice(...place)}</button>`];
  });
}

/** Hovering or focusing a sentence marks its lines in the editor; its button shows them. */
function sentenceItem({ sentence, part, index }: Placed, { unit, canReveal, actions }: Sentences): TemplateResult {
  const about = { unitKey: unit.key, part, index };
  const highlight = (): void => actions.send({ type: 'highlightSentence', ...about });
  const clear = (): void => actions.send({ type: 'clearHighlight' });
  // What callers do does not stand on the unit's own first line; hovering still marks it.
  const shown = sentence.section === 'in this project' ? [] : outermost(sentence.lines);
  const label = allLinesLabel(shown);
  const spoken = shown.map(linesSpoken).join(' and ');
  const reveal = (): void => actions.send({ type: 'revealSentence', ...about });
  return html`<li @mouseenter=${highlight} @mouseleave=${clear} @focusin=${highlight} @focusout=${clear}>
    ${withPlaces(sentence, (place) => actions.send({ type: 'revealPlace', ...about, place }))}
    ${
      label === ''
        ? nothing
        : canReveal
          ? html`<button type="button" class="link lines" aria-label="Show ${spoken}" @click=${reveal}>${label}</button>`
          : html`<span class="meta">${label}</span>`
    }
  </li>`;
}
