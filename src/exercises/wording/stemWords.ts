import type { LineRange } from '../../terms/ranges.ts';

/** `Cart.total` → `total`: how a reader of the shown code knows the unit. */
export function lastName(name: string): string {
  return name.split('.').at(-1) ?? name;
}

/** A sentence that starts with code stays as it is. */
export function capitalised(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

/** For use after a colon. */
export function uncapitalised(text: string): string {
  return `${text.charAt(0).toLowerCase()}${text.slice(1)}`;
}

/** 1 → `first`. */
export function ordinal(count: number): string {
  return ['first', 'second', 'third', 'fourth', 'fifth'][count - 1] ?? `${count}th`;
}

/** `line 4` or `lines 4–6`. */
export function inLines([first, last]: LineRange): string {
  return first === last ? `line ${first}` : `lines ${first}–${last}`;
}
