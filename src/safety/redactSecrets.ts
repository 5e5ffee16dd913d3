import type { SecretPlace } from './secretShapes.ts';
import { secretShapesIn } from './secretShapes.ts';

export interface Redaction {
  /** The text with `[redacted: GitHub token]` where a secret stood; line ends inside a secret stay, so that line numbers stay true. */
  readonly text: string;
  /** What was taken out, from the first to the last; never the values. */
  readonly secrets: readonly string[];
}

/** Rules ours name more exactly, or that only say where a comment switches the others off: nobody's comment may do that here. */
const leftOut: ReadonlySet<string> = new Set(['@secretlint/secretlint-rule-filter-comments']);

/**
 * Takes secrets out of a text before it leaves the machine or is kept: known formats by `@secretlint`'s rules, and values that their name
 * gives away. Random-looking text without either stays: hashes and ids look the same.
 */
export async function redactSecrets(text: string): Promise<Redaction> {
  const places = merged([...(await knownFormatsIn(text)), ...secretShapesIn(text)]);
  let redacted = '';
  let end = 0;
  for (const { from, to, what } of places) {
    const lineEnds = text.slice(from, to).replaceAll(/[^\n]/gu, '');
    redacted += `${text.slice(end, from)}[redacted: ${what}]${lineEnds}`;
    end = to;
  }
  return { text: redacted + text.slice(end), secrets: places.map(({ what }) => what) };
}

/** Loaded when first needed: the rules are 230 kB of code. */
async function knownFormatsIn(text: string): Promise<readonly SecretPlace[]> {
  const [{ lintSource }, { rules }, { secretLintProfiler }] = await Promise.all([
    import('@secretlint/core'),
    import('@secretlint/secretlint-rule-preset-recommend'),
    import('@secretlint/profiler'),
  ]);
  // It would keep an entry per rule and text for as long as the process lives.
  secretLintProfiler.setEnabled(false);
  const { messages } = await lintSource({
    source: { filePath: 'text', content: text, contentType: 'text' },
    options: {
      config: { rules: rules.filter(({ meta }) => !leftOut.has(meta.id)).map((rule) => ({ id: rule.meta.id, rule })) },
      noPhysicFilePath: true,
    },
  });
  return messages.map(({ messageId, range: [from, to] }) => withoutQuotes(text, { from, to, what: inWords(messageId) }));
}

/** `GITHUB_TOKEN` → `GITHUB TOKEN`, `AWSSecretAccessKey` → `AWS Secret Access Key`. */
function inWords(messageId: string): string {
  return messageId.replaceAll('_', ' ').replaceAll(/([a-z])([A-Z])|([A-Z])([A-Z][a-z])/gu, '$1$3 $2$4');
}

/** Some rules report the quote or the semicolon that follows; without them the rest of the line would read as another program. */
function withoutQuotes(text: string, place: SecretPlace): SecretPlace {
  const found = text.slice(place.from, place.to);
  const lead = /^["'`\s]*/u.exec(found)?.[0].length ?? 0;
  const trail = /["'`;,)\]}\s]*$/u.exec(found.slice(lead))?.[0].length ?? 0;
  return { ...place, from: place.from + lead, to: place.to - trail };
}

/** In order, overlapping ones as one; its name is that of the first found. */
function merged(places: readonly SecretPlace[]): readonly SecretPlace[] {
  const result: SecretPlace[] = [];
  for (const place of places.filter(({ from, to }) => to > from).toSorted((left, right) => left.from - right.from)) {
    const last = result.at(-1);
    if (last === undefined || place.from >= last.to) result.push(place);
    else result[result.length - 1] = { ...last, to: Math.max(last.to, place.to) };
  }
  return result;
}
