import type { ModelQuestion } from '../terms/model.ts';
import { knownNames } from './knownNames.ts';

/** Why an answer counts as none. */
export type Unusable = 'declined' | 'empty' | 'another language' | 'other code';

const declined =
  /^\W*(?:(?:I['’]m|I am) (?:sorry|unable|not able)|I (?:can['’]?t|cannot|won['’]t|will not)|sorry\b|as an AI\b|unfortunately,? I)/iu;
const englishWords: ReadonlySet<string> = new Set(
  'the a an of to in on at is are was be it its this that and or but for with as by from if when which not no so then because before after each every only'.split(
    ' ',
  ),
);
const longestRefusal = 80;
/** Below this many words a language cannot be told. */
const fewestWords = 12;
const fewestEnglish = 0.1;

/** Code, HTML and addresses have no language. */
const notProse = /```[\s\S]*?(?:```|$)|`[^`]*`|<[^>]*>|\b[a-z]+:\/\/\S+/gu;

/** A refusal, silence, another language than was asked for, or words about something else; undefined where none of them shows. */
export function unusableAnswer(text: string, code: string, kind: ModelQuestion['kind']): Unusable | undefined {
  const words = text.match(/[\p{L}\p{M}'’]+/gu) ?? [];
  if (words.length === 0) return 'empty';
  if (declined.test(text.trim()) && words.length <= longestRefusal) return 'declined';
  if (words.length >= fewestWords) {
    const prose = text.replaceAll(notProse, ' ').match(/[\p{L}\p{M}'’]+/gu) ?? [];
    const english = prose.filter((word) => englishWords.has(word.toLowerCase())).length;
    if (prose.length >= fewestWords && english < prose.length * fewestEnglish) return 'another language';
  }
  // What a person asked freely may be answered without naming anything.
  if (kind === 'free' || kind === 'comment') return undefined;
  const language = knownNames([]);
  const names = [...knownNames([code])].filter((name) => name.length > 2 && !language.has(name));
  return names.length > 0 && !names.some((name) => text.includes(name)) ? 'other code' : undefined;
}
