import type { Observation } from '../../terms/proof.ts';

/** Equal strings mean nothing observable differs. */
export function sameObservation(left: Observation, right: Observation): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}
