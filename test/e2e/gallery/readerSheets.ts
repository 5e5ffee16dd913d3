import type { Exercise } from '../../../src/terms/exercise.ts';
import type { Explanation, Sentence } from '../../../src/terms/explanation.ts';
import type { GalleryEntry } from './studyGallery.ts';

/** What a reader is asked, without the answer. */
export interface AskedQuestion {
  /** `Q12`, the same on every sheet. */
  readonly id: string;
  readonly stem: string;
  readonly assumptions: readonly string[];
  /** By letter. */
  readonly options: Readonly<Record<string, string>>;
}

export interface AskedUnit {
  readonly package: string;
  readonly file: string;
  readonly name: string;
  readonly signature: string;
  readonly explanation: readonly string[];
  /** With the line numbers that explanation and questions speak of. */
  readonly code: string;
  readonly questions: readonly AskedQuestion[];
}

/** What the right letter is, and whether the question can be understood without the code on screen. */
export interface AnswerKey {
  readonly id: string;
  readonly key: string;
  readonly kind: string;
  readonly speaksOfLines: boolean;
}

export interface ReaderSheets {
  readonly units: readonly AskedUnit[];
  readonly keys: readonly AnswerKey[];
}

const letters = 'abcdef';
const mostPerUnit = 3;

/** Questions with one proven answer each, none of which the explanation says already. Units without one are left out. */
export function readerSheets(entries: readonly GalleryEntry[]): ReaderSheets {
  const units: AskedUnit[] = [];
  const keys: AnswerKey[] = [];
  for (const { of, unit, code, explanation, exercises } of entries) {
    const words = toldIn(explanation);
    const asked = (exercises?.exercises ?? [])
      .filter((exercise) => isFair(exercise, words))
      .toSorted((left, right) => Number(speaksOfLines(left)) - Number(speaksOfLines(right)))
      .slice(0, mostPerUnit);
    if (asked.length === 0) continue;
    const questions = asked.map((exercise) => {
      const id = `Q${keys.length + 1}`;
      const { stem, assumptions, options, kind } = exercise;
      const right = options.findIndex(({ correct }) => correct);
      const texts = options.map(({ text }) => text);
      keys.push({ id, key: letters.charAt(right), kind, speaksOfLines: speaksOfLines(exercise) });
      return { id, stem, assumptions, options: Object.fromEntries(texts.map((text, index) => [letters.charAt(index), text])) };
    });
    units.push({
      package: `${of.name}@${of.version}`,
      file: of.file,
      name: unit.name,
      signature: unit.signature,
      explanation: words,
      code: numbered(code, unit.lines[0]),
      questions,
    });
  }
  return { units, keys };
}

/** Without the code on screen nobody knows what stands there. */
function speaksOfLines({ stem, options }: Exercise): boolean {
  return /\blines? \d/iu.test([stem, ...options.map(({ text }) => text)].join(' '));
}

function isFair({ options }: Exercise, words: readonly string[]): boolean {
  const right = options.filter(({ correct }) => correct).map(({ text }) => text);
  return right.length === 1 && !isQuoted(right, words);
}

/** Everything that the sidebar says, in its order. */
function toldIn({ headline, proved, recorded, concepts = [] }: Explanation): readonly string[] {
  return [
    ...(headline === undefined ? [] : [headline]),
    ...[...proved, ...recorded].map(withLines),
    ...concepts.map(({ id, why }) => `${id.replaceAll('-', ' ')}: ${why}`),
  ];
}

function withLines({ text, lines }: Sentence): string {
  return `${text} (${lines.map(([first, last]) => (first === last ? `line ${first}` : `lines ${first}–${last}`)).join(', ')})`;
}

function numbered(code: string, first: number): string {
  return code
    .split('\n')
    .map((line, index) => `${String(first + index).padStart(5)} ${line}`)
    .join('\n');
}

/** The explanation says the key in so many words: six in a row are a quotation. */
function isQuoted(keys: readonly string[], sentences: readonly string[]): boolean {
  const plain = (text: string): readonly string[] =>
    text
      .toLowerCase()
      .split(/[^\p{L}\p{N}_$.]+/u)
      .filter(Boolean);
  const told = sentences.map((sentence) => ` ${plain(sentence).join(' ')} `);
  return keys.some((key) => {
    const words = plain(key);
    const runs = words.length < 6 ? [words] : words.slice(5).map((_, index) => words.slice(index, index + 6));
    return runs.some((run) => run.length > 0 && told.some((sentence) => sentence.includes(` ${run.join(' ')} `)));
  });
}

/** What a reader has before the questions. */
export type Reading = 'code' | 'words' | 'words-and-code' | 'chat';
export const readings: readonly Exclude<Reading, 'chat'>[] = ['code', 'words', 'words-and-code'];

const rules = `Read each function once and answer its questions before you go on. Use nothing but this sheet: run nothing, look nothing up.
Answer one line per question, \`Q1 b\`; \`Q1 x\` where the sheet does not let you tell. Keep to 60 words of thought per question.`;

/** One sheet for one reader. `chat`: another explanation of each unit, by its name. */
export function sheetText(units: readonly AskedUnit[], reading: Reading, chat: Readonly<Record<string, string>> = {}): string {
  const sections = units.map((unit) => {
    const said = reading === 'chat' ? [chat[unit.name] ?? '(none)'] : unit.explanation.map((sentence) => `- ${sentence}`);
    return [
      `## ${unit.name}`,
      `\`${unit.signature}\` in ${unit.package}, ${unit.file}`,
      ...(reading === 'code' ? [] : [said.join('\n')]),
      ...(reading === 'code' || reading === 'words-and-code' ? [`\`\`\`\n${unit.code}\n\`\`\``] : []),
      ...unit.questions.map(questionText),
    ].join('\n\n');
  });
  return [`# What does it do?`, rules, ...sections, ''].join('\n\n');
}

function questionText({ id, stem, assumptions, options }: AskedQuestion): string {
  return [`**${id}** ${stem}`, ...assumptions, ...Object.entries(options).map(([letter, text]) => `${letter}) ${text}`)].join('\n');
}

export interface Score {
  readonly right: number;
  readonly untold: number;
  readonly of: number;
  /** Wilson's interval at 95 %. */
  readonly interval: readonly [low: number, high: number];
}

/** Lines `Q12 b` against the keys; a question without an answer counts as one that could not be told. */
export function scoreOf(answers: string, keys: readonly AnswerKey[]): Score {
  const given = new Map([...answers.matchAll(/\b(Q\d+)\b\W*\b([a-fx])\b/gu)].map(([, id = '', letter = '']) => [id, letter]));
  const right = keys.filter(({ id, key }) => given.get(id) === key).length;
  const untold = keys.filter(({ id }) => (given.get(id) ?? 'x') === 'x').length;
  return { right, untold, of: keys.length, interval: wilson(right, keys.length) };
}

function wilson(right: number, of: number): readonly [number, number] {
  if (of === 0) return [0, 1];
  const z = 1.96;
  const share = right / of;
  const middle = share + z ** 2 / (2 * of);
  const half = z * Math.sqrt((share * (1 - share)) / of + z ** 2 / (4 * of ** 2));
  return [(middle - half) / (1 + z ** 2 / of), (middle + half) / (1 + z ** 2 / of)];
}
