/** Who really wrote a line. */
type Author = 'human' | 'ai' | 'unseen';
/** Who recorded it: nobody, this editor while it was written, or a note about a commit. */
type Witness = 'none' | 'editor' | 'note';

interface Written {
  readonly author: Author;
  readonly witness: Witness;
}

/**
 * Everything that was ever written, by its character: each created line consists of one character that nothing else has, repeated so that
 * the line has substance. Whoever finds a line anywhere, under any name and in any commit, can tell who wrote it.
 */
export interface WrittenLines {
  /** Each ends with a line end. */
  create(count: number, author: Author, witness: Witness): string;
  /** A character to put inside another line. */
  createCharacter(author: Author, witness: Witness): string;
  of(character: string): Written | undefined;
  /** A note now attests these characters. */
  attest(characters: Iterable<string>): void;
}

const firstCharacter = 0x4e00;

export function createWrittenLines(): WrittenLines {
  const written = new Map<string, Written>();
  const createCharacter = (author: Author, witness: Witness): string => {
    const character = String.fromCodePoint(firstCharacter + written.size);
    written.set(character, { author, witness });
    return character;
  };
  return {
    createCharacter,
    create: (count, author, witness) =>
      Array.from({ length: count }, () => {
        const character = createCharacter(author, witness);
        return `${character.repeat(6)} ${character.repeat(6)}\n`;
      }).join(''),
    of: (character) => written.get(character),
    attest(characters) {
      for (const character of characters) {
        const known = written.get(character);
        if (known !== undefined) written.set(character, { ...known, witness: 'note' });
      }
    },
  };
}

export interface Expectation {
  /** Verdicts that are not wrong. */
  readonly allowed: readonly string[];
  /** Verdicts that count as decided; none where nobody saw the text. */
  readonly decided: readonly string[];
  /** Characters that somebody saw. */
  readonly seen: number;
}

const minority = 0.1;

/** What may be said of a stretch of text, by the characters in it; nothing of white space. */
export function expectationOf(text: string, lines: WrittenLines): Expectation | undefined {
  const counts = { human: 0, ai: 0, unseen: 0 };
  let seen = 0;
  for (const character of text) {
    const known = lines.of(character);
    if (known === undefined) continue;
    counts[known.author] += 1;
    if (known.witness !== 'none') seen += 1;
  }
  const total = counts.human + counts.ai + counts.unseen;
  if (total === 0) return undefined;
  const kinds: readonly string[] = (['human', 'ai'] as const).filter((kind) => counts[kind] / total >= 1 - minority);
  const mixed = kinds.length === 0 && counts.ai / total >= minority ? ['mixed'] : [];
  // Where the note came first and nobody saw the hand that went over it, git gives the whole line to the later commit.
  const decided = seen === 0 ? [] : [...kinds, ...mixed];
  return { allowed: [...kinds, ...mixed, 'unknown'], decided, seen: decided.length === 0 ? 0 : seen };
}
