import type { ProgramHost } from '../../src/analysis/programHost.ts';

/** Files by absolute path; `links` map a path to the place it really is. Remembers what was read. */
export function memoryHost(
  files: Readonly<Record<string, string>>,
  links: Readonly<Record<string, string>> = {},
): ProgramHost & { readonly read: string[] } {
  const read: string[] = [];
  const resolved = (path: string): string => {
    for (const [link, target] of Object.entries(links))
      if (path === link || path.startsWith(`${link}/`)) return target + path.slice(link.length);
    return path;
  };
  const isDirectory = (path: string): boolean => Object.keys(files).some((file) => file.startsWith(`${path}/`));
  return {
    read,
    readFile(file) {
      read.push(resolved(file));
      return files[resolved(file)];
    },
    version: (file) => files[resolved(file)],
    isDirectory: (directory) => isDirectory(resolved(directory)),
    folders: (directory) => [
      ...new Set(
        Object.keys(files)
          .filter((file) => file.startsWith(`${resolved(directory)}/`))
          .map((file) => file.slice(resolved(directory).length + 1))
          .filter((rest) => rest.includes('/'))
          .map((rest) => rest.split('/')[0] ?? ''),
      ),
    ],
    realpath(path) {
      const real = resolved(path);
      return files[real] !== undefined || isDirectory(real) ? real : undefined;
    },
  };
}
