/** A question as someone sees it who does not read the code. `key` is 0-based. */
export interface BlindItem {
  /** Items of one fold are never learnt from and guessed at once. */
  readonly fold: string;
  readonly signature: string;
  readonly stem: string;
  readonly options: readonly string[];
  readonly key: number;
}

export interface SolverScore {
  readonly solver: string;
  readonly items: number;
  /** Shares of the items, 0–1. */
  readonly right: number;
  readonly chance: number;
}

type Rank = (option: string, item: BlindItem) => number;

const lengthOf = (text: string): number => text.replaceAll('`', '').length;
const wordsOf = (text: string): readonly string[] => text.toLowerCase().match(/[a-z_$#][\w$#]*|\d+|[^\s\w]/gu) ?? [];

function overlap(left: string, right: string): number {
  const known = new Set(wordsOf(right));
  return wordsOf(left).filter((word) => known.has(word)).length / Math.max(1, wordsOf(left).length);
}

function oddness(option: string, { options }: BlindItem): number {
  return -options.reduce((sum, other) => sum + (other === option ? 0 : overlap(option, other)), 0);
}

const numberIn = (option: string): number => Number(/\d+/u.exec(option)?.[0] ?? Number.NaN);

/** Ways to answer without understanding: the option that ranks highest is taken, ties in the order shown. */
const ranks: Readonly<Record<string, Rank>> = {
  longest: (option) => lengthOf(option),
  shortest: (option) => -lengthOf(option),
  first: (option, { options }) => -options.indexOf(option),
  last: (option, { options }) => options.indexOf(option),
  'odd one out': oddness,
  'most like the others': (option, item) => -oddness(option, item),
  'most in common with the question': (option, { stem }) => overlap(option, stem),
  'least in common with the question': (option, { stem }) => -overlap(option, stem),
  propagates: (option) => Number(/gets (?:that|an) error|throws|rejects/u.test(option)),
  'nothing changes': (option) => Number(/nothing changes|the same as before|stays as it was/iu.test(option)),
  'last line': (option) => (Number.isNaN(numberIn(option)) || !/^line/iu.test(option) ? 0 : numberIn(option)),
};

export function dumbSolvers(items: readonly BlindItem[]): readonly SolverScore[] {
  return Object.entries(ranks).map(([solver, rank]) =>
    score(solver, items, (item) => best(item.options.map((option) => rank(option, item)))),
  );
}

/**
 * Naive Bayes with add-one smoothing over the words of signature, question and option, each word as one of the option, and each word
 * of the option together with whether question or signature holds it. Five folds by package.
 */
export function adversary(items: readonly BlindItem[]): SolverScore {
  const folds = [...new Set(items.map(({ fold }) => fold))].toSorted();
  const foldOf = ({ fold }: BlindItem): number => folds.indexOf(fold) % 5;
  const answers = new Map<BlindItem, number>();
  for (let held = 0; held < 5; held += 1) {
    const right = new Map<string, number>();
    const wrong = new Map<string, number>();
    let rights = 0;
    let wrongs = 0;
    for (const item of items.filter((each) => foldOf(each) !== held)) {
      for (const [index, option] of item.options.entries()) {
        const counts = index === item.key ? right : wrong;
        for (const feature of featuresOf(option, item)) counts.set(feature, (counts.get(feature) ?? 0) + 1);
        if (index === item.key) rights += 1;
        else wrongs += 1;
      }
    }
    for (const item of items.filter((each) => foldOf(each) === held)) {
      const odds = item.options.map((option) =>
        featuresOf(option, item).reduce(
          (sum, feature) =>
            sum + Math.log(((right.get(feature) ?? 0) + 1) / (rights + 2)) - Math.log(((wrong.get(feature) ?? 0) + 1) / (wrongs + 2)),
          0,
        ),
      );
      answers.set(item, best(odds));
    }
  }
  return score('naive Bayes', items, (item) => answers.get(item) ?? 0);
}

function featuresOf(option: string, { stem, signature, options }: BlindItem): readonly string[] {
  const asked = new Set(wordsOf(stem));
  const declared = new Set(wordsOf(signature));
  const elsewhere = new Set(options.filter((other) => other !== option).flatMap(wordsOf));
  const words = [...new Set(wordsOf(option))];
  return words.flatMap((word) => [
    `option ${word}`,
    `${asked.has(word) ? 'asked' : 'not asked'} ${declared.has(word) ? 'declared' : 'not declared'}`,
    `${elsewhere.has(word) ? 'shared' : 'own'} ${word}`,
  ]);
}

function best(ranked: readonly number[]): number {
  return ranked.indexOf(Math.max(...ranked));
}

function score(solver: string, items: readonly BlindItem[], answer: (item: BlindItem) => number): SolverScore {
  const right = items.filter((item) => answer(item) === item.key).length;
  const chance = items.reduce((sum, { options }) => sum + 1 / options.length, 0);
  return { solver, items: items.length, right: right / items.length, chance: chance / items.length };
}
