import type { HoverCard, Sentence } from '../../../src/terms/explanation.ts';
import type { GalleryEntry } from './studyGallery.ts';

export interface GalleryFigures {
  readonly units: number;
  readonly sentences: number;
  readonly words: { readonly median: number; readonly most: number };
  readonly lines: { readonly median: number; readonly most: number };
  readonly cards: { readonly shown: number; readonly mostWords: number; readonly mostLines: number };
  /** Share of sentences that name lines which exist in the unit's file. */
  readonly anchored: number;
  /** Sentences that a single line of the unit says as well. */
  readonly paraphrases: readonly string[];
  readonly silent: readonly { readonly unit: string; readonly why: string }[];
}

/** Measures what the gallery shows with rules of its own: it uses none of the product's filters. */
export function galleryFigures(entries: readonly GalleryEntry[]): GalleryFigures {
  const told = entries.map((entry) => ({ entry, sentences: sentencesOf(entry) }));
  const all = told.flatMap(({ entry, sentences }) => sentences.map((sentence) => ({ entry, sentence })));
  const words = told.map(({ sentences }) => sum(sentences.map(({ text }) => wordCount(text))));
  const cards = entries.flatMap(({ card }) => card ?? []);
  return {
    units: entries.length,
    sentences: all.length,
    words: spread(words),
    lines: spread(told.map(({ sentences }) => sentences.length)),
    cards: {
      shown: cards.length,
      mostWords: Math.max(0, ...cards.map(cardWords)),
      mostLines: Math.max(0, ...cards.map(({ body }) => body.length + 2)),
    },
    anchored: all.length === 0 ? 1 : all.filter(({ entry, sentence }) => isAnchored(sentence, entry)).length / all.length,
    paraphrases: all
      .filter(({ entry, sentence }) => overlapWithOneLine(sentence.text, entry.code) >= paraphraseFrom)
      .map(({ entry, sentence }) => `${entry.of.name} ${entry.unit.name}: ${sentence.text}`),
    silent: told
      .filter(({ sentences }) => sentences.length === 0)
      .map(({ entry }) => ({ unit: `${entry.of.name} ${entry.unit.name}`, why: whySilent(entry) })),
  };
}

/** From this share of a sentence's words on one line of code, that line is the better sentence. */
const paraphraseFrom = 0.8;

/** What sentences say for syntax: a word and what stands in the code for it. */
const inCode: ReadonlyMap<string, RegExp> = new Map([
  ['returns', /\breturn\b|=>/u],
  ['throws', /\bthrow\b/u],
  ['calls', /\(/u],
  ['waits', /\bawait\b/u],
  ['awaits', /\bawait\b/u],
  ['sets', /[^=!<>]=[^=]/u],
  ['assigns', /[^=!<>]=[^=]/u],
  ['checks', /\bif\b|\?/u],
  ['tests', /\bif\b|\?/u],
  ['makes', /\bnew\b|[[{]/u],
  ['creates', /\bnew\b|[[{]/u],
  ['when', /\bif\b|\?|&&/u],
  ['if', /\bif\b|\?|&&/u],
  ['otherwise', /\belse\b|:/u],
  ['adds', /\.(?:add|push|set)\(/u],
  ['removes', /\.(?:delete|splice)\(/u],
]);
const carriesNothing =
  /^(?:a|an|the|it|its|is|are|of|to|in|on|with|for|and|or|by|as|from|that|this|then|here|there|into|has|have|line|lines|\d+)$/u;

/** The largest share of a sentence's words that one line of the code holds too, by itself or as syntax: 0–1. */
export function overlapWithOneLine(text: string, code: string): number {
  const words = text
    .toLowerCase()
    .split(/[^\p{L}\p{N}_$#]+/u)
    .filter((word) => word !== '' && !carriesNothing.test(word));
  if (words.length === 0) return 1;
  return Math.max(
    ...code.split('\n').map((line) => {
      const lower = line.toLowerCase();
      return words.filter((word) => lower.includes(word) || (inCode.get(word)?.test(lower) ?? false)).length / words.length;
    }),
  );
}

function sentencesOf({ explanation }: GalleryEntry): readonly Sentence[] {
  return [...explanation.proved, ...explanation.recorded];
}

function isAnchored({ lines }: Sentence, { unit }: GalleryEntry): boolean {
  return lines.length > 0 && lines.every(([first, last]) => first >= 1 && first <= last) && unit.lines[0] > 0;
}

/** In one phrase, from what the unit is. */
function whySilent({ unit }: GalleryEntry): string {
  if (unit.size.statements < 3 && unit.size.branches === 0) return 'too small for more than its own lines';
  return 'no pattern, no fact beyond its lines, and no call of it that is certain';
}

export function cardWords({ headline, body, source }: HoverCard): number {
  return wordCount([headline, ...body, source, 'Understand this Quick check'].join(' '));
}

function wordCount(text: string): number {
  return text.split(/\s+/u).filter(Boolean).length;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

function spread(numbers: readonly number[]): { readonly median: number; readonly most: number } {
  const sorted = numbers.toSorted((left, right) => left - right);
  return { median: sorted[Math.floor(sorted.length / 2)] ?? 0, most: sorted.at(-1) ?? 0 };
}
