import { ts } from 'ts-morph';
import type { CompilerError, Recompiled } from '../../analysis/recompile.ts';
import { mutantsOf } from '../mutants.ts';
import type { OutcomeFeature } from '../wording/outcomeFeature.ts';
import { featuresAmong } from '../wording/outcomeFeatures.ts';
import { sameObservation } from '../wording/runWords.ts';
import type { Ran } from '../runs.ts';
import { answersAround, compilerRecord, errorInWords } from './compilerWords.ts';
import type { Draft, DraftOption, ExerciseKind, KindRequest } from './exerciseKind.ts';
import { runsStraightOn, statementsAfter } from './runsStraightOn.ts';
import { lossesIn, lossInWords, type Loss } from './losses.ts';

/** Compiling again takes up to some tenths of a second. */
const mostRecompiled = 6;
const mostDrafts = 3;
const mostLosses = 20;
const scenariosTried = 3;
const rivalsTried = 10;
/** A field that is never set, and a name that is never used: known to everybody, and no question. */
const plainErrors: ReadonlySet<number> = new Set([2564, 6133, 6192, 6196, 6198]);
const longestClause = 44;
/** Shares of the questions in which another answer has as much in common with the question as the key, and in which "nothing changes" is offered. */
const keyHidden = 0.75;
const sameOffered = 0.4;
/** Of what is lost without a trace: rare, and the answer that nobody expects. */
const unseenWorth = 0.8;

/**
 * Who notices what a merge loses.
 *
 *     pending.delete(id);          // line 9
 *     if (pending.size === 0) idle.resolve();
 *
 * "Take the call where one request is open. A merge loses line 9: what comes of it?" It fails to compile, here or in another file; it
 * compiles and something else happens; it compiles and nothing changes. The compiler and the runs say which, and it is always one.
 */
export const whoCatchesIt: ExerciseKind = {
  id: 'E21 who-catches-it',
  level: 'change-impact',
  async draft(request) {
    if (request.unit.recompile === undefined) return [];
    const seen: Seen[] = [];
    for (const loss of lossesIn(request.unit.located).slice(0, mostLosses)) {
      const found = await mostTelling(request, loss);
      if (found !== undefined) seen.push(found);
    }
    const drafts: Draft[] = [];
    for (const candidate of seen.toSorted((left, right) => right.worth - left.worth).slice(0, mostRecompiled)) {
      const compiled = request.unit.recompile(candidate.loss.edits);
      const draft = compiled.ok ? await draftFor(request, candidate, compiled.value) : undefined;
      if (draft !== undefined) drafts.push(draft);
    }
    return drafts.toSorted((left, right) => right.weight - left.weight).slice(0, mostDrafts);
  },
};

/** A loss in the call in which it says most. */
interface Seen {
  readonly loss: Loss;
  readonly base: Ran;
  readonly after: Ran;
  /** What changes, where something does. */
  readonly feature?: OutcomeFeature;
  readonly worth: number;
}

async function mostTelling(request: KindRequest, loss: Loss): Promise<Seen | undefined> {
  let best: Seen | undefined;
  const bases = request.baseline.filter((base) => base.run.executedLines.includes(loss.lines[0]));
  for (const base of bases.slice(0, scenariosTried)) {
    const after = await request.runs.run(base.scenario, loss.edits);
    if (after === undefined) continue;
    const changed = !sameObservation(after.run.observation, base.run.observation);
    const feature = changed ? tellingFeature(request, loss, base, after) : undefined;
    const open = feature !== undefined || (!changed && (await isInUse(request, loss, base)));
    // What is lost without a word to tell may still be an error, and then the compiler is the one who says so.
    const plain = changed || !open ? 0.6 : unseenWorth;
    const worth = (feature === undefined ? plain : 0.85 - 0.06 * feature.rank) * (open ? 1 : 0.4) + 0.2 * request.random();
    if (best === undefined || worth > best.worth) best = { loss, base, after, worth, ...(feature && { feature }) };
  }
  return best;
}

function tellingFeature(request: KindRequest, loss: Loss, base: Ran, after: Ran): OutcomeFeature | undefined {
  const { node, what } = loss;
  const exposed = ts.isIfStatement(node) ? statementsAfter(node, what === 'check' ? 'check dropped' : 'guard removed') : [];
  const words = {
    excludes: loss.repeats,
    hidesSettlement: loss.fillsResult === true,
    onlyReceives: runsStraightOn(exposed, request.unit.located, after.run.observation),
  };
  return featuresAmong([after.run.observation, base.run.observation], words)
    .filter((feature) => {
      const clause = feature.tell(after.run.observation);
      if (loss.what === 'guard' && clause === 'the caller sees no error') return false;
      return isTold(clause) && feature.tell(base.run.observation) !== undefined && !writesWhatIsThere(clause, base);
    })
    .toSorted((left, right) => left.rank - right.rank)[0];
}

