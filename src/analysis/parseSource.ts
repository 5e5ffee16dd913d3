import { ts } from 'ts-morph';

const scriptKinds: ReadonlyMap<string, ts.ScriptKind> = new Map([
  ['.ts', ts.ScriptKind.TS],
  ['.mts', ts.ScriptKind.TS],
  ['.cts', ts.ScriptKind.TS],
  ['.tsx', ts.ScriptKind.TSX],
  // JSX is legal in plain .js of most React projects, and no other JavaScript parses differently for it.
  ['.js', ts.ScriptKind.JSX],
  ['.mjs', ts.ScriptKind.JSX],
  ['.cjs', ts.ScriptKind.JSX],
  ['.jsx', ts.ScriptKind.JSX],
]);

/** How a file is parsed, by its extension; `undefined` for a file that is neither TypeScript nor JavaScript. */
export function scriptKindOf(file: string): ts.ScriptKind | undefined {
  return scriptKinds.get(file.slice(file.lastIndexOf('.')).toLowerCase());
}

/**
 * Syntax of one file, with parent links and without JSDoc. Never fails: a file with errors yields the tree the parser recovered.
 * Offsets are those of `text` as given, a byte order mark and CRLF included.
 */
export function parseSource(file: string, text: string): ts.SourceFile {
  const options = { languageVersion: ts.ScriptTarget.ESNext, jsDocParsingMode: ts.JSDocParsingMode.ParseNone };
  return ts.createSourceFile(file, text, options, true, scriptKindOf(file) ?? ts.ScriptKind.TS);
}
