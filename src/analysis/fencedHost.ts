import type { ProgramHost } from './programHost.ts';

/**
 * The same files, but only those whose real place is inside `root`: neither `..` nor a link leads out.
 * Everything outside looks as if it did not exist.
 */
export function fencedHost(host: ProgramHost, root: string): ProgramHost {
  const realRoot = host.realpath(root) ?? root;
  const directories = new Map<string, boolean>();

  /** Links to files are as dangerous as links to folders; folders are asked once. */
  const isInside = (path: string): boolean => {
    if (!within(root, path) && !within(realRoot, path)) return false;
    const slash = path.lastIndexOf('/');
    const directory = path.slice(0, slash);
    let known = directories.get(directory);
    if (known === undefined) {
      const real = host.realpath(directory);
      known = real !== undefined && within(realRoot, real);
      directories.set(directory, known);
    }
    if (!known) return false;
    const real = host.realpath(path);
    return real !== undefined && within(realRoot, real);
  };

  return {
    readFile: (file) => (isInside(file) ? host.readFile(file) : undefined),
    version: (file) => (isInside(file) ? host.version(file) : undefined),
    isDirectory: (directory) => directory === root || directory === realRoot || (isInside(directory) && host.isDirectory(directory)),
    folders: (directory) => (directory === root || isInside(directory) ? host.folders(directory) : []),
    realpath: (path) => (path === root || isInside(path) ? host.realpath(path) : undefined),
  };
}

function within(root: string, path: string): boolean {
  return (path === root || path.startsWith(root.endsWith('/') ? root : `${root}/`)) && !path.split('/').includes('..');
}
