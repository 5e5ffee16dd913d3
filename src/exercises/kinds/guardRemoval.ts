import { ts } from 'ts-morph';
import type { Observation } from '../../terms/proof.ts';
import { contrast, type UntoldOption } from '../contrast.ts';
import { mutantsOf, type Mutant } from '../mutants.ts';
import { sameObservation } from '../runWords.ts';
import type { Ran } from '../runs.ts';
import { inCall } from '../callWords.ts';
import { lastName } from '../stemWords.ts';
import type { Draft, ExerciseKind, KindRequest } from './exerciseKind.ts';

/** Other one-place variants tried for wrong answers, per scenario. */
const rivalsTried = 14;

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
    for (const guard of mutants.filter((mutant) => mutant.kind === 'guard removed')) {
      for (const base of request.baseline) {
        if (!(await takesExit(request, guard, base))) continue;
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
  const told = contrast({
    key: {
      shownBy: asked,
      happensWhen: `when line ${line}'s early exit is gone`,
      reason: keyReason(line, redundant, asked.run.observation),
    },
    others,
    words: { unitName: lastName(request.unit.located.unit.name) },
    unchanged: base,
  });
  if (told === undefined) return undefined;
  return {
    stem: `Suppose line ${line}'s ${exitWord(guard.node)} is removed. ${inCall(base.scenario)}, ${told.ask}?`,
    scenarioClass: `line ${line - request.unit.located.unit.lines[0]} ${base.scenario.title}`,
    key: told.key,
    distractors: told.distractors,
    lines: [guard.lines],
    weight: redundant ? 0.6 : crashes(asked.run.observation) ? 0.6 : 0.9,
  };
}

function keyReason(line: number, redundant: boolean, observation: Observation): string {
  if (redundant) return `What follows line ${line} does the same for this call, so here the early exit changes nothing that can be seen.`;
  if (crashes(observation)) return `Without line ${line} the call goes on with a value the rest cannot handle.`;
  return `Without line ${line} the call goes on, and nothing later stops it.`;
}

/** Found out by putting a telltale error in the place of what the guard does. */
async function takesExit(request: KindRequest, guard: Mutant, base: Ran): Promise<boolean> {
  if (!ts.isIfStatement(guard.node)) return false;
  const body = guard.node.thenStatement;
  const probe = { start: body.getStart(request.unit.located.sourceFile), end: body.end, text: '{ throw new EvalError(); }' };
  const probed = await request.runs.run(base.scenario, [probe]);
  return probed !== undefined && !sameObservation(probed.run.observation, base.run.observation);
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
  if (!ts.isIfStatement(node)) return 'early exit';
  const body = node.thenStatement;
  const last = ts.isBlock(body) ? body.statements.at(-1) : body;
  if (last === undefined || ts.isReturnStatement(last)) return 'early return';
  if (ts.isThrowStatement(last)) return 'check';
  return ts.isContinueStatement(last) ? '`continue`' : '`break`';
}
