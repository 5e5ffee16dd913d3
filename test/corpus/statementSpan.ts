/**
 * How many lines a statement goes on after `line` (1-based, as the file counts): as far as its lines are indented deeper, and the line
 * that closes it; a line that closes a condition, `) {`, opens what belongs to it.
 */
export function statementSpan({ text, firstLine }: { readonly text: string; readonly firstLine: number }, line: number): number {
  const lines = text.split('\n').slice(line - firstLine);
  const depth = (each: string): number => /^\s*/u.exec(each)?.[0].length ?? 0;
  const own = depth(lines[0] ?? '');
  let end = 0;
  do {
    const from = end;
    end = lines.findIndex((each, index) => index > from && each.trim() !== '' && depth(each) <= own);
    if (end < 0) return lines.length;
  } while (/^\s*\}? ?(?:\)|else\b).*\{\s*$/u.test(lines[end] ?? '') && depth(lines[end] ?? '') === own);
  return /^\s*[}\])]/u.test(lines[end] ?? '') ? end : end - 1;
}
