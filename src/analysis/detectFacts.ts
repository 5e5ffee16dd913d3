import type { Fact } from '../terms/fact.ts';
import type { FactContext } from './factDetector.ts';
import { allDetectors, innerDetectors } from './facts/allDetectors.ts';
import { innerFunctions } from './innerFunctions.ts';
import type { LocatedUnit } from './sourceText.ts';

/** Of one matter, more than this many sentences are a list that nobody reads. */
const mostOfOneKind = 2;
/** A callback is called by whoever it was handed to, not by the callers a sentence would name. */
const ofCallers = /\bcallers?\b|called this/;

/** What is proven about a unit and the callbacks in it, the most surprising first; empty for a unit with nothing worth saying. */
export function detectFacts(located: LocatedUnit, context: FactContext): readonly Fact[] {
  const inner = innerFunctions(located.node, located.sourceFile).map((node) => ({ ...located, node }));
  const facts = allDetectors.flatMap((detector) => {
    const own = detector.detect(located, context);
    const within = innerDetectors.has(detector) ? inner.flatMap((each) => detector.detect(each, context)) : [];
    return bySurprise([...own, ...within.filter(({ text }) => !ofCallers.test(text))])
      .filter(({ id, text }, index, all) => all.findIndex((other) => other.text === text || other.id === id) === index)
      .slice(0, mostOfOneKind);
  });
  return bySurprise(facts);
}

function bySurprise(facts: readonly Fact[]): readonly Fact[] {
  return facts.toSorted((left, right) => right.surprise - left.surprise);
}
