/** The subject of a commit that was squashed into another, as the web sites list them: a paragraph of its own. */
const subject = /(?<=^|\n[ \t]*\n)\* (?!Merge (?:branch|remote-tracking branch|pull request) )[^\n]+(?=\n[ \t]*(?:\n|$)|$)/gu;

/** Behind such a rule the web site gathers the co-authors of all of them. */
const gathered = /\n-{5,}[ \t]*\n[^]*$/u;

/**
 * The messages of the commits that one commit was squashed from, as far as its own message holds them one after the other; nothing where it
 * is no such list.
 *
 *     Add refunds (#12)
 *
 *     * Add the table          ← first part
 *
 *     * Let Claude fill it     ← second part
 *
 *     Co-Authored-By: Claude <noreply@anthropic.com>
 */
export function squashedParts(message: string): readonly string[] {
  const text = message.replaceAll('\r\n', '\n').replace(gathered, '\n');
  const starts = [...text.matchAll(subject)].map(({ index }) => index);
  return starts.length < 2 ? [] : starts.map((start, index) => text.slice(start, starts[index + 1]));
}
