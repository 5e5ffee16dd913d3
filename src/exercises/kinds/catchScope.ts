import { ts } from 'ts-morph';
import type { LocatedUnit } from '../../analysis/sourceText.ts';
import type { LineRange } from '../../terms/ranges.ts';
import { isLogging } from '../wording/outcomeFeatures.ts';
import { sameObservation } from '../wording/runWords.ts';
import type { Ran } from '../runs.ts';
import { linesOf } from '../syntaxLines.ts';
import type { BoundaryCall, UnitEdit } from '../worlds/world.ts';
import type { Draft, DraftOption, ExerciseKind, KindRequest } from './exerciseKind.ts';
import { failureAt } from './failureAt.ts';

const mostCalls = 7;
const scenariosTried = 3;

interface Catch {
  readonly statement: ts.TryStatement & { readonly catchClause: ts.CatchClause };
  /** 1-based line of the `catch`. */
  readonly line: number;
  /** Lines of its statements. */
  readonly block: LineRange;
  /** Makes the `catch` raise an error of its own, so that a run tells whether a failure landed there. */
  readonly telltale: UnitEdit;
}

interface Injected {
  readonly call: BoundaryCall;
  readonly ran: Ran;
  readonly lands: boolean;
  /** The call stands between the braces of the `try`. */
  readonly inside: boolean;
}

const telltaleClass = 'EvalError';

/**
 * Whose failures a `catch` gets.
 *
 *     try {
 *       await lock(job);
 *       void report(job);          // line 5: nobody waits for it
 *       return run(job);           // line 6: neither does the `try`
 *     } catch { … }                // line 7
 *
 * "Which of these calls, when it fails, lands in the `catch` of line 7?" Asked only where the braces alone give the wrong answer.
 */
export const catchScope: ExerciseKind = {
  id: 'E13 catch-scope',
  level: 'relate',
  async draft(request) {
    const drafts: Draft[] = [];
    for (const caught of catchesIn(request.unit.located)) {
      for (const base of request.baseline.slice(0, scenariosTried)) {
        const draft = draftFor(caught, await injectEach(request, caught, base));
        if (draft === undefined) continue;
        drafts.push(draft);
        break;
      }
    }
    return drafts;
  },
};

async function injectEach(request: KindRequest, caught: Catch, base: Ran): Promise<readonly Injected[]> {
  const { sourceFile } = request.unit.located;
  const [first, last] = linesOf(caught.statement.tryBlock, sourceFile);
  const found: Injected[] = [];
  const seen = new Set<string>();
  for (const call of base.run.boundaryCalls) {
    const place = `${call.target}:${call.line}`;
    if (seen.has(place) || isLogging(call.target) || !/^[\w$.#]{1,40}$/.test(call.target) || found.length >= mostCalls) continue;
    seen.add(place);
    const failure = failureAt(call);
    const scenario = request.runs.world.withFailure(base.scenario, failure);
    const ran = await request.runs.run(scenario, [caught.telltale]);
    const usual = await request.runs.run(scenario);
    if (ran === undefined || usual === undefined) continue;
    const { settlement } = ran.run.observation;
    const lands = 'error' in settlement && settlement.error === telltaleClass;
    // In a callback or within another `try` the telltale may get lost: then nothing is known.
    if (!lands && !sameObservation(ran.run.observation, usual.run.observation)) continue;
    if (!lands && usual.run.executedLines.some((line) => line >= caught.block[0] && line <= caught.block[1])) continue;
    found.push({ call, ran, lands, inside: call.line >= first && call.line <= last });
  }
  return found;
}

/** One call behaves unlike at least two others, and the braces do not tell which one. */
function draftFor(caught: Catch, injected: readonly Injected[]): Draft | undefined {
  const surprising = injected.filter(({ lands, inside }) => lands !== inside);
  for (const asked of surprising) {
    const others = injected.filter(({ lands, call }) => lands !== asked.lands && call.line !== asked.call.line);
    if (others.length < 2) continue;
    const ordered = others.toSorted((left, right) => Number(right.inside) - Number(left.inside));
    return {
      stem: asked.lands
        ? `Which of these calls, when it fails, lands in the \`catch\` of line ${caught.line}?`
        : `Which of these calls can fail without the \`catch\` of line ${caught.line} noticing?`,
      aspects: [],
      scenarioClass: `catch ${asked.call.target}#${asked.call.occurrence}`,
      key: { ...optionFor(asked), reason: keyReason(asked) },
      distractors: ordered.map((other) => ({
        ...optionFor(other),
        reason: other.lands ? 'Its failure ends in that `catch`.' : 'Its failure passes that `catch` by.',
      })),
      lines: [linesOf(caught.statement, caught.statement.getSourceFile()), [asked.call.line, asked.call.line]],
      needsNoCompiler: true,
      weight: 0.85,
    };
  }
  return undefined;
}

function optionFor({ call, ran }: Injected): Omit<DraftOption, 'reason'> {
  return {
    text: `\`${call.target}\` in line ${call.line}`,
    shownBy: ran,
    happensWhen: `when \`${call.target}\` in line ${call.line} fails`,
  };
}

function keyReason({ call, lands }: Injected): string {
  if (lands) return `\`${call.target}\` stands outside the braces, but its failure is waited for inside them.`;
  return call.async
    ? `The \`try\` does not wait for \`${call.target}\`, or something nearer takes its failure.`
    : `\`${call.target}\` stands between the braces, but its failure takes another way.`;
}

function catchesIn({ node: unit, sourceFile }: LocatedUnit): readonly Catch[] {
  const found: Catch[] = [];
  function visit(node: ts.Node): void {
    if (ts.isTryStatement(node) && node.catchClause !== undefined) {
      const { block } = node.catchClause;
      const breaks = '\n'.repeat(block.getText(sourceFile).split('\n').length - 1);
      const text = `{ throw new ${telltaleClass}(); ${breaks}}`;
      const telltale = { start: block.getStart(sourceFile), end: block.end, text };
      const statements = block.statements.map((statement) => linesOf(statement, sourceFile));
      const [firstLine] = statements;
      const lastLine = statements.at(-1);
      // Without a statement no line tells whether it was entered.
      if (firstLine !== undefined && lastLine !== undefined) {
        const line = linesOf(node.catchClause, sourceFile)[0];
        found.push({ statement: node as Catch['statement'], line, block: [firstLine[0], lastLine[1]], telltale });
      }
    }
    ts.forEachChild(node, visit);
  }
  ts.forEachChild(unit, visit);
  return found;
}
