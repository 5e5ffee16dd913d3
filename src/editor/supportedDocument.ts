/** What analysis reads; the same list stands in the manifest's `when` clauses. */
export const supportedLanguages: readonly string[] = ['typescript', 'typescriptreact', 'javascript', 'javascriptreact'];

const schemes: readonly string[] = ['file', 'vscode-remote', 'untitled', 'vscode-notebook-cell'];

/** Files whose writes on disk are watched. */
export const supportedFiles = '**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs}';

/** Leaves out `git:` and other views of old text, output and diff sides. A notebook's cells are documents of their own. */
export function isSupportedDocument(document: { readonly languageId: string; readonly uri: { readonly scheme: string } }): boolean {
  return schemes.includes(document.uri.scheme) && supportedLanguages.includes(document.languageId);
}
