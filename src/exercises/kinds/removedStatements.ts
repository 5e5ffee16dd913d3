import { ts } from 'ts-morph';
import type { LocatedUnit } from '../../analysis/sourceText.ts';
import { mutantsOf, type Mutant } from '../mutants.ts';
import { isLogging } from '../wording/outcomeFeatures.ts';
import { sameObservation } from '../wording/runWords.ts';
import type { Ran } from '../runs.ts';
import type { KindRequest } from './exerciseKind.ts';

const triedPerScenario = 16;
/** Longer statements do not get lost in a merge unseen. */
const mostLinesLost = 3;

/** A statement, and one stated call without it. */
export interface Removal {
  readonly mutant: Mutant;
  readonly ran: Ran;
}

/** The statements of the unit that ran in `base` and whose removal can be observed there, in source order. */
export async function observableRemovals(request: KindRequest, base: Ran): Promise<readonly Removal[]> {
  return (await removalsIn(request, base)).filter(({ ran }) => !sameObservation(ran.run.observation, base.run.observation));
}

/** The statements of the unit that ran in `base` and could get lost unseen, in source order. */
export async function removalsIn(request: KindRequest, base: Ran): Promise<readonly Removal[]> {
  const executed = new Set(base.run.executedLines);
  const found: Removal[] = [];
  const candidates = mutantsOf(request.unit.located).filter(
    (mutant) =>
      (mutant.kind === 'statement removed' || mutant.kind === 'guard removed') &&
      executed.has(mutant.lines[0]) &&
      mutant.lines[1] - mutant.lines[0] < mostLinesLost &&
      !onlyLogs(mutant, request.unit.located),
  );
  for (const mutant of candidates.slice(0, triedPerScenario)) {
    const ran = await request.runs.run(base.scenario, mutant.edits);
    if (ran !== undefined) found.push({ mutant, ran });
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

/** Whether the removed statement fills a variable that is then returned: what the caller gets would only repeat it. */
export function fillsResult(mutant: Mutant, { node, sourceFile }: LocatedUnit): boolean {
  if (!ts.isExpressionStatement(mutant.node)) return false;
  const root = /^[\w$]+/.exec(mutant.node.getText(sourceFile))?.[0] ?? '';
  if (root === 'this' || root === 'await' || root === '') return false;
  const itself = new RegExp(String.raw`(?<![\w$.])${root.replaceAll('$', String.raw`\$`)}(?![\w$.([])`);
  function returnsIt(child: ts.Node): boolean {
    if (ts.isReturnStatement(child) && child.expression !== undefined) return itself.test(child.expression.getText(sourceFile));
    return ts.forEachChild(child, returnsIt) ?? false;
  }
  return returnsIt(node);
}

/** Whether a call or a write stands in the altered code itself: that it happens or not is what the question says. */
export function belongsTo(mutant: Mutant, { sourceFile }: LocatedUnit): (target: string) => boolean {
  const targets = new Set<string>();
  function visit(node: ts.Node): void {
    if (ts.isCallExpression(node) || ts.isNewExpression(node)) targets.add(node.expression.getText(sourceFile));
    if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken) targets.add(node.left.getText(sourceFile));
    ts.forEachChild(node, visit);
  }
  visit(mutant.node);
  return (target) => targets.has(target) || [...targets].some((text) => text.endsWith(`.${target.split('.').at(-1) ?? ''}`));
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
