import type { CallEntry, FileEntry } from './fileEntry.ts';
import { resolveModule } from './resolveModule.ts';

export interface LinkedCall {
  /** Path of the calling file. */
  readonly from: string;
  readonly call: CallEntry;
}

export interface ModuleLinks {
  callsTo(path: string, unitName: string): readonly LinkedCall[];
}

interface Target {
  readonly path: string;
  /** Name at the top level of `path`; `*` for the module itself. */
  readonly name: string;
}

/** How many times a name may be passed on from file to file. */
const longestChain = 6;

/** Follows names through imports, barrels, default and namespace imports of the given files; all at once, on first use. */
export function openModuleLinks(entries: ReadonlyMap<string, FileEntry>): ModuleLinks {
  const exists = (path: string): boolean => entries.has(path);
  let calls: Map<string, LinkedCall[]> | undefined;

  /** What a file gives under an exported name. */
  function exported(path: string, name: string, steps: number): Target | undefined {
    const entry = entries.get(path);
    if (!entry || steps > longestChain) return undefined;
    const own = entry.exports.find((candidate) => candidate.name === name && candidate.name !== '*');
    if (own) return own.module === undefined ? local(path, own.local, steps + 1) : through(path, own.module, own.local, steps);
    if (name === 'default') return undefined;
    for (const star of entry.exports) {
      if (star.name !== '*' || star.module === undefined) continue;
      const found = through(path, star.module, name, steps);
      if (found) return found;
    }
    return undefined;
  }

  function through(from: string, module: string, name: string, steps: number): Target | undefined {
    const path = resolveModule(from, module, exists);
    if (path === undefined) return undefined;
    return name === '*' ? { path, name: '*' } : exported(path, name, steps + 1);
  }

  /** What a name means at the top level of a file. */
  function local(path: string, name: string, steps: number): Target | undefined {
    const imported = entries.get(path)?.imports.find((candidate) => candidate.local === name);
    return imported ? through(path, imported.module, imported.imported, steps) : { path, name };
  }

  function targetOf(path: string, names: readonly string[]): { readonly path: string; readonly unitName: string } | undefined {
    const [root, ...members] = names;
    let target = root === undefined ? undefined : local(path, root, 0);
    if (target?.name === '*') {
      const member = members.shift();
      target = member === undefined ? exported(target.path, 'default', 0) : exported(target.path, member, 0);
    }
    return target && target.name !== '*' ? { path: target.path, unitName: [target.name, ...members].join('.') } : undefined;
  }

  function linkAll(): Map<string, LinkedCall[]> {
    const linked = new Map<string, LinkedCall[]>();
    for (const [from, entry] of entries) {
      const known = new Map<string, string | undefined>();
      for (const call of entry.calls) {
        const written = call.names.join('.');
        if (!known.has(written)) {
          const target = targetOf(from, call.names);
          known.set(written, target && `${target.path}\n${target.unitName}`);
        }
        const key = known.get(written);
        if (key === undefined) continue;
        const list = linked.get(key);
        if (list) list.push({ from, call });
        else linked.set(key, [{ from, call }]);
      }
    }
    return linked;
  }

  return {
    callsTo(path, unitName) {
      calls ??= linkAll();
      const own = calls.get(`${path}\n${unitName}`) ?? [];
      // `new Cart()` runs the constructor.
      const made = unitName.endsWith('.constructor') ? (calls.get(`${path}\n${unitName.slice(0, -'.constructor'.length)}`) ?? []) : [];
      return [...own, ...made];
    },
  };
}
