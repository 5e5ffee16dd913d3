/** Longest over shortest, in characters without code marks. */
const largestLengthRatio = 1.6;

/** A difference in length that nobody sees at a glance: so many characters, or this share of the key's length. */
const fewestVisible = 4;
const visibleShare = 0.12;

/** What the looks of the options give away; `undefined` when nothing does. `keyIndex` is 0-based. */
export function giveaway(texts: readonly string[], keyIndex: number): string | undefined {
  return unlikeEachOther(texts) ?? standsOut(texts, keyIndex);
}

/** What gives the options away as a set, whichever is the key. */
export function unlikeEachOther(texts: readonly string[]): string | undefined {
  const shown = texts.map((text) => text.replaceAll('`', '').trim());
  if (new Set(shown).size < shown.length) return 'two options read the same';
  if (shown.some((text) => /^(all|none|both|neither) of the/i.test(text))) return 'an option speaks about the other options';
  const lengths = texts.map(lengthOf);
  const longest = Math.max(...lengths);
  const shortest = Math.min(...lengths);
  return longest > shortest * largestLengthRatio ? 'the options differ too much in length' : undefined;
}

function standsOut(texts: readonly string[], keyIndex: number): string | undefined {
  const lengths = texts.map(lengthOf);
  const own = lengths[keyIndex] ?? 0;
  const others = lengths.filter((_, index) => index !== keyIndex);
  const visible = Math.max(fewestVisible, own * visibleShare);
  if (own - Math.max(...others) > visible) return 'the key is the longest option';
  if (Math.min(...others) - own > visible) return 'the key is the shortest option';
  return undefined;
}

function lengthOf(text: string): number {
  return text.replaceAll('`', '').trim().length;
}
