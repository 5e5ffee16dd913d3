import { shuffled } from '../../src/exercises/seededRandom.ts';

/** What a careless tool would get wrong: each turns a true sentence into a false one. */
const faults: readonly (readonly [RegExp, string])[] = [
  [/\bbefore\b/u, 'after'],
  [/\bonly where\b/u, 'except where'],
  [/\bnever\b/u, 'always'],
  [/\bdoes not\b/u, 'does'],
  [/\bnothing\b/u, 'something'],
  [/\bis not\b/u, 'is'],
  [/\breturns\b/u, 'throws'],
  [/\bthrows\b/u, 'returns'],
  [/\bfirst\b/u, 'last'],
  [/\ball\b/u, 'none'],
  [/\beach\b/u, 'only the first'],
  [/\bthe same\b/u, 'a new'],
  [/\ba new\b/u, 'the same'],
  [/\bsurvives between calls of\b/u, 'is made anew by every call of'],
  [/\bis skipped without an error when\b/u, 'still runs when'],
  [/\bhas been done and is not undone here\b/u, 'is undone here'],
  [/\boutlives the call: every later caller in the process sees it\b/u, 'ends with the call: nobody else sees it'],
  [/\bcan throw\b/u, 'cannot throw'],
  [/\bcannot tell\b/u, 'can tell'],
  [/\bthe very (`[^`]+`) it was passed\b/u, 'a copy of the $1 it was passed'],
  [/\bafter\b/u, 'before'],
  [/(`[^`]+`)(.*?)(`[^`]+`)/u, '$3$2$1'],
];

/** The sentence made false, or undefined where none of the known faults fits it. */
export function madeFalse(sentence: string, random: () => number): string | undefined {
  return shuffled([...faults], random)
    .map(([pattern, other]) => sentence.replace(pattern, other))
    .find((altered) => altered !== sentence && codeIn(altered) === codeIn(sentence));
}

/** The names a sentence shows, in no order: a fault in words leaves each as it is. */
function codeIn(sentence: string): string {
  return [...sentence.matchAll(/`[^`]+`/gu)]
    .map(([name]) => name)
    .toSorted()
    .join();
}
