import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { SaidBlock, SaidSentence } from '../src/terms/said.ts';
import { inline } from './words.ts';

/** A model's words: text in paragraphs, lists and code, nothing that could be followed or loaded. What is struck says why. */
export function saidBlocks(blocks: readonly SaidBlock[]): TemplateResult {
  return html`<div class="said">${blocks.map(block)}</div>`;
}

function block(said: SaidBlock): TemplateResult {
  switch (said.kind) {
    case 'paragraph':
      return html`<p>${said.sentences.map(sentence)}</p>`;
    case 'list': {
      const items = said.items.map((item) => html`<li>${item.map(sentence)}</li>`);
      return said.ordered
        ? html`<ol class="said-list">
            ${items}
          </ol>`
        : html`<ul class="said-list">
            ${items}
          </ul>`;
    }
    case 'code':
      return html`<pre class="said-code" tabindex="0" role="region" aria-label="Code in the model's answer">${said.text}</pre>`;
  }
}

function sentence({ text, struck }: SaidSentence): TemplateResult {
  return struck === undefined
    ? html`<span>${inline(text)} </span>`
    : html`<s>${inline(text)}</s> <span class="meta struck">Struck: it ${inline(struck.replace(/\.$/u, ''))}. </span>`;
}
