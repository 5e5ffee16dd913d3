import type { FileEntry } from './fileEntry.ts';
import { packageOf } from './moduleMentions.ts';
import { resolveModule } from './resolveModule.ts';

/** Where a file sits among the files of its repository, by imports with relative paths; test files count only as tests. */
export interface Placement {
  /** Files that import it themselves. */
  readonly importers: number;
  /** Files that reach it through imports, importers among them. */
  readonly dependents: number;
  /** All files that are no tests. */
  readonly files: number;
  /** Test files that import it themselves. */
  readonly tests: readonly string[];
  /** 0: loads no other file; else one more than the highest that it, or a file of its cycle, loads. */
  readonly layer: number;
  /** Files that it loads and that load it, directly or through others. */
  readonly cycle: readonly string[];
}

export interface ImportGraph {
  placementOf(path: string): Placement | undefined;
  /** Whether no file but this one names the package in any import. */
  isOnlyUserOf(path: string, packageName: string): boolean;
}

export function openImportGraph(entries: ReadonlyMap<string, FileEntry>, isTest: (path: string) => boolean): ImportGraph {
  const exists = (path: string): boolean => entries.has(path);
  const targets = (from: string, modules: readonly string[]): readonly string[] => [
    ...new Set(modules.flatMap((module) => resolveModule(from, module, exists) ?? [])),
  ];
  const loads = new Map<string, readonly string[]>();
  const importers = new Map<string, string[]>();
  const users = new Map<string, Set<string>>();
  for (const [path, { modules }] of entries) {
    loads.set(path, targets(path, modules.loaded));
    for (const target of targets(path, [...modules.loaded, ...modules.others])) {
      const known = importers.get(target);
      if (known) known.push(path);
      else importers.set(target, [path]);
    }
    for (const module of [...modules.loaded, ...modules.others]) {
      const name = packageOf(module);
      if (name === undefined) continue;
      const known = users.get(name);
      if (known) known.add(path);
      else users.set(name, new Set([path]));
    }
  }
  const files = [...entries.keys()].filter((path) => !isTest(path)).length;

  function reached(from: string, next: (path: string) => readonly string[]): ReadonlySet<string> {
    const seen = new Set<string>();
    const waiting = [from];
    for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
      for (const other of next(path)) {
        if (seen.has(other)) continue;
        seen.add(other);
        waiting.push(other);
      }
    }
    return seen;
  }

  // Built on the first question: most runs ask none.
  let known: ReadonlyMap<string, Component> | undefined;

  return {
    placementOf(path) {
      if (!entries.has(path)) return undefined;
      known ??= componentsOf(loads);
      const direct = importers.get(path) ?? [];
      const dependents = [...reached(path, (at) => (importers.get(at) ?? []).filter((from) => !isTest(from)))];
      const component = known.get(path);
      return {
        importers: direct.filter((from) => !isTest(from)).length,
        dependents: dependents.filter((other) => other !== path).length,
        files,
        tests: direct.filter(isTest).toSorted(),
        layer: component?.layer ?? 0,
        cycle: (component?.files ?? []).filter((other) => other !== path).toSorted(),
      };
    },
    isOnlyUserOf(path, packageName) {
      const known = users.get(packageName);
      return known?.size === 1 && known.has(path);
    },
  };
}

/** Files that all load each other, or one file. */
interface Component {
  readonly files: readonly string[];
  readonly layer: number;
}

/** Tarjan's strongly connected components, https://doi.org/10.1137/0201010: each is found after all that it loads. */
function componentsOf(loads: ReadonlyMap<string, readonly string[]>): ReadonlyMap<string, Component> {
  const found = new Map<string, Component>();
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const open: string[] = [];
  const visit = (path: string): void => {
    order.set(path, order.size);
    lowest.set(path, order.get(path) ?? 0);
    open.push(path);
    for (const other of loads.get(path) ?? []) {
      if (!order.has(other)) visit(other);
      if (!found.has(other)) lowest.set(path, Math.min(lowest.get(path) ?? 0, lowest.get(other) ?? 0));
    }
    if (lowest.get(path) !== order.get(path)) return;
    const files = open.splice(open.indexOf(path));
    const below = files.flatMap((file) => (loads.get(file) ?? []).flatMap((other) => found.get(other)?.layer ?? []));
    const component = { files, layer: below.length === 0 ? 0 : 1 + Math.max(...below) };
    for (const file of files) found.set(file, component);
  };
  for (const path of loads.keys()) if (!order.has(path)) visit(path);
  return found;
}
