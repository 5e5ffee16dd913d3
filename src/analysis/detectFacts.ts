import { ts } from 'ts-morph';
import type { Fact } from '../terms/fact.ts';
import type { FactContext } from './factDetector.ts';
import { allDetectors, innerDetectors } from './facts/allDetectors.ts';
import { innerFunctions } from './innerFunctions.ts';
import type { LocatedUnit } from './sourceText.ts';
import { declaredName } from './unitNames.ts';

/** Of one matter, more than this many sentences are a list that nobody reads. */
const mostOfOneKind = 2;
/** A callback is called by whoever it was handed to, not by the callers a sentence would name. */
const ofCallers = /\bcallers?\b|called this/;

/** Who else has to do with a variable: what a unit's own functions do with its own is told as such. */
const ofOutsideState: ReadonlySet<string> = new Set(['state-read-here', 'shared-state']);

/** What is proven about a unit and the callbacks in it, the most surprising first; empty for a unit with nothing worth saying. */
export function detectFacts(located: LocatedUnit, context: FactContext): readonly Fact[] {
  const inner = innerFunctions(located.node, located.sourceFile).map((node) => ({ ...located, node }));
  const facts = allDetectors.flatMap((detector) => {
    const own = detector.detect(located, context);
    const within = innerDetectors.has(detector) ? inner.flatMap((each) => detector.detect(each, context)) : [];
    const told = within.filter(({ text, kind }) => !ofCallers.test(text) && !(ofOutsideState.has(kind) && isOwnVariable(text, located)));
    return bySurprise([...own, ...told])
      .filter(({ id, text }, index, all) => all.findIndex((other) => other.text === text || other.id === id) === index)
      .slice(0, mostOfOneKind);
  });
  return bySurprise(facts);
}

/** `Depends on \`result\`, …` of a callback says nothing of the unit that declares `result`, nor does that the unit reads it itself. */
function isOwnVariable(text: string, { node }: LocatedUnit): boolean {
  const name = /`([\w$]+)`/.exec(text)?.[1];
  const own = declaredName(node)?.text;
  let found = own !== undefined && text.includes(`which \`${own}\``);
  const visit = (child: ts.Node): void => {
    if (ts.isVariableDeclaration(child) && ts.isIdentifier(child.name) && child.name.text === name) found = true;
    else if (!found) ts.forEachChild(child, visit);
  };
  ts.forEachChild(node, visit);
  return found;
}

function bySurprise(facts: readonly Fact[]): readonly Fact[] {
  return facts.toSorted((left, right) => right.surprise - left.surprise);
}
