import { visibleText } from '../safety/visibleText.ts';
import type { Sentence } from '../terms/explanation.ts';
import type { LineRange } from '../terms/ranges.ts';

/** Of a commit, what is told. */
interface ToldCommit {
  readonly hash: string;
  readonly subject: string;
  /** Subject included. */
  readonly message: string;
  /** Milliseconds since 1970. */
  readonly author: { readonly at: number };
}

/** A commit that last wrote some of a unit's lines. */
export interface UnitCommit {
  readonly info: ToldCommit;
  /** 1-based lines of the file as it stands now; where that cannot be told, the unit's own range. */
  readonly lines: readonly LineRange[];
  /** How many of the unit's lines it wrote. */
  readonly count: number;
}

export interface CommittedUnit {
  readonly commits: readonly UnitCommit[];
  /** Lines of the unit in the commit that is checked out. */
  readonly total: number;
}

const longestSubject = 120;
const longestReason = 220;
const trailer = /^[A-Za-z][A-Za-z-]*(?:-by|-on|-id|-Id|-Session|-Authored-By):\s|^(?:BREAKING CHANGE|Change-Id|cc|CC):/u;

/**
 * Where the unit came from, as its commits say it: the commit of most of its lines, with the reason it gives, and the last one to touch it.
 * All of it is text from outside, made visible here and quoted as such.
 */
export function whyItIsThere({ commits, total }: CommittedUnit): readonly Sentence[] {
  const [main] = commits.toSorted((left, right) => right.count - left.count || right.info.author.at - left.info.author.at);
  if (main === undefined) return [];
  const share = main.count >= total ? 'All of it' : `${main.count} of its ${total} lines`;
  const came: Sentence = { text: `${share} came with ${named(main.info)}.`, lines: main.lines };
  const reason = reasonIn(main.info.message);
  const said: readonly Sentence[] = reason === undefined ? [] : [{ text: `That commit says: “${reason}”`, lines: main.lines }];
  const [latest] = commits.toSorted((left, right) => right.info.author.at - left.info.author.at);
  const last: readonly Sentence[] =
    latest === undefined || latest === main
      ? []
      : [
          {
            text: `Last changed by ${named(latest.info)} (${latest.count === 1 ? 'one line' : `${latest.count} lines`}).`,
            lines: latest.lines,
          },
        ];
  return [came, ...said, ...last];
}

/** `“Retry uploads” on 2024-03-01, 4f2a91c (pull request #123, issue SHOP-4)`. */
function named({ hash, subject, message, author }: ToldCommit): string {
  const references = referencesIn(message);
  const more = references.length > 0 ? ` (${references.join(', ')})` : '';
  const title = subject.replace(/\s*\(#\d+\)\s*$/u, '');
  return `“${quoted(title, longestSubject)}” on ${new Date(author.at).toISOString().slice(0, 10)}, ${hash.slice(0, 7)}${more}`;
}

/** The pull request and the issues that a message names. */
function referencesIn(message: string): readonly string[] {
  const pull = /\(#(\d{1,7})\)|[Mm]erge pull request #(\d{1,7})/u.exec(message);
  const pullNumber = pull?.[1] ?? pull?.[2];
  const closed = [...message.matchAll(/\b(?:[Cc]lose[sd]?|[Ff]ix(?:e[sd])?|[Rr]esolve[sd]?):?\s+#(\d{1,7})\b/gu)].map(
    ([, issue]) => `#${issue}`,
  );
  const keys = [...message.matchAll(/\b([A-Z][A-Z0-9]{1,9}-\d{1,6})\b/gu)].map(([, key = '']) => key).filter((key) => !standards.test(key));
  const issues = [...new Set([...closed, ...keys])].filter((issue) => issue !== `#${pullNumber}`).slice(0, 3);
  return [...(pullNumber === undefined ? [] : [`pull request #${pullNumber}`]), ...issues.map((issue) => `issue ${issue}`)];
}

/** Names of standards and encodings look like issue keys. */
const standards = /^(?:UTF|ISO|RFC|ES|SHA|HTTP|TLS|CVE|GHSA|MD|AES|RSA|ECMA|IEEE|WCAG|X|US|EN|BASE|P|W|T)-/u;

/** The first paragraph of a message's body that is prose: no trailer, no list, no heading, no code. */
function reasonIn(message: string): string | undefined {
  const [, ...paragraphs] = message.split(/\r?\n\s*\r?\n/u);
  const prose = paragraphs.find((paragraph) => {
    const lines = paragraph.trim().split(/\r?\n/u);
    return (
      /\p{L}{3,}.*\s.*\p{L}{3,}/u.test(paragraph) &&
      !lines.some((line) => trailer.test(line.trim()) || /^\s*(?:[-*#>|]|\d+\.|```|diff )/u.test(line))
    );
  });
  return prose === undefined ? undefined : quoted(prose.trim(), longestReason);
}

function quoted(text: string, most: number): string {
  return visibleText(text, most)
    .replaceAll('`', "'")
    .replaceAll(/[“”]/gu, '"');
}