/** `order.status` becomes what it is already: whether that is a change is a matter of words. */
function writesWhatIsThere(clause: string, { scenario }: Ran): boolean {
  return scenario.values.some(({ slot, value }) => {
    const place = /`[^`]+`/.exec(slot)?.[0] ?? `\`${slot}\``;
    return clause === `${place} becomes \`${value}\``;
  });
}

function isTold(clause: string | undefined): clause is string {
  return clause !== undefined && clause.replaceAll('`', '').length <= longestClause;
}

/**
 * Whether the call takes the lost exit: that it is not needed here is then no matter of course. Of a lost
 * `await` nobody may say so: the caller gets its answer earlier.
 */
async function isInUse(request: KindRequest, loss: Loss, base: Ran): Promise<boolean> {
  if (loss.what === 'statement') return false;
  if (!ts.isIfStatement(loss.node) || loss.what === 'operand') return false;
  const body = loss.node.thenStatement;
  const probe = { start: body.getStart(request.unit.located.sourceFile), end: body.end, text: '{ throw new EvalError(); }' };
  const probed = await request.runs.run(base.scenario, [probe]);
  return probed !== undefined && sameObservation(probed.run.observation, base.run.observation) === (loss.what === 'check');
}

/** Whether a loss that shows nothing in a run may still do something: two stated things have the same value, or a value is cut off. */
function mayHide({ scenario, run }: Ran): boolean {
  const { settlement, effects } = run.observation;
  const seen = [...effects.flatMap((effect) => effect.values), 'value' in settlement ? settlement.value : ''];
  if (seen.some((value) => value.includes('…') || /\bfunction\b/.test(value))) return true;
  const stated = new Map([...scenario.values, ...(run.values ?? [])].map(({ slot, value }) => [slot, value]));
  return seen.some((value) => [...stated.values()].filter((other) => other === value).length > 1);
}

async function draftFor(request: KindRequest, seen: Seen, compiled: Recompiled): Promise<Draft | undefined> {
  const { loss, base, after, feature } = seen;
  const [caught] = [...compiled.here, ...compiled.elsewhere];
  if (isSeenAtOnce(loss, compiled)) return undefined;
  const changed = !sameObservation(after.run.observation, base.run.observation);
  if (caught === undefined && changed && feature === undefined) return undefined;
  // A statement is written for something: that a run does not show what, is no proof that nothing is lost.
  if (caught === undefined && !changed && loss.what === 'statement') return undefined;
  if (caught === undefined && !changed && (mayHide(base) || !(await isInUse(request, loss, base)))) return undefined;
  const clause = feature?.tell(after.run.observation);
  const other = await otherConsequence(request, seen, clause);
  // Beside the compiler alone, "nothing changes" answers itself, and so does the only consequence.
  if (caught === undefined && other === undefined) return undefined;
  const words = answersAround(clause ?? other?.clause ?? '');
  const remark =
    caught === undefined
      ? 'It compiles: the compiler has nothing to say that it did not say before.'
      : `But it does not compile: ${errorInWords(caught)}`;
  const shared = { shownBy: after, happensWhen: `when ${loss.words} is lost` };

  const standing = { shownBy: base, happensWhen: `with ${loss.words} in place` };
  const here: DraftOption = {
    ...standing,
    text: words.here,
    reason:
      compiled.here[0] === undefined
        ? 'The compiler has nothing to say here: every type still fits.'
        : `The compiler notices it: ${errorInWords(compiled.here[0])}`,
    recompiled: compilerRecord(request.unit.located, loss.edits, compiled.here, [request.unit.located.unit.path]),
  };
  const elsewhere: DraftOption = {
    ...standing,
    text: words.elsewhere,
    reason:
      compiled.elsewhere[0] === undefined
        ? 'What other files see of it has the same type as before.'
        : `Its type changes for others: ${errorInWords(compiled.elsewhere[0])}`,
    recompiled: compilerRecord(
      request.unit.located,
      loss.edits,
      compiled.elsewhere,
      compiled.compiled.length === 0 ? ['every other file'] : compiled.compiled,
    ),
  };
  const same: DraftOption = {
    ...(changed ? standing : shared),
    text: words.same,
    reason: sameReason(caught, changed, loss),
    ...((caught !== undefined || !changed) && { remark }),
  };
  const change: DraftOption | undefined =
    clause === undefined
      ? undefined
      : {
          ...shared,
          text: `It compiles, and ${clause}.`,
          reason:
            caught === undefined
              ? `No type speaks of ${loss.words}; running the call without it shows this.`
              : `It would, if it compiled. The compiler stops it: ${errorInWords(caught)}`,
          remark,
        };
  const rival: DraftOption | undefined = other && {
    shownBy: other.ran,
    happensWhen: other.happensWhen,
    text: `It compiles, and ${other.clause}.`,
    reason: `That is what happens ${other.happensWhen}.`,
    ...(caught !== undefined && { remark }),
  };
  const key = compiled.here.length > 0 ? here : caught !== undefined ? elsewhere : (change ?? same);
  const ripples = request.unit.callSites.some((site) => site.file !== request.unit.located.sourceFile.fileName && !site.inTest);
  // Where "nothing changes" stood in every question, nobody would believe it.
  const [first, last] = request.random() < sameOffered || rival === undefined ? [[same], []] : [[], [same]];
  const order = [
    ...first,
    ...(ripples || rival === undefined ? [here, change, elsewhere, rival] : [rival, here, change, elsewhere]),
    ...last,
  ];
  return {
    stem: `${lossInWords(loss)}: what comes of it?`,
    aspects: [feature, other?.feature].flatMap((aspect) => (aspect === undefined ? [] : [aspect.id])),
    scenarioClass: `loss ${loss.words.replaceAll(/\d+/g, (line) => String(Number(line) - request.unit.located.unit.lines[0]))} ${base.scenario.title}`,
    key,
    // An error here and elsewhere is both: the one answer would be as true as the other.
    distractors: order.filter(
      (option): option is DraftOption => option !== undefined && option !== key && !(option === elsewhere && compiled.elsewhere.length > 0),
    ),
    lines: [loss.lines],
    needsNoCompiler: true,
    weight: key === elsewhere ? 0.95 : key === here ? 0.8 : Math.min(0.9, seen.worth),
    assumptions: [`The compiler runs ${compiled.strictness}.`],
  };
}

