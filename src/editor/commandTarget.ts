import type { ChangeId } from '../terms/ids.ts';
import type { Place } from '../tutor.ts';

/** What a command is about. `unit`: a line of a file named relative to a repository or workspace folder. */
export type CommandTarget =
  | { readonly kind: 'place'; readonly place: Place }
  | { readonly kind: 'change'; readonly changeId: ChangeId }
  | { readonly kind: 'unit'; readonly root?: string; readonly path: string; readonly line: number }
  | { readonly kind: 'caret' };

/**
 * Reads a command's first argument, which may come from anywhere: a hover link, a tree item, a keybinding, another extension.
 * Whatever is not understood means "where the caret is".
 */
export function commandTarget(argument: unknown): CommandTarget {
  const caret: CommandTarget = { kind: 'caret' };
  if (!isRecord(argument)) return caret;
  const { uri, line, changeId, change, unit } = argument;
  if (typeof uri === 'string' && isLine(line)) return { kind: 'place', place: { uri, line } };
  if (typeof changeId === 'string') return { kind: 'change', changeId: changeId as ChangeId };
  if (!isRecord(change) || typeof change['id'] !== 'string') return caret;
  if (!isRecord(unit)) return { kind: 'change', changeId: change['id'] as ChangeId };
  const { path, line: unitLine } = unit;
  if (typeof path !== 'string' || !isLine(unitLine)) return caret;
  const { root } = change;
  return { kind: 'unit', path, line: unitLine, ...(typeof root === 'string' && { root }) };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isLine(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 1;
}
