import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { LineRange } from '../src/terms/ranges.ts';

/** A sentence in which names stand in backticks, as text and `code`; nothing else of it is interpreted. */
export function inline(text: string): readonly (string | TemplateResult)[] {
  const parts = text.split('`');
  if (parts.length % 2 === 0) {
    // One backtick has no partner: it is itself text.
    const [before = '', after = ''] = parts.splice(-2);
    parts.push(`${before}\`${after}`);
  }
  return parts.map((part, index) => (index % 2 === 0 ? part : html`<code>${part}</code>`));
}

/** The same text where no `code` can stand, as in a list of the browser's own. */
export function plain(text: string): string {
  return text.replaceAll('`', '');
}

/** A phrase such as "not text" as it stands alone: with a capital and a full stop. */
export function asSentence(phrase: string): string {
  const started = phrase.charAt(0).toUpperCase() + phrase.slice(1);
  return /[.!?…]$/.test(started) ? started : `${started}.`;
}

/** `line 7`, `lines 4–9`. */
export function linesLabel([first, last]: LineRange): string {
  return first === last ? `line ${first}` : `lines ${first}–${last}`;
}

/** `line 7`, `lines 4–9, 12`; nothing without any. */
export function allLinesLabel(ranges: readonly LineRange[]): string {
  const [only, ...others] = ranges;
  if (only === undefined) return '';
  if (others.length === 0) return linesLabel(only);
  return `lines ${ranges.map(([first, last]) => (first === last ? String(first) : `${first}–${last}`)).join(', ')}`;
}

/** Ranges that lie in no other of them. */
export function outermost(ranges: readonly LineRange[]): readonly LineRange[] {
  return ranges.filter((range, index) => !ranges.some((other, at) => at !== index && other[0] <= range[0] && range[1] <= other[1]));
}

/** `lines 4 to 9`: as a screen reader should say it. */
export function linesSpoken([first, last]: LineRange): string {
  return first === last ? `line ${first}` : `lines ${first} to ${last}`;
}

export function fileName(path: string): string {
  return path.split('/').at(-1) ?? path;
}
