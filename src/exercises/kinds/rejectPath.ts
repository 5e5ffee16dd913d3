import { ts } from 'ts-morph';
import type { Observation } from '../../terms/proof.ts';
import { inCall } from '../wording/callWords.ts';
import { contrast, type Contrast, type UntoldOption } from '../wording/contrast.ts';
import { linesOf } from '../syntaxLines.ts';
import { mutantsOf, type Mutant } from '../mutants.ts';
import { isLogging } from '../wording/outcomeFeatures.ts';
import type { Ran } from '../runs.ts';
import { failureClass } from '../worlds/script.ts';
import { errorAssumptions, failsInWords, isRepeated } from './failureWords.ts';
import { capitalised, uncapitalised } from '../wording/stemWords.ts';
import type { BoundaryCall, Failure } from '../worlds/world.ts';
import type { Draft, ExerciseKind, KindRequest } from './exerciseKind.ts';
import { failureAt } from './failureAt.ts';

interface Injection {
  readonly call: BoundaryCall;
  readonly failure: Failure;
  readonly ran: Ran;
  /** The caller gets the very failure that was injected. */
  readonly reachesCaller: boolean;
  readonly atOnce: boolean;
}

/** At most so many calls of a scenario are made to fail, and so many of those failures are asked about. */
const injectionsPerScenario = 6;
const askedPerScenario = 3;

/**
 * What a failing call does to the caller and to what comes after.
 *
 *     async function checkout(order) {
 *       const paid = await pay(order);
 *       try { await saveInvoice(paid); } catch { await queue(paid); }
 *       await notify(paid);
 *     }
 *
 * "`saveInvoice` in line 3 rejects. What does the caller of `checkout` see, and does `notify` run?"
 * Asked only where at least one failing call behaves unlike "propagates at once"; otherwise every answer would be the same.
 */
export const rejectPath: ExerciseKind = {
  id: 'E12 reject-path',
  level: 'change-impact',
  async draft(request) {
    const drafts: Draft[] = [];
    for (const base of request.baseline.slice(0, 3)) {
      const injections = await injectAll(request, base);
      if (!injections.some((injection) => !injection.atOnce)) continue;
      for (const asked of mostTelling(injections)) {
        const draft = await draftFor(request, base, asked, injections);
        if (draft !== undefined) drafts.push(draft);
      }
    }
    return drafts.toSorted((left, right) => right.weight - left.weight);
  },
};

/** `try { return read(); } catch { return undefined; }`: what the caller gets stands there. */
function answersOnTheSpot({ unit }: KindRequest, { call }: Injection, aspects: readonly string[]): boolean {
  if (aspects.length !== 1 || aspects[0] !== 'settlement') return false;
  const { node, sourceFile } = unit.located;
  function answers(child: ts.Node): boolean {
    if (ts.isTryStatement(child) && child.finallyBlock === undefined) {
      const [first, last] = linesOf(child.tryBlock, sourceFile);
      const [only, more] = child.catchClause?.block.statements ?? [];
      if (call.line >= first && call.line <= last && only !== undefined && more === undefined && ts.isReturnStatement(only)) return true;
    }
    return ts.forEachChild(child, answers) ?? false;
  }
  return answers(node);
}

/** Failures that do something else than end the run come first. */
function mostTelling(injections: readonly Injection[]): readonly Injection[] {
  return injections.toSorted((left, right) => Number(left.atOnce) - Number(right.atOnce)).slice(0, askedPerScenario);
}

async function injectAll(request: KindRequest, base: Ran): Promise<readonly Injection[]> {
  const found: Injection[] = [];
  const guarded = hasFailureHandling(request.unit.located.node);
  const seen = new Set<string>();
  for (const call of base.run.boundaryCalls) {
    if (found.length >= injectionsPerScenario) break;
    const place = `${call.target}:${call.line}`;
    if (seen.has(place) || isLogging(call.target) || isClock(call.target) || !isNamed(call.target) || (!call.async && !guarded)) continue;
    seen.add(place);
    const failure = failureAt(call);
    const ran = await request.runs.run(request.runs.world.withFailure(base.scenario, failure));
    if (ran === undefined) continue;
    const { settlement } = ran.run.observation;
    const reachesCaller = 'error' in settlement && settlement.error === failureClass;
    found.push({ call, failure, ran, reachesCaller, atOnce: reachesCaller && endsWithFailedCall(ran.run.observation, call) });
  }
  return found;
}

