import { Project } from 'ts-morph';

/** Folder of the standard library's declarations; it exists only in memory. */
export const libraryFolder = '/node_modules/typescript/lib';

/**
 * Reads `lib.*.d.ts` of the TypeScript that analysis runs on, from the texts ts-morph carries: no file on disk is involved, so it
 * works the same when everything is bundled into one file. Takes a path below `libraryFolder`; `undefined` for an unknown one.
 */
export function openLibraryFiles(): (file: string) => string | undefined {
  let host: { readFile(file: string): string | undefined } | undefined;
  return (file) => {
    host ??= new Project({ useInMemoryFileSystem: true }).getModuleResolutionHost();
    return host.readFile(file);
  };
}
