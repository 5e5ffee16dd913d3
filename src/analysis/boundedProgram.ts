import { ts } from 'ts-morph';
import { compilerOptionsFor } from './compilerOptions.ts';
import { createDocumentCache, type DocumentCache } from './documentCache.ts';
import { fencedHost } from './fencedHost.ts';
import { libraryFolder } from './libraryFiles.ts';
import { scriptKindOf } from './parseSource.ts';
import { diskHost, type ProgramHost } from './programHost.ts';

/** Types around one file. Files come and go by absolute path with `/` between parts. */
export interface BoundedProgram {
  /** `undefined` for a file that is not part of the program. */
  sourceFile(file: string): ts.SourceFile | undefined;
  readonly checker: ts.TypeChecker;
  readonly options: ts.CompilerOptions;
  /** Why nothing is known of a module's types, as a phrase; `undefined` where they are read. */
  whyUntyped(module: string, file: string): string | undefined;
  /** Syntax and type errors of one file; none for a file that is not part of the program. */
  diagnostics(file: string): readonly ts.Diagnostic[];
  /** Lets go of the program; nothing of it may be used afterwards. */
  dispose(): void;
}

export interface BoundedProgramRequest {
  readonly entry: string;
  /** Texts that are newer than the disk's, by absolute path. */
  readonly overlays: ReadonlyMap<string, string>;
  /** Nothing outside this folder is read, whatever links or configuration say. */
  readonly root: string;
  readonly host?: ProgramHost;
  /** Hand the same cache in again to pay only for what changed since. */
  readonly cache?: DocumentCache;
  /** Beyond this many files, imports stay unresolved and their types `any`. */
  readonly maximumFiles?: number;
}

/** Longer files, declarations of a package among them, are data or a trap: what they declare stays unknown. */
const mostCharacters = 4_000_000;

/**
 * One program over `entry` and what it imports inside `root`, `.d.ts` files of its `node_modules` included, checked with the TypeScript
 * that analysis carries. The project's own compiler, plugins and configuration code are never run.
 */
export function openBoundedProgram(request: BoundedProgramRequest): BoundedProgram {
  const { entry, overlays, root, cache = createDocumentCache(), maximumFiles = 1_500 } = request;
  const files = fencedHost(request.host ?? diskHost, root);
  const options = compilerOptionsFor(entry, root, files);
  const seen = new Set<string>();

  const isLibrary = (file: string): boolean => file.startsWith(`${libraryFolder}/`);
  const readFile = (file: string): string | undefined =>
    overlays.get(file) ?? (isLibrary(file) ? cache.library(file) : files.readFile(file));
  const fileExists = (file: string): boolean =>
    overlays.has(file) || (isLibrary(file) ? cache.library(file) !== undefined : files.version(file) !== undefined);

  const sourceFileOf = (file: string, target: ts.ScriptTarget | ts.CreateSourceFileOptions): ts.SourceFile | undefined => {
    if (!isLibrary(file) && !seen.has(file) && seen.size >= maximumFiles) return undefined;
    seen.add(file);
    const overlay = overlays.get(file);
    const content = overlay ?? (isLibrary(file) ? 'library' : files.version(file));
    if (content === undefined) return undefined;
    // The same text parses differently as a module of another format or for another target.
    const settings = typeof target === 'object' ? target : { languageVersion: target };
    const version = `${settings.languageVersion}:${settings.impliedNodeFormat ?? ''}:${overlay === undefined ? 'disk' : 'overlay'}:${content}`;
    const cached = cache.files.get(file);
    if (cached?.version === version) return cached.sourceFile;
    const text = readFile(file);
    if (text === undefined || text.length > mostCharacters) return undefined;
    const sourceFile = ts.createSourceFile(file, text, settings, true, scriptKindOf(file));
    cache.files.set(file, { version, sourceFile });
    return sourceFile;
  };

  const modules = ts.createModuleResolutionCache(root, (file) => file, options);
  const host: ts.CompilerHost = {
    getSourceFile: sourceFileOf,
    getDefaultLibFileName: (chosen) => `${libraryFolder}/${ts.getDefaultLibFileName(chosen)}`,
    getDefaultLibLocation: () => libraryFolder,
    getCurrentDirectory: () => root,
    getCanonicalFileName: (file) => file,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => '\n',
    writeFile: () => {},
    fileExists,
    readFile,
    directoryExists: (directory) => files.isDirectory(directory),
    getDirectories: (directory) => [...files.folders(directory)],
    realpath: (path) => files.realpath(path) ?? path,
    hasInvalidatedResolutions: (file) => cache.unresolved.has(file),
    resolveModuleNameLiterals(literals, containingFile, redirected, resolving, containing) {
      const resolved = literals.map((literal) => {
        const mode = ts.getModeForUsageLocation(containing, literal, resolving);
        return ts.resolveModuleName(literal.text, containingFile, resolving, host, modules, redirected, mode);
      });
      if (resolved.every(({ resolvedModule }) => resolvedModule)) cache.unresolved.delete(containingFile);
      else cache.unresolved.add(containingFile);
      return resolved;
    },
  };

  const previous = cache.programs.get(root);
  const program = ts.createProgram({ rootNames: [entry], options, host, ...(previous && { oldProgram: previous }) });
  cache.programs.set(root, program);
  return {
    sourceFile: (file) => program.getSourceFile(file),
    checker: program.getTypeChecker(),
    options,
    whyUntyped(module, file) {
      const { resolvedModule } = ts.resolveModuleName(module, file, options, host, modules);
      if (!resolvedModule) return 'no types of it are inside this project';
      if (program.getSourceFile(resolvedModule.resolvedFileName)) return undefined;
      return 'its types are left out: more text than one would read';
    },
    diagnostics(file) {
      const sourceFile = program.getSourceFile(file);
      return sourceFile ? [...program.getSyntacticDiagnostics(sourceFile), ...program.getSemanticDiagnostics(sourceFile)] : [];
    },
    dispose() {
      if (cache.programs.get(root) === program && request.cache === undefined) cache.clear();
    },
  };
}
