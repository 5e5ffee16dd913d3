import type { AskedUnit } from './collectItems.ts';

/** Where the question of a silent unit is lost, the stage first. */
export function lossOf({ scenarios, tried, why = '' }: AskedUnit): string {
  if (tried.length === 0) return `no world: ${why}`;
  if (tried.every(({ drafts }) => drafts.length === 0)) return `no draft of ${String(scenarios)} scenarios`;
  if (tried.some(({ drafts }) => drafts.some(({ ok }) => ok))) return `passed, and not taken: ${why}`;
  return `struck: ${why}`;
}

/** Whether it only holds functions, each of them a unit of its own. */
export function holdsOthers({ kind, why = '' }: AskedUnit): boolean {
  return kind === 'class' || kind === 'module' || why === 'it mostly holds functions that are asked about on their own';
}
