import { ts } from 'ts-morph';
import type { LocatedUnit } from '../../analysis/sourceText.ts';
import { mutantsOf, type Mutant } from '../mutants.ts';
import { isLogging } from '../outcomeFeatures.ts';
import { sameObservation } from '../runWords.ts';
import type { Ran } from '../runs.ts';
import type { KindRequest } from './exerciseKind.ts';

const triedPerScenario = 16;

/** A statement whose absence shows in one stated call. */
export interface Removal {
  readonly mutant: Mutant;
  readonly ran: Ran;
}

/** The statements of the unit that ran in `base` and whose removal can be observed there, in source order. */
export async function observableRemovals(request: KindRequest, base: Ran): Promise<readonly Removal[]> {
  const executed = new Set(base.run.executedLines);
  const found: Removal[] = [];
  const candidates = mutantsOf(request.unit.located).filter(
    (mutant) =>
      (mutant.kind === 'statement removed' || mutant.kind === 'guard removed') &&
      executed.has(mutant.lines[0]) &&
      !onlyLogs(mutant, request.unit.located),
  );
  for (const mutant of candidates.slice(0, triedPerScenario)) {
    const ran = await request.runs.run(base.scenario, mutant.edits);
    if (ran !== undefined && !sameObservation(ran.run.observation, base.run.observation)) found.push({ mutant, ran });
  }
  return found;
}

/** Whether telling what became of `target` would only repeat the removed statement's own text. */
export function repeatsStatement(mutant: Mutant, located: LocatedUnit): (target: string) => boolean {
  const words = identifiersOf(mutant.node.getText(located.sourceFile));
  return (target) => {
    const name = target.replaceAll('()', '').split('.').at(-1) ?? '';
    return words.has(name) || name.length < 2;
  };
}

/** Whether the sentences name anything that stands in the removed statement. */
export function namesStatement(sentences: string, mutant: Mutant, located: LocatedUnit): boolean {
  const words = identifiersOf(mutant.node.getText(located.sourceFile));
  return [...sentences.matchAll(/`([^`]+)`/g)].some((match) =>
    [...identifiersOf(match[1] ?? '')].some((name) => name !== 'this' && words.has(name)),
  );
}

function identifiersOf(text: string): ReadonlySet<string> {
  return new Set(text.match(/[A-Za-z_$][\w$]*/g));
}

function onlyLogs(mutant: Mutant, { sourceFile }: LocatedUnit): boolean {
  const { node } = mutant;
  return (
    ts.isExpressionStatement(node) && ts.isCallExpression(node.expression) && isLogging(node.expression.expression.getText(sourceFile))
  );
}
