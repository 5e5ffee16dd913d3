import { svg } from 'lit';
import type { SVGTemplateResult } from 'lit';

/** 16 × 16, drawn in the text's colour; the word beside it says the same. */
export type Icon = 'right' | 'wrong' | 'unsure' | 'warning' | 'info';

const paths: Record<Icon, SVGTemplateResult> = {
  right: svg`<path d="M3 8.5 6.5 12 13 4.5" />`,
  wrong: svg`<path d="M4 4l8 8M12 4l-8 8" />`,
  unsure: svg`<circle cx="8" cy="8" r="6.2" /><path d="M6.2 6.4c0-2.6 3.8-2.4 3.8-.1 0 1.5-2 1.5-2 3M8 11.4v.6" />`,
  warning: svg`<path d="M8 2.2 14.2 13H1.8zM8 6.4v3M8 11v.6" />`,
  info: svg`<circle cx="8" cy="8" r="6.2" /><path d="M8 7.4v3.8M8 4.6v.6" />`,
};

export function icon(name: Icon): SVGTemplateResult {
  return svg`<svg class="icon ${name}" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">${paths[name]}</svg>`;
}
