import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { CheckPanel } from '../src/terms/panel.ts';
import type { LineRange } from '../src/terms/ranges.ts';

/** Code with its line numbers, a scroll region of its own; `deciding` lines are marked by a bar and named in the label. */
export function codeExcerpt(code: CheckPanel['code'], deciding: readonly LineRange[]): TemplateResult {
  const lines = code.text.replace(/\r?\n$/u, '').split(/\r?\n/u);
  const last = code.firstLine + lines.length - 1;
  const isDeciding = (line: number): boolean => deciding.some((range) => line >= range[0] && line <= range[1]);
  const label = lines.length === 1 ? `Code, line ${last}` : `Code, lines ${code.firstLine} to ${last}`;
  return html`<div class="code" role="region" tabindex="0" aria-label=${label}>
    <pre>
${lines.map((text, index) => {
        const line = code.firstLine + index;
        return html`<span class="code-line ${isDeciding(line) ? 'deciding' : ''}"
          ><span class="line-number" aria-hidden="true">${line}</span><span class="line-text">${text === '' ? ' ' : text}</span></span
        >`;
      })}</pre>
  </div>`;
}
