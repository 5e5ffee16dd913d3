import type { LocatedUnit } from '../analysis/sourceText.ts';
import type { Observation } from '../terms/proof.ts';

const builtinErrors: ReadonlySet<string> = new Set([
  'Error',
  'TypeError',
  'RangeError',
  'ReferenceError',
  'SyntaxError',
  'EvalError',
  'URIError',
  'AggregateError',
  'InternalError',
]);

/**
 * Class of the scripted failure when it is what settles the run: neither a builtin class nor one that the unit names or that
 * ends the same scenario without the failure.
 */
export function injectedClass(failed: Observation, clean: Observation, located: LocatedUnit): string | undefined {
  if (!('error' in failed.settlement)) return undefined;
  const { error } = failed.settlement;
  if (builtinErrors.has(error) || ('error' in clean.settlement && clean.settlement.error === error)) return undefined;
  return located.node.getText(located.sourceFile).includes(error) ? undefined : error;
}
