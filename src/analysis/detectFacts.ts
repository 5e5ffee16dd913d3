import type { Fact } from '../terms/fact.ts';
import type { FactContext } from './factDetector.ts';
import { allDetectors } from './facts/allDetectors.ts';
import type { LocatedUnit } from './sourceText.ts';

/** What is proven about a unit, the most surprising first; empty for a unit with nothing worth saying. */
export function detectFacts(located: LocatedUnit, context: FactContext): readonly Fact[] {
  const facts = allDetectors.flatMap((detector) => detector.detect(located, context));
  return facts.toSorted((left, right) => right.surprise - left.surprise);
}
