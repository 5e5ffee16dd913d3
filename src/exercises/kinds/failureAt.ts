import type { BoundaryCall, Failure } from '../worlds/world.ts';

/** How a boundary call fails: one that answers with a promise rejects, any other throws. */
export function failureAt({ target, occurrence, async }: BoundaryCall): Failure {
  return { call: { target, occurrence }, with: async ? 'rejects' : 'throws' };
}
