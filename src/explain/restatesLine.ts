import type { Sentence } from '../terms/explanation.ts';

/** Lines of a unit as a sentence about it can be held against them. */
export interface UnitCode {
  readonly text: string;
  /** 1-based line of the text's first line. */
  readonly firstLine: number;
}

/** Words that relate a line to something else: another place, another time, another case, somebody's expectation. */
const beyondTheLine =
  /\b(?:line|lines|callers?|every|each|only|never|nothing|nobody|first|last|later|before|after|again|once|same|own|other|another|until|while|even|not|no|without|instead|lost|stays?|still|already|also|between|shared?|counts?|too|goes|whoever|whichever|at once|takes?|depends|changes|failed|failure|fails|rejects?)\b/iu;

/**
 * A sentence that rests on one line, names nothing that is not on it and sets it against nothing else: the line itself says it better.
 *
 *     return items.filter(isActive);      "Returns the filtered `items`."
 */
export function restatesLine(sentence: Sentence, code: UnitCode): boolean {
  const [only, ...others] = sentence.lines;
  if (only === undefined || others.length > 0 || only[0] !== only[1]) return false;
  const line = code.text.split(/\r?\n/u)[only[0] - code.firstLine];
  if (line === undefined || beyondTheLine.test(sentence.text.replaceAll(/`[^`]*`/gu, ''))) return false;
  const squeezed = line.replaceAll(/\s+/gu, '');
  return namesIn(sentence.text).every((name) => squeezed.includes(name.replaceAll(/\s+/gu, '')));
}

function namesIn(text: string): readonly string[] {
  return [...text.matchAll(/`([^`]+)`/gu)].map(([, name = '']) => name);
}
