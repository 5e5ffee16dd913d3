/**
 * Why an answer cannot be worked out from what is shown, or `undefined`: a text in an answer stands neither in the code nor among the
 * stated values. Numbers may be computed, and texts too where the code joins texts.
 */
export function unexplained(options: readonly string[], code: string, stated: string): string | undefined {
  // The items of a stated list are not listed: that they are in the answer is what counts.
  if (/ has (?:one item|\d+ items)/.test(stated)) return undefined;
  if (/`[^`]*\$\{/.test(code) || /['"]\s*\+|\+\s*['"]/.test(code)) return undefined;
  const shown = `${code}\n${stated}`.replaceAll("'", '"');
  for (const option of options) {
    for (const [text] of option.matchAll(/"(?:[^"\\]|\\.)*"/g)) {
      if (text !== '""' && !shown.includes(text)) return 'a value in the answers is not stated';
    }
  }
  return undefined;
}
