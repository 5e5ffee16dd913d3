const abbreviation = /(?:\b(?:e\.g|i\.e|vs|cf|etc|approx|no)|^\d+)\.$/iu;

/** Splits where a sentence ends and another begins; what stands in backticks is never split, nor is anything after "e.g.". */
export function splitSentences(text: string): readonly string[] {
  const result: string[] = [];
  let from = 0;
  for (const { index, 0: gap } of text.matchAll(/\s+/gu)) {
    const before = text.slice(from, index);
    const after = text.slice(index + gap.length);
    const inCode = before.split('`').length % 2 === 0;
    // A lower-case word goes on with the sentence.
    if (inCode || !/[.!?][)"”’'`]?$/u.test(before) || abbreviation.test(before) || /^\p{Ll}/u.test(after)) continue;
    result.push(before);
    from = index + gap.length;
  }
  const rest = text.slice(from);
  return rest === '' ? result : [...result, rest];
}
