import type { Origin } from '../terms/origin.ts';

/**
 * Whether a person's keys were seen in some of a line of which the rest is of AI or not known. Evidence tells: that of the characters which
 * decide is kept, and where one kind has nine in ten of them the others' is not.
 */
export function handsInPart({ kind, evidence }: Origin): boolean {
  if (kind === 'mixed') return true;
  return kind === 'unknown' && evidence.some(({ source, strength }) => source === 'keyboard-receipt' && strength > 0);
}
