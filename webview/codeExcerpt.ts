import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { listedLines, type QuestionCode } from '../src/terms/exercise.ts';
import type { LineRange } from '../src/terms/ranges.ts';

const marks = { '-': 'removed', '+': 'added', ' ': '' };

/** Code with its line numbers, a scroll region of its own; `deciding` lines are marked by a bar and named in the label. */
export function codeExcerpt(code: QuestionCode, deciding: readonly LineRange[]): TemplateResult {
  const lines = listedLines(code);
  const last = Math.max(...lines.map(({ number }) => number ?? 0));
  const isDeciding = (line: number): boolean => deciding.some((range) => line >= range[0] && line <= range[1]);
  const label = last === code.firstLine ? `Code, line ${last}` : `Code, lines ${code.firstLine} to ${last}`;
  return html`<div class="code" role="region" tabindex="0" aria-label=${label}>
    <pre>
${lines.map(
        ({ number, text, mark }) =>
          html`<span class="code-line ${marks[mark]} ${number !== undefined && isDeciding(number) ? 'deciding' : ''}"
            ><span class="line-number" aria-hidden="true">${number ?? ''}</span>${
              code.change ? html`<span class="mark" aria-hidden="true">${mark}</span>` : nothing
            }${mark === ' ' ? nothing : html`<span class="visually-hidden">${marks[mark]}: </span>`}<span class="line-text"
              >${text === '' ? ' ' : text}</span
            ></span
          >`,
      )}</pre>
  </div>`;
}
