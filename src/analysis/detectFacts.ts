import type { Fact } from '../terms/fact.ts';
import type { FactContext } from './factDetector.ts';
import { allDetectors } from './facts/allDetectors.ts';
import type { LocatedUnit } from './sourceText.ts';

/** Of one matter, more than this many sentences are a list that nobody reads. */
const mostOfOneKind = 2;

/** What is proven about a unit, the most surprising first; empty for a unit with nothing worth saying. */
export function detectFacts(located: LocatedUnit, context: FactContext): readonly Fact[] {
  const facts = allDetectors.flatMap((detector) =>
    bySurprise(detector.detect(located, context))
      .filter(({ text }, index, all) => all.findIndex((other) => other.text === text) === index)
      .slice(0, mostOfOneKind),
  );
  return bySurprise(facts);
}

function bySurprise(facts: readonly Fact[]): readonly Fact[] {
  return facts.toSorted((left, right) => right.surprise - left.surprise);
}
