import type { ts } from 'ts-morph';
import { openLibraryFiles } from './libraryFiles.ts';

interface CachedFile {
  readonly version: string;
  readonly sourceFile: ts.SourceFile;
}

/** Parsed files and the last program of each root, so that opening a program again after one edit costs that one file. */
export interface DocumentCache {
  readonly files: Map<string, CachedFile>;
  readonly programs: Map<string, ts.Program>;
  /** Files with an import that led nowhere: what it means is looked up again each time, for the missing file may have come. */
  readonly unresolved: Set<string>;
  readonly library: (file: string) => string | undefined;
  /** Frees everything; the next program starts cold. */
  clear(): void;
}

export function createDocumentCache(): DocumentCache {
  const files = new Map<string, CachedFile>();
  const programs = new Map<string, ts.Program>();
  const unresolved = new Set<string>();
  return {
    files,
    programs,
    unresolved,
    library: openLibraryFiles(),
    clear() {
      files.clear();
      programs.clear();
      unresolved.clear();
    },
  };
}