async function draftFor(request: KindRequest, base: Ran, asked: Injection, all: readonly Injection[]): Promise<Draft | undefined> {
  const { located } = request.unit;
  const { call, failure } = asked;
  const others: UntoldOption[] = [];
  for (const mutant of mutantsOf(located)) {
    if (!concernsFailure(mutant) || (mutant.kind === 'await dropped' && mutant.lines[0] !== call.line)) continue;
    const ran = await request.runs.run(asked.ran.scenario, mutant.edits);
    if (ran !== undefined)
      others.push({ shownBy: ran, happensWhen: mutant.happensWhen, reason: `That is what happens ${mutant.happensWhen}.` });
  }
  for (const other of all) {
    if (other === asked) continue;
    const place = `\`${other.call.target}\` in line ${other.call.line}`;
    others.push({ shownBy: other.ran, happensWhen: `when ${place} fails instead`, reason: `That is what a failing ${place} does.` });
  }
  others.push({
    shownBy: base,
    happensWhen: `when \`${call.target}\` succeeds`,
    reason: `That is the run in which \`${call.target}\` succeeds; its failure does make a difference.`,
  });
  // A failure that is taken on the spot leaves two answers: what the other ways out give is a third.
  for (const other of request.baseline) {
    if (other.scenario.id === base.scenario.id) continue;
    const where = uncapitalised(inCall(other.scenario));
    others.push({ shownBy: other, happensWhen: where, reason: `That is what happens ${where}.` });
  }

  const told = contrast({
    key: { shownBy: asked.ran, happensWhen: 'in the asked run', reason: keyReason(asked) },
    others,
    words: {
      injected: failureClass,
      settled: callsBefore(asked),
      telling: callsAfter(asked),
      excludes: (target: string) => target === call.target || isOver(target, base, asked),
    },
  });
  if (told === undefined) return undefined;
  const question = `${capitalised(told.ask)}?`;
  const fails = failsInWords(call, failure.with, located, [base, asked.ran, ...others.map(({ shownBy }) => shownBy)]);
  const of = errorAssumptions(located);
  // With nothing left behind, that a failure is passed on is what failures do.
  if (of === undefined || (asked.atOnce && told.aspects.every((aspect) => aspect.endsWith('settlement')))) return undefined;
  return {
    stem: `\`${call.target}\` in line ${call.line} ${fails}. ${question}`,
    assumptions: of,
    ...((await isSameWherever(request, asked, told)) && {
      reached: {
        line: call.line,
        stem: `A call gets as far as line ${call.line}; there \`${call.target}\` ${failure.with}. ${question}`,
      },
    }),
    aspects: told.aspects,
    judge: told.judge,
    scenarioClass: `${base.scenario.title} ${call.target}#${call.occurrence} ${failure.with}`,
    key: told.key,
    distractors: told.distractors,
    lines: decidingLines(request, asked),
    weight: answersOnTheSpot(request, asked, told.aspects) ? 0.2 : (asked.atOnce ? 0.55 : 0.9) * (call.async ? 1 : 0.75),
  };
}

/** Whether every scenario that comes by the call has the same answer when it fails there. */
async function isSameWherever({ runs, baseline, unit }: KindRequest, { call, failure }: Injection, told: Contrast): Promise<boolean> {
  if (call.occurrence > 0 || isRepeated(unit.located, call.line)) return false;
  for (const other of baseline) {
    const there = other.run.boundaryCalls.find(({ target, line }) => target === call.target && line === call.line);
    if (!there) continue;
    const failing: Failure = { ...failure, call: { target: there.target, occurrence: there.occurrence } };
    const ran = await runs.run(runs.world.withFailure(other.scenario, failing));
    if (ran === undefined || told.tell(ran) !== told.key.text) return false;
  }
  return true;
}

