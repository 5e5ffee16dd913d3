/** What analysis reads; the same list stands in the manifest's `when` clauses. */
export const supportedLanguages: readonly string[] = ['typescript', 'typescriptreact', 'javascript', 'javascriptreact'];

/** Languages without analysis: who wrote what is followed, and the sidebar shows what the editor itself knows and what was recorded. */
export const otherLanguages: readonly string[] = [
  'python',
  'go',
  'rust',
  'java',
  'csharp',
  'kotlin',
  'swift',
  'scala',
  'php',
  'ruby',
  'c',
  'cpp',
  'dart',
  'elixir',
  'lua',
  'shellscript',
  'powershell',
  'fsharp',
  'vue',
  'svelte',
];

/** Languages in which it is followed who wrote what. */
export const followedLanguages: readonly string[] = [...supportedLanguages, ...otherLanguages];

const schemes: readonly string[] = ['file', 'vscode-remote', 'untitled', 'vscode-notebook-cell'];

/** Files whose writes on disk are watched: those of `isCodeFile`, and manifests. */
export const followedFiles =
  '**/{package.json,*.{ts,tsx,mts,cts,js,jsx,mjs,cjs,py,pyi,go,rs,java,cs,kt,kts,swift,scala,php,rb,c,h,cc,cpp,cxx,hpp,dart,ex,exs,lua,sh,bash,ps1,fs,vue,svelte}}';

interface Named {
  readonly languageId: string;
  readonly uri: { readonly scheme: string };
}

/** Leaves out `git:` and other views of old text, output and diff sides. A notebook's cells are documents of their own. */
export function isSupportedDocument(document: Named): boolean {
  return schemes.includes(document.uri.scheme) && supportedLanguages.includes(document.languageId);
}

/** A document whose edits are followed, analysed or not. */
export function isFollowedDocument(document: Named): boolean {
  return schemes.includes(document.uri.scheme) && followedLanguages.includes(document.languageId);
}
