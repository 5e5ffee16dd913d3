import { ts } from 'ts-morph';
import type { LocatedUnit } from '../../analysis/sourceText.ts';
import type { LineRange } from '../../terms/ranges.ts';
import { mutantsOf, type Mutant } from '../mutants.ts';
import type { Ran } from '../runs.ts';
import { contrast, type Contrast, type UntoldOption } from '../wording/contrast.ts';
import { sameObservation } from '../wording/runWords.ts';
import { capitalised, lastName } from '../wording/stemWords.ts';
import type { SecondCall } from '../worlds/script.ts';
import type { Draft, ExerciseKind, KindRequest } from './exerciseKind.ts';
import { calleesWrite, stateAcrossWaits, type GapState } from './sharedState.ts';

const scenariosTried = 4;
const rivalsTried = 10;
/** Something else sees to it that calls do not overlap: a stand-in for it would not. */
const serialises = /(?<!b)lock|mutex|semaphore|acquire|enqueue|serializ|throttl|debounc|ratelimit|once\b|exclusive|atomic|transaction/iu;

/**
 * What two calls do to each other that overlap.
 *
 *     async connect() {
 *       if (this.socket) return this.socket;
 *       this.socket = await open(this.url);     // line 3
 *       return this.socket;
 *     }
 *
 * "`this.socket` is `undefined`. Say `connect` is called again while the first call waits in line 3, and the second call is answered
 * first. How often does `open` run, and what is `this.socket` in the end?" Asked only where the calls would do something else one after
 * the other: both orders are really run over the same state.
 */
export const awaitGap: ExerciseKind = {
  id: 'E15 await-gap',
  level: 'predict',
  async draft(request) {
    const { located, checker } = request.unit;
    const state = stateAcrossWaits(located);
    if (state.length === 0 || request.baseline.some(({ run }) => run.boundaryCalls.some((call) => serialises.test(call.target)))) return [];
    const paths = state.map(({ path }) => path);
    if (calleesWrite(located, paths, checker)) return [];
    const drafts: Draft[] = [];
    for (const base of request.baseline.filter(mayWait).slice(0, scenariosTried)) {
      const draft = await draftFor(request, base, state);
      if (draft !== undefined) drafts.push(draft);
    }
    return drafts.toSorted((left, right) => right.weight - left.weight);
  },
};

function mayWait({ run }: Ran): boolean {
  return run.boundaryCalls.some((call) => call.async) && ['resolves', 'rejects', 'pending'].includes(run.observation.settlement.kind);
}

interface Orders {
  readonly once: Ran;
  readonly serial: Ran;
  readonly inOrder: Ran;
  readonly overtaking: Ran | undefined;
  /** Which call is answered first may make a difference. */
  readonly orderTells: boolean;
}

async function draftFor(request: KindRequest, base: Ran, state: readonly GapState[]): Promise<Draft | undefined> {
  const again = (secondCall: SecondCall): Promise<Ran | undefined> =>
    request.runs.run(request.runs.world.withSecondCall(base.scenario, secondCall));
  const serial = await again('after the first');
  const inOrder = await again('first answered first');
  if (serial === undefined || inOrder === undefined) return undefined;
  const reversed = waitsForCalls(request.unit.located) ? await again('second answered first') : undefined;
  // Where both calls wait for one answer, none is answered first.
  const orderTells = reversed === undefined || !sameObservation(reversed.run.observation, inOrder.run.observation);
  const overtaking = orderTells ? reversed : undefined;
  const orders: Orders = { once: base, serial, inOrder, overtaking, orderTells };
  const asked = [overtaking, inOrder].filter((ran) => ran !== undefined);
  for (const key of asked) {
    const draft = await questionFor(request, key, orders, state, 'differs');
    if (draft !== undefined) return draft;
  }
  return await questionFor(request, inOrder, orders, state, 'is alike');
}

/** `serially`: what the answer has to be in comparison with two calls one after the other. */
async function questionFor(
  request: KindRequest,
  key: Ran,
  orders: Orders,
  state: readonly GapState[],
  serially: 'differs' | 'is alike',
): Promise<Draft | undefined> {
  const { located } = request.unit;
  const line = key.run.secondCall?.line ?? 0;
  if (line < located.unit.lines[0]) return undefined;
  const { serial, inOrder, overtaking } = orders;
  const others: UntoldOption[] = [
    {
      shownBy: serial,
      happensWhen: 'when the second call starts only after the first has ended',
      reason: 'That is what two calls do one after the other; here the second one starts before the first goes on.',
    },
  ];
  const other = key === inOrder ? overtaking : inOrder;
  const first = key === inOrder ? 'second' : 'first';
  if (other !== undefined)
    others.push({
      shownBy: other,
      happensWhen: `when the ${first} call is answered first`,
      reason: `That is what happens when the ${first} call is answered first.`,
    });
  for (const mutant of rivalsOf(located)) {
    const ran = await request.runs.run(key.scenario, mutant.edits);
    if (ran !== undefined)
      others.push({ shownBy: ran, happensWhen: mutant.happensWhen, reason: `That is what happens ${mutant.happensWhen}.` });
  }
  const told = contrast({
    key: {
      shownBy: key,
      happensWhen: 'in the asked run',
      reason:
        serially === 'differs'
          ? `The second call runs while line ${line} waits: it finds what was written before that line, and nothing of what comes after.`
          : `What the first call leaves before line ${line} waits is there when the second one looks.`,
    },
    others,
    ...(serially === 'differs' ? { apartFrom: serial } : {}),
    words: { excludes: isBeside(located, [key, ...others.map(({ shownBy }) => shownBy)], state) },
  });
  if (told === undefined) return undefined;
  const tellsSerial = told.distractors.some(({ shownBy }) => shownBy === serial);
  // Where the calls may as well come one after the other, that is the answer; where not, it is a wrong one.
  if (tellsSerial !== (serially === 'differs')) return undefined;
  if (serially === 'is alike' && !turnsAway(told, orders)) return undefined;
  const callers = callersOf(request);
  return {
    stem: `${stemOpening(request, line, callers.length > 1)}${orderWords(key, orders)}. ${capitalised(told.ask)}?`,
    aspects: told.aspects,
    scenarioClass: `${key.scenario.secondCall ?? ''} ${key.scenario.title}`,
    key: told.key,
    distractors: told.distractors.toSorted((left, right) => Number(right.shownBy === serial) - Number(left.shownBy === serial)),
    lines: decidingLines(located, line, state),
    weight: serially === 'differs' ? 0.95 : 0.65,
    assumptions: callers.length > 1 ? [`Two places that call it: ${callers.slice(0, 2).join(' and ')}.`] : [],
  };
}

