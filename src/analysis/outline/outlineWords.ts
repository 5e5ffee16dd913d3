import { ts } from 'ts-morph';
import type { Step } from '../../terms/outline.ts';
import type { LineRange } from '../../terms/ranges.ts';
import { lineRangeOf } from '../lineRangeOf.ts';
import { withoutParentheses } from '../ownCode.ts';

const longestQuote = 44;
const longestStep = 220;

/** A step in a list, or an empty list when its sentence would be too long. A long node counts with its first line only. */
export function step(text: string, ...on: readonly ts.Node[]): readonly Step[] {
  return text.length > longestStep || on.length === 0 ? [] : [{ text, lines: linesOf(on) }];
}

/** The lines of nodes in order, each range once; of more than four lines only the first. */
export function linesOf(on: readonly ts.Node[]): readonly LineRange[] {
  const ranges = on.map((node): LineRange => {
    const range = lineRangeOf(node, node.getSourceFile());
    return range[1] - range[0] > 3 ? [range[0], range[0]] : range;
  });
  return [...new Map(ranges.map((range) => [range.join(), range])).values()].toSorted((left, right) => left[0] - right[0]);
}

/** The code of a node in backticks, on one line; `undefined` when it is too long to be read inside a sentence. */
export function quote(node: ts.Node, most = longestQuote): string | undefined {
  const inner = ts.isParenthesizedExpression(node) ? withoutParentheses(node) : node;
  const text = inner.getText().replaceAll(/\s+/gu, ' ');
  return text.length > most || text.includes('`') || text.includes('=>') || text.includes('/*') || text.includes('//')
    ? undefined
    : `\`${text}\``;
}

/** `a`, `a and b`, `a, b and c`; of more than `most`, `a, b and 3 more`. */
export function inWords(parts: readonly string[], most = 4, last = 'and'): string {
  const unique = [...new Set(parts)];
  const shown = unique.length > most ? unique.slice(0, most - 1) : unique;
  const all = unique.length > most ? [...shown, `${unique.length - shown.length} more`] : shown;
  return all.length < 2 ? all.join('') : `${all.slice(0, -1).join(', ')} ${last} ${all.at(-1)}`;
}

const numbers = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];

/** `three checks`, `12 checks`. */
export function counted(count: number, singular: string, plural = `${singular}s`): string {
  return `${numbers[count] ?? String(count)} ${count === 1 ? singular : plural}`;
}

export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** `line 4`, or `lines 4 to 9`. */
export function linesInWords(node: ts.Node): string {
  const [first, last] = lineRangeOf(node, node.getSourceFile());
  return first === last ? `line ${first}` : `lines ${first} to ${last}`;
}
