const sourceExtensions = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs'] as const;
/** What a compiled extension in an import may stand for in the sources. */
const sourceOf: ReadonlyMap<string, readonly string[]> = new Map([
  ['.js', ['.ts', '.tsx']],
  ['.jsx', ['.tsx']],
  ['.mjs', ['.mts']],
  ['.cjs', ['.cts']],
]);

/**
 * The file a relative import means, by its text alone; `undefined` for packages, aliases, and files that are not there.
 *
 * @param from path of the importing file, `/` between parts; the result has the same base
 */
export function resolveModule(from: string, module: string, exists: (path: string) => boolean): string | undefined {
  if (!/^\.\.?(\/|$)/.test(module)) return undefined;
  const parts = from.split('/').slice(0, -1);
  for (const part of module.split('/')) {
    if (part === '..') {
      if (parts.length === 0) return undefined;
      parts.pop();
    } else if (part !== '.' && part !== '') parts.push(part);
  }
  const base = parts.join('/');
  const extension = /\.[cm]?jsx?$/.exec(base)?.[0] ?? '';
  const stem = extension === '' ? base : base.slice(0, -extension.length);
  const candidates = [
    ...(sourceOf.get(extension) ?? []).map((other) => stem + other),
    base,
    ...sourceExtensions.map((other) => base + other),
    ...sourceExtensions.map((other) => (base === '' ? `index${other}` : `${base}/index${other}`)),
  ];
  return candidates.find(exists);
}
