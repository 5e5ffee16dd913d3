import { ts } from 'ts-morph';
import type { Observation } from '../../terms/proof.ts';
import { consequences } from '../wording/consequences.ts';
import { contrast, type UntoldOption } from '../wording/contrast.ts';
import { mutantsOf, type Mutant } from '../mutants.ts';
import { sameObservation } from '../wording/runWords.ts';
import type { Ran } from '../runs.ts';
import { capitalised } from '../wording/stemWords.ts';
import { otherCalls } from './otherCalls.ts';
import { runsStraightOn, statementsAfter } from './runsStraightOn.ts';
import { belongsTo } from './removedStatements.ts';
import type { Draft, ExerciseKind, KindRequest } from './exerciseKind.ts';

/** Guards asked about in one unit. */
const mostDrafts = 4;
/** Other one-place variants tried for wrong answers, per scenario. */
const rivalsTried = 9;

/**
 * What an early exit protects from.
 *
 *     if (this.closed) return;      // line 7
 *     this.closed = true;
 *     await this.pool.end();
 *
 * "Line 7's early return goes. In the call where `this.closed` is true: does `this.pool.end` run?" The consequence is asked, not
 * the guard's text; "nothing changes" is an answer like the others, and the right one where something later protects as well.
 */
export const guardRemoval: ExerciseKind = {
  id: 'E20 guard-removal',
  level: 'change-impact',
  async draft(request) {
    const mutants = mutantsOf(request.unit.located);
    const drafts: Draft[] = [];
    for (const guard of mutants.filter((mutant) => mutant.kind === 'guard removed' || mutant.kind === 'check dropped')) {
      if (drafts.length >= mostDrafts) break;
      for (const base of request.baseline) {
        if (!(await isDecided(request, guard, base))) continue;
        const draft = await draftFor(request, guard, base, mutants);
        if (draft === undefined) continue;
        drafts.push(draft);
        break;
      }
    }
    return drafts.toSorted((left, right) => right.weight - left.weight);
  },
};

async function draftFor(request: KindRequest, guard: Mutant, base: Ran, mutants: readonly Mutant[]): Promise<Draft | undefined> {
  const asked = await request.runs.run(base.scenario, guard.edits);
  if (asked === undefined) return undefined;
  const line = guard.lines[0];
  const redundant = sameObservation(asked.run.observation, base.run.observation);
  const others: UntoldOption[] = [];
  if (!redundant) {
    others.push({
      shownBy: base,
      happensWhen: `with line ${line} in place`,
      reason: `That is what the code does with line ${line} in place; nothing later protects this call.`,
    });
  }
  for (const rival of rivals(guard, mutants)) {
    const ran = await request.runs.run(base.scenario, rival.edits);
    if (ran !== undefined)
      others.push({ shownBy: ran, happensWhen: rival.happensWhen, reason: `That is what happens ${rival.happensWhen}.` });
    const both = await request.runs.run(
      base.scenario,
      [...guard.edits, ...rival.edits].toSorted((left, right) => left.start - right.start),
    );
    if (both !== undefined && !overlap(guard, rival)) {
      others.push({
        shownBy: both,
        happensWhen: `${rival.happensWhen} as well`,
        reason: `That takes more: it happens ${rival.happensWhen} as well.`,
      });
    }
  }
  others.push(...otherCalls(request, base));
  const { located } = request.unit;
  const exposed = ts.isIfStatement(guard.node) ? statementsAfter(guard.node, isDropped(guard) ? 'check dropped' : 'guard removed') : [];
  // `return x` right behind the guard, or in the block that now always runs: the answer stands there.
  const [next] = exposed;
  if (next !== undefined && (ts.isReturnStatement(next) || ts.isThrowStatement(next))) return undefined;
  const belongs = belongsTo(guard, located);
  const runsOn = runsStraightOn(exposed, located, asked.run.observation);
  const key: UntoldOption = {
    shownBy: asked,
    happensWhen: `without the \`if\` in line ${line}`,
    reason: keyReason(guard, redundant, asked.run.observation),
  };
  const words = { excludes: belongs, onlyReceives: runsOn };
  const told = redundant ? consequences({ key, others, base, words }) : contrast({ key, others, words, unchanged: base });
  if (told === undefined) return undefined;
  if (isDropped(guard) && standsIn(told.key.text, exposed.map((statement) => statement.getText(located.sourceFile)).join('\n')))
    return undefined;
  return {
    stem: `${guard.kind === 'check dropped' ? `Suppose the block after line ${line}'s check always ran` : `The \`if\` in line ${line} is gone, its ${exitWord(guard.node)} with it`}. ${capitalised(told.ask)}?`,
    aspects: told.aspects,
    judge: told.judge,
    scenarioClass: `line ${line - request.unit.located.unit.lines[0]} ${base.scenario.title}`,
    key: told.key,
    distractors: told.distractors,
    lines: [guard.lines],
    weight: redundant ? 0.7 : crashes(asked.run.observation) ? 0.6 : 0.9,
  };
}

/** The block that now always runs holds the answer as it is. */
function standsIn(answer: string, block: string): boolean {
  const codes = [...answer.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code);
  return codes.length > 0 && codes.every((code) => block.includes(code));
}

function isDropped(guard: Mutant): boolean {
  return guard.kind === 'check dropped';
}

function keyReason(guard: Mutant, redundant: boolean, observation: Observation): string {
  const line = guard.lines[0];
  if (redundant) return `For this call the rest does the same with and without line ${line}'s check.`;
  if (crashes(observation)) return `Without line ${line}'s check the call goes on with a value the rest cannot handle.`;
  return `Without line ${line}'s check the call goes on, and nothing later stops it.`;
}

/** Whether the call takes the early exit, or is kept out of the checked block: found out by a telltale error in that place. */
async function isDecided(request: KindRequest, guard: Mutant, base: Ran): Promise<boolean> {
  if (!ts.isIfStatement(guard.node) || !base.run.executedLines.includes(guard.lines[0])) return false;
  const body = guard.node.thenStatement;
  const probe = { start: body.getStart(request.unit.located.sourceFile), end: body.end, text: '{ throw new EvalError(); }' };
  const probed = await request.runs.run(base.scenario, [probe]);
  if (probed === undefined) return false;
  return sameObservation(probed.run.observation, base.run.observation) === (guard.kind === 'check dropped');
}

function rivals(guard: Mutant, mutants: readonly Mutant[]): readonly Mutant[] {
  const others = mutants.filter((mutant) => mutant !== guard && mutant.kind !== 'neighbours swapped');
  const order = ['condition negated', 'guard removed', 'operator swapped', 'statement removed'];
  const rank = (mutant: Mutant): number => {
    const position = order.indexOf(mutant.kind);
    return position < 0 ? order.length : position;
  };
  return others.toSorted((left, right) => rank(left) - rank(right)).slice(0, rivalsTried);
}

function overlap(left: Mutant, right: Mutant): boolean {
  return left.edits.some((one) => right.edits.some((other) => one.start < other.end && other.start < one.end));
}

function crashes(observation: Observation): boolean {
  return 'error' in observation.settlement && /^(Type|Range|Reference)Error$/.test(observation.settlement.error);
}

function exitWord(node: ts.Node): string {
  if (!ts.isIfStatement(node)) return 'block';
  const body = node.thenStatement;
  if (ts.isBlock(body)) return 'block';
  if (ts.isReturnStatement(body)) return '`return`';
  if (ts.isThrowStatement(body)) return '`throw`';
  return ts.isContinueStatement(body) ? '`continue`' : '`break`';
}
