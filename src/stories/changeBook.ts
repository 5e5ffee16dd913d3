import type { ChangeStore } from '../changes/changeStore.ts';
import type { Change, ChangeSummary } from '../terms/change.ts';
import type { ChangeId, UnitKey } from '../terms/ids.ts';
import type { PackageNews } from '../terms/packageNews.ts';

/** More than these wait at once for nobody: the oldest expire without a word. */
const mostUnchecked = 5;
const mostListed = 20;

export type TouchedUnit = ChangeSummary['units'][number];

/** The Changes of this window's roots, newest first, with what of them is still unchecked. */
export interface ChangeBook {
  /** Roots whose changes this window shows; adding one twice is harmless. */
  addRoot(root: string): void;
  roots(): readonly string[];
  /** Keeps a change that touched something worth knowing; one without units is dropped. */
  add(change: Change, originText: string, units: readonly TouchedUnit[]): void;
  /** Keeps what a change means for packages, and the change with it where it touched nothing else. */
  addPackages(change: Change, originText: string, packages: readonly PackageNews[]): void;
  list(): readonly ChangeSummary[];
  /** Keys of units that an unchecked change touched and nobody has checked since. */
  uncheckedKeys(): ReadonlySet<UnitKey>;
  /** Changes of the list that touched this unit, newest first. */
  touching(key: UnitKey): readonly ChangeSummary[];
  find(id: ChangeId): { readonly change: Change; readonly summary: ChangeSummary } | undefined;
  markChecked(key: UnitKey): void;
  /** The unit was edited: the same name now has another key, and the change follows it. */
  follow(path: string, name: string, key: UnitKey, line: number): void;
}

export function createChangeBook(parts: { readonly store: ChangeStore; readonly onChanged: () => void }): ChangeBook {
  const roots = new Set<string>();
  const list = (): readonly ChangeSummary[] =>
    [...roots]
      .flatMap((root) => parts.store.recent(root, mostListed))
      .sort((left, right) => right.at - left.at)
      .slice(0, mostListed);
  const waiting = (): readonly ChangeSummary[] => list().filter((change) => change.state === 'unchecked');

  /** A commit holds what a suggestion or an agent's run brought before it: the earlier change is the same news. */
  const supersede = (change: Change, units: readonly TouchedUnit[]): void => {
    const keys = new Set(units.map((unit) => unit.key));
    for (const earlier of waiting()) {
      if (earlier.id === change.id || earlier.kind === 'commit') continue;
      if (earlier.units.length > 0 && earlier.units.every((unit) => keys.has(unit.key))) parts.store.setState(earlier.id, 'expired');
    }
  };

  return {
    addRoot: (root) => void roots.add(root),
    roots: () => [...roots],
    add(change, originText, units) {
      if (units.length === 0) return;
      roots.add(change.root);
      const { id, kind, title, at, root } = change;
      if (kind === 'commit') supersede(change, units);
      parts.store.save(change, { id, root, kind, title, originText, state: 'unchecked', at, units });
      for (const old of waiting().slice(mostUnchecked)) parts.store.setState(old.id, 'expired');
      parts.onChanged();
    },
    addPackages(change, originText, packages) {
      if (packages.length === 0) return;
      roots.add(change.root);
      const { id, kind, title, at, root } = change;
      const fresh = { change, summary: { id, root, kind, title, originText, state: 'unchecked', at, units: [] } } as const;
      // Its units may have been followed through edits since.
      const known = parts.store.find(id) ?? fresh;
      parts.store.save({ ...known.change, packages }, { ...known.summary, packages });
      for (const old of waiting().slice(mostUnchecked)) parts.store.setState(old.id, 'expired');
      parts.onChanged();
    },
    list,
    uncheckedKeys: () => new Set(waiting().flatMap((change) => change.units.filter((unit) => !unit.checked).map((unit) => unit.key))),
    touching: (key) => list().filter((change) => change.units.some((unit) => unit.key === key)),
    find: (id) => parts.store.find(id),
    markChecked(key) {
      parts.store.markUnitChecked(key);
      parts.onChanged();
    },
    follow(path, name, key, line) {
      let moved = false;
      for (const summary of waiting()) {
        const stale = summary.units.find(
          (unit) => unit.path === path && unit.name === name && !unit.checked && (unit.key !== key || unit.line !== line),
        );
        const found = stale && parts.store.find(summary.id);
        if (!found) continue;
        const units = found.summary.units.map((unit) => (unit.path === path && unit.name === name ? { ...unit, key, line } : unit));
        parts.store.save(found.change, { ...found.summary, units });
        moved = true;
      }
      if (moved) parts.onChanged();
    },
  };
}