function orderWords(key: Ran, { inOrder, orderTells }: Orders): string {
  if (!orderTells) return '';
  return `, and the ${key === inOrder ? 'first' : 'second'} call is answered first`;
}

/** Whether one of the calls told of is made by the first call alone, and a wrong answer has it made by both. */
function turnsAway({ aspects, distractors }: Contrast, { once, inOrder }: Orders): boolean {
  return aspects.some((aspect) => {
    const target = /^call count (.+)$/u.exec(aspect)?.[1];
    const count = ({ run }: Ran): number => run.observation.effects.filter((effect) => effect.target === target).length;
    return (
      target !== undefined &&
      count(once) > 0 &&
      count(inOrder) === count(once) &&
      distractors.some(({ shownBy }) => count(shownBy) > count(once))
    );
  });
}

/** What is often misread between two calls comes first. */
function rivalsOf(located: LocatedUnit): readonly Mutant[] {
  const telling = ['guard removed', 'finally emptied', 'await dropped', 'statement removed', 'check dropped', 'condition negated'];
  const place = ({ kind }: Mutant): number => (telling.includes(kind) ? telling.indexOf(kind) : telling.length);
  return mutantsOf(located)
    .toSorted((left, right) => place(left) - place(right))
    .slice(0, rivalsTried);
}

/**
 * Not worth telling of two calls: what only one of the outside's answers is asked, which has no name that holds for both, and what is
 * asked in passing, as `this.isExpired()` in a condition.
 */
function isBeside({ node: unit, sourceFile }: LocatedUnit, runs: readonly Ran[], state: readonly GapState[]): (target: string) => boolean {
  const done = new Set(state.map(({ path }) => path));
  for (const { run } of runs) for (const call of run.boundaryCalls) if (call.async) done.add(call.target);
  function visit(node: ts.Node): void {
    if (ts.isExpressionStatement(node) && ts.isCallExpression(node.expression))
      done.add(node.expression.expression.getText(sourceFile).replaceAll(/[?!]/gu, ''));
    ts.forEachChild(node, visit);
  }
  visit(unit);
  return (target) => /[()[]|#\d/u.test(target) || !done.has(target);
}

function stemOpening({ unit }: KindRequest, line: number, knownToBeCalledTwice: boolean): string {
  const { located } = unit;
  const takesArguments = ts.isFunctionLike(located.node) && located.node.parameters.length > 0;
  const called = `\`${lastName(located.unit.name)}\` is called again${takesArguments ? ' with the same arguments' : ''}`;
  return `${knownToBeCalledTwice ? '' : 'Say '}${called} while the first call waits in line ${line}`;
}

function callersOf({ unit }: KindRequest): readonly string[] {
  const places = unit.callSites.filter((site) => !site.inTest).map((site) => `\`${site.path}\` line ${site.lines[0]}`);
  return [...new Set(places)];
}

/** Whether it waits only for what its own calls are answered: then each call has answers of its own, and one can overtake the other. */
function waitsForCalls({ node: unit }: LocatedUnit): boolean {
  function plain(node: ts.Node): boolean {
    if (ts.isAwaitExpression(node) && !ts.isCallExpression(unwrapped(node.expression))) return false;
    return ts.forEachChild(node, (child) => !plain(child) || undefined) !== true;
  }
  return plain(unit);
}

function unwrapped(node: ts.Expression): ts.Expression {
  return ts.isParenthesizedExpression(node) || ts.isNonNullExpression(node) || ts.isAsExpression(node) ? unwrapped(node.expression) : node;
}

/** The wait, and the lines that write what both calls share. */
function decidingLines({ sourceFile }: LocatedUnit, line: number, state: readonly GapState[]): readonly LineRange[] {
  const written = new Set<number>();
  for (const { writes } of state) for (const end of writes) written.add(sourceFile.getLineAndCharacterOfPosition(end).line + 1);
  written.delete(line);
  return [[line, line], ...[...written].map((each): LineRange => [each, each])];
}
