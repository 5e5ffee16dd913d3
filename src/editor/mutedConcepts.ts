import type { Snapshot } from '../protocol.ts';

/** A snapshot without the concepts that the person muted. */
export function withoutMuted(snapshot: Snapshot, muted: (concept: string) => boolean): Snapshot {
  const { screen } = snapshot;
  if (screen.kind !== 'unit' || screen.unit.explanation.concepts?.some(({ id }) => muted(id)) !== true) return snapshot;
  const { explanation } = screen.unit;
  const concepts = explanation.concepts?.filter(({ id }) => !muted(id)) ?? [];
  return { ...snapshot, screen: { ...screen, unit: { ...screen.unit, explanation: { ...explanation, concepts } } } };
}