/** Whether all calls of it come before the failing one, with and without the failure: how often it runs has nothing to do with that. */
function isOver(target: string, base: Ran, { ran, call }: Injection): boolean {
  const last = (made: readonly BoundaryCall[]): boolean => {
    const failed = made.findIndex((each) => each.target === call.target && each.occurrence === call.occurrence);
    const at = made.findLastIndex((each) => each.target === target);
    return at >= 0 && at < failed;
  };
  return last(base.run.boundaryCalls) && last(ran.run.boundaryCalls);
}

/** What still runs on the way out of a failure that reaches the caller: a `finally`, a `catch` that throws it on. */
function callsAfter({ ran, call, reachesCaller }: Injection): ReadonlySet<string> {
  const { boundaryCalls } = ran.run;
  const failed = boundaryCalls.findIndex((each) => each.target === call.target && each.occurrence === call.occurrence);
  const after = boundaryCalls.slice(failed + 1).filter(({ target }) => !isLogging(target));
  return new Set(reachesCaller && failed >= 0 ? after.map(({ target }) => target) : []);
}

/** What had been called or written when the asked call failed, that call included. */
function callsBefore({ ran, call }: Injection): ReadonlySet<string> {
  const before = new Set<string>();
  for (const made of ran.run.boundaryCalls) {
    before.add(made.target);
    if (made.target === call.target && made.occurrence === call.occurrence) break;
  }
  const { effects } = ran.run.observation;
  const failed = effects.findIndex((effect) => effect.target === call.target);
  for (const [index, { kind, target }] of effects.entries()) {
    // What was set on the very thing that the failed call was to keep is what is left half done.
    const isHandedOn = effects[failed]?.values.some((value) => value === target.slice(0, target.lastIndexOf('.')));
    if (index < failed && kind === 'set' && isHandedOn !== true && !effects.slice(failed).some((later) => later.target === target))
      before.add(target);
  }
  return before;
}

function keyReason(asked: Injection): string {
  const { observation } = asked.ran.run;
  const call = `\`${asked.call.target}\``;
  if (asked.atOnce) return `Nothing on the way catches the failure of ${call}, so it ends the run there.`;
  if ('error' in observation.settlement) {
    return !asked.reachesCaller
      ? `The failure of ${call} is caught, and another error takes its place.`
      : `The failure of ${call} reaches the caller, but other code runs on the way out.`;
  }
  if (observation.settlement.kind === 'pending')
    return `The failure of ${call} does not settle the promise the caller holds, and nothing else does.`;
  return `The failure of ${call} does not reach the caller: it is caught, or nobody waits for it.`;
}

function concernsFailure(mutant: Mutant): boolean {
  return ['catch rethrows', 'failure swallowed', 'finally emptied', 'await dropped', 'rethrow dropped', 'combinator swapped'].includes(
    mutant.kind,
  );
}

/** Whether the failed call is the last thing that left the unit. */
function endsWithFailedCall(observation: Observation, call: BoundaryCall): boolean {
  const last = observation.effects.at(-1);
  return last === undefined || last.target === call.target;
}

function hasFailureHandling(unit: ts.Node): boolean {
  let found = false;
  function visit(node: ts.Node): void {
    if (ts.isTryStatement(node)) found = true;
    if (!found) ts.forEachChild(node, visit);
  }
  ts.forEachChild(unit, visit);
  return found;
}

function decidingLines(request: KindRequest, asked: Injection): Draft['lines'] {
  const { node, sourceFile } = request.unit.located;
  const lines: [number, number][] = [[asked.call.line, asked.call.line]];
  function visit(child: ts.Node): void {
    if (ts.isTryStatement(child)) {
      const [first, last] = linesOf(child, sourceFile);
      if (asked.call.line >= first && asked.call.line <= last) {
        for (const part of [child.catchClause, child.finallyBlock]) {
          if (part !== undefined) lines.push([...linesOf(part, sourceFile)]);
        }
      }
    }
    ts.forEachChild(child, visit);
  }
  ts.forEachChild(node, visit);
  return lines;
}

/** What never fails. */
function isClock(target: string): boolean {
  return /(?:^|\.)(?:now|random\w*|uuid|nanoid)$/i.test(target);
}

function isNamed(target: string): boolean {
  return /^[\w$.#[\]]+$/.test(target) && target.length <= 44;
}
