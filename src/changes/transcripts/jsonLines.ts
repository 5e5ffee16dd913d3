/** A record that is longer holds pictures or whole repositories. UTF-16 units. */
const longestLine = 8_000_000;
/** A file with more lines that are no records is something else. */
const mostUnreadable = 1_000;

/** Calls `read` with each line's value, in order. Returns how many lines could not be read. */
export function readJsonLines(text: string, read: (value: unknown) => void): number {
  let skipped = 0;
  for (let start = 0; start < text.length && skipped < mostUnreadable;) {
    const found = text.indexOf('\n', start);
    const end = found < 0 ? text.length : found;
    const line = end - start > longestLine ? 'too long' : text.slice(start, end).trim();
    start = end + 1;
    if (line === '') continue;
    const value = line.startsWith('{') ? parseJson(line) : undefined;
    if (value === undefined) skipped += 1;
    else read(value);
  }
  return skipped;
}

/** Nothing for what is not JSON, or nested so deeply that it cannot be read. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