/** What the compiler says to a lost `?` or `await` in the very line is what everybody expects, and so is a field left unset. */
function isSeenAtOnce(loss: Loss, { here }: Recompiled): boolean {
  if (here.length === 0) return false;
  if (here.every(({ code }) => plainErrors.has(code))) return true;
  return !['statement', 'guard', 'check'].includes(loss.what) && here.every(({ line }) => line === loss.lines[0]);
}

interface OtherConsequence {
  readonly clause: string;
  readonly feature: OutcomeFeature;
  readonly ran: Ran;
  readonly happensWhen: string;
}

/**
 * What something else does to the same call and this loss does not. Mostly one that has at least as much in common with the question as
 * the key: who looks for the question's own names must not find the key by them.
 */
async function otherConsequence(
  request: KindRequest,
  { loss, base, after, feature }: Seen,
  clause: string | undefined,
): Promise<OtherConsequence | undefined> {
  const { located } = request.unit;
  const words = { excludes: loss.repeats, hidesSettlement: loss.fillsResult === true };
  const asked = new Set(wordsIn(`${lossInWords(loss)} ${base.scenario.title}`));
  const shared = (text: string): number => wordsIn(text).filter((word) => asked.has(word)).length / Math.max(1, wordsIn(text).length);
  const own = clause === undefined ? 0 : shared(clause);
  const hidden = request.random() < keyHidden;
  const found: (OtherConsequence & { readonly rank: number })[] = [];
  const rivals = mutantsOf(located).filter((mutant) => mutant.kind !== 'neighbours swapped' && mutant.node !== loss.node);
  for (const mutant of rivals.slice(0, rivalsTried)) {
    const ran = await request.runs.run(base.scenario, mutant.edits);
    if (ran === undefined) continue;
    for (const other of featuresAmong([ran.run.observation, after.run.observation, base.run.observation], words)) {
      const told = other.tell(ran.run.observation);
      const usual = other.tell(base.run.observation);
      if (!isTold(told) || told === other.tell(after.run.observation) || told === usual || usual === undefined) continue;
      const rank = (other.id === feature?.id ? -1 : other.rank) + (hidden && shared(told) < own ? 100 : 0);
      found.push({ clause: told, feature: other, ran, happensWhen: mutant.happensWhen, rank });
    }
  }
  return found.toSorted((left, right) => left.rank - right.rank)[0];
}

function wordsIn(text: string): readonly string[] {
  return text.toLowerCase().match(/[a-z_$#][\w$#]*|\d+/g) ?? [];
}

function sameReason(caught: CompilerError | undefined, changed: boolean, loss: Loss): string {
  if (caught !== undefined) return `It does not compile: ${errorInWords(caught)}`;
  return changed
    ? `That is the call with ${loss.words} in place; its absence can be seen.`
    : `Running this call with and without ${loss.words} shows the same.`;
}
