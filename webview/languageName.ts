const names: Readonly<Record<string, string>> = {
  plaintext: 'plain text',
  json: 'JSON',
  jsonc: 'JSON',
  css: 'CSS',
  html: 'HTML',
  csharp: 'C#',
  fsharp: 'F#',
  cpp: 'C++',
  c: 'C',
  php: 'PHP',
  shellscript: 'shell script',
  powershell: 'PowerShell',
};

/** A language as people write it, from VS Code's language id; what is no plain word stays as it is. */
export function languageName(id: string): string {
  return names[id] ?? (/^[a-z]+$/u.test(id) ? id.charAt(0).toUpperCase() + id.slice(1) : id);
}
