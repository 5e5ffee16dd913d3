import { ts } from 'ts-morph';
import type { LocatedUnit } from '../../analysis/sourceText.ts';
import { linesOf } from '../syntaxLines.ts';
import type { Ran } from '../runs.ts';
import { uncapitalised } from '../wording/stemWords.ts';
import { inCall } from '../wording/callWords.ts';
import { isLogging } from '../wording/outcomeFeatures.ts';
import type { Draft, DraftOption, ExerciseKind, KindRequest } from './exerciseKind.ts';
import { handlerMutants, lostReturns } from './lostReturns.ts';
import { errorAssumptions, failsInWords } from './failureWords.ts';
import { responderOf, type Responder } from './responses.ts';
import { failureAt } from './failureAt.ts';

const failuresTried = 5;
const mostDrafts = 4;
/** Before so many decisions an answer can be read off the first condition. */
const fewestDecisions = 2;

/**
 * What a handler of requests sends, and how often.
 *
 *     if (!body.email) res.status(400).json({ error: 'no address' });      // and goes on
 *     const user = await users.create(body);
 *     res.status(201).json(user);
 *
 * "`body.email` is `""`. What does this handler send?" `400` is sent, then another is tried. Wrong answers are what it sends in the next
 * case, and where a `return` is lost or taken for granted.
 */
export const httpOnce: ExerciseKind = {
  id: 'E38 http-once',
  level: 'predict',
  async draft(request) {
    const { located, checker } = request.unit;
    const responder = responderOf(located, checker);
    if (responder === undefined) return [];
    const drafts: Draft[] = [];
    const failing = await failingRuns(request);
    for (const asked of [...request.baseline, ...failing]) {
      const draft = await draftFor(request, asked, responder, [...request.baseline, ...failing]);
      if (draft !== undefined) drafts.push(draft);
    }
    return drafts.toSorted((left, right) => right.weight - left.weight).slice(0, mostDrafts);
  },
};

/** Each named call of the first scenarios failing in turn. */
async function failingRuns({ runs, baseline }: KindRequest): Promise<readonly Ran[]> {
  const found: Ran[] = [];
  const seen = new Set<string>();
  for (const base of baseline) {
    for (const call of base.run.boundaryCalls) {
      const place = `${call.target}:${call.line}`;
      if (found.length >= failuresTried || seen.has(place) || !call.async || isLogging(call.target) || !/^[\w$.#]+$/u.test(call.target))
        continue;
      seen.add(place);
      const failure = failureAt(call);
      const ran = await runs.run(runs.world.withFailure(base.scenario, failure));
      if (ran !== undefined) found.push(ran);
    }
  }
  return found;
}

async function draftFor(request: KindRequest, asked: Ran, responder: Responder, all: readonly Ran[]): Promise<Draft | undefined> {
  const { located } = request.unit;
  const text = responder.tell(asked.run.observation);
  const double = responder.isDouble(asked.run.observation);
  const { failure } = asked.scenario;
  // Nothing catches it: that is what failures do.
  const fails = 'error' in asked.run.observation.settlement;
  const isHandedOn = text?.startsWith('Nothing is sent; ') === true;
  if (text === undefined || (failure === undefined && !double && decisionsIn(asked, located) < fewestDecisions)) return undefined;
  const of = failure === undefined ? [] : errorAssumptions(located);
  if (of === undefined) return undefined;
  const failed =
    failure &&
    asked.run.boundaryCalls.find(({ target, occurrence }) => target === failure.call.target && occurrence === failure.call.occurrence);
  const line = failed?.line;
  const others: DraftOption[] = [];
  const add = (ran: Ran | undefined, happensWhen: string, reason = `That is what happens ${happensWhen}.`): void => {
    const told = ran && responder.tell(ran.run.observation);
    if (ran !== undefined && told !== undefined && told !== text) others.push({ text: told, shownBy: ran, happensWhen, reason });
  };
  for (const lost of lostReturns(located, responder)) {
    if (lost.kind === 'kept')
      add(
        await request.runs.run(asked.scenario, lost.edits),
        `when line ${lost.line} returns`,
        `It would, if line ${lost.line} returned: sending does not end the function.`,
      );
    else add(await request.runs.run(asked.scenario, lost.edits), `without the \`return\` in line ${lost.line}`);
  }
  for (const mutant of handlerMutants(located)) add(await request.runs.run(asked.scenario, mutant.edits), mutant.happensWhen);
  for (const other of all) {
    if (other === asked) continue;
    const where = other.scenario.failure === undefined ? uncapitalised(inCall(other.scenario)) : `when ${other.scenario.title}`;
    add(other, where);
  }
  return {
    stem: `${failed === undefined ? '' : `\`${failed.target}\` in line ${failed.line} ${failsInWords(failed, 'rejects', located, all)}. `}What does this handler send?`,
    aspects: ['http'],
    assumptions: of,
    scenarioClass: `${asked.scenario.title} response`,
    key: {
      text,
      shownBy: asked,
      happensWhen: 'in the asked run',
      reason: double
        ? 'Sending a response does not end the function: nothing returns there, so it goes on.'
        : 'Running it with these values shows it.',
    },
    async judge(again) {
      const now = await again(asked);
      return now !== undefined && responder.tell(now.run.observation) === text;
    },
    distractors: others,
    lines: line === undefined ? [linesOf(located.node, located.sourceFile)] : [[line, line]],
    weight: double ? 0.95 : failure === undefined ? 0.6 : fails || isHandedOn ? 0.3 : 0.85,
  };
}

/** Conditions that the run came by. */
function decisionsIn({ run }: Ran, { node: unit, sourceFile }: LocatedUnit): number {
  const executed = new Set(run.executedLines);
  let count = 0;
  const visit = (node: ts.Node): void => {
    if ((ts.isIfStatement(node) || ts.isSwitchStatement(node)) && executed.has(linesOf(node, sourceFile)[0])) count += 1;
    ts.forEachChild(node, visit);
  };
  visit(unit);
  return count;
}
