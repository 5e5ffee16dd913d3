import type { Change, ChangeState, ChangeSummary } from '../terms/change.ts';
import type { ChangeId, UnitKey } from '../terms/ids.ts';

export interface ChangeStore {
  /** Saving the same id again replaces the units and keeps the state. Durable when it returns. */
  save(change: Change, summary: ChangeSummary): void;
  find(id: ChangeId): { readonly change: Change; readonly summary: ChangeSummary } | undefined;
  /** Newest first; `root` is the absolute path of the repository or folder. */
  recent(root: string, limit: number): readonly ChangeSummary[];
  setState(id: ChangeId, state: ChangeState): void;
  /** A checked unit is checked in every change that holds it; a change with all units checked becomes `checked`. */
  markUnitChecked(key: UnitKey): readonly ChangeId[];
  lastHead(root: string): string | undefined;
  setLastHead(root: string, commit: string): void;
}
