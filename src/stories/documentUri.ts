/** As the editor names a file: everything but letters, digits and `-._~/` is escaped, a drive is lower case. */
export function documentUri(file: string): string {
  const path = file.startsWith('/') ? file : `/${file.charAt(0).toLowerCase()}${file.slice(1)}`;
  const escaped = encodeURIComponent(path).replaceAll(/[!'()*]/gu, (each) => `%${(each.codePointAt(0) ?? 0).toString(16).toUpperCase()}`);
  return `file://${escaped.replaceAll('%2F', '/')}`;
}
