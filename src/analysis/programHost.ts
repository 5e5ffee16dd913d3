import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';

/** The files a bounded program may see, by absolute path with `/` between parts. Nothing here throws. */
export interface ProgramHost {
  /** `undefined` when there is no such file. */
  readFile(file: string): string | undefined;
  /** Changes whenever the content may have changed; `undefined` when there is no such file. */
  version(file: string): string | undefined;
  isDirectory(directory: string): boolean;
  /** Names of the folders directly inside. */
  folders(directory: string): readonly string[];
  /** The path with all links resolved, `undefined` when there is nothing there. */
  realpath(path: string): string | undefined;
}

/** Larger files are no source that a person wrote: reading them would only cost memory. */
const mostBytes = 12_000_000;

export const diskHost: ProgramHost = {
  readFile: (file) => orUndefined(() => (statSync(file).size > mostBytes ? undefined : readFileSync(file, 'utf8'))),
  version: (file) =>
    orUndefined(() => {
      const found = statSync(file);
      return found.isFile() ? `${found.mtimeMs}:${found.size}` : undefined;
    }),
  isDirectory: (directory) => orUndefined(() => statSync(directory).isDirectory()) ?? false,
  folders: (directory) =>
    orUndefined(() =>
      readdirSync(directory, { withFileTypes: true })
        .filter((entry) => !entry.isFile())
        .map((entry) => entry.name),
    ) ?? [],
  realpath: (path) => orUndefined(() => realpathSync.native(path).replaceAll('\\', '/')),
};

/** A file that is not there, or not ours to read, is an answer, not an error. */
function orUndefined<Value>(read: () => Value | undefined): Value | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
