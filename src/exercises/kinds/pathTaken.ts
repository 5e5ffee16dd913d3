import { ts } from 'ts-morph';
import type { LocatedUnit } from '../../analysis/sourceText.ts';
import { inCall } from '../wording/callWords.ts';
import type { Ran } from '../runs.ts';
import { linesOf } from '../syntaxLines.ts';
import type { UnitEdit } from '../worlds/world.ts';
import type { Draft, DraftOption, ExerciseKind, KindRequest } from './exerciseKind.ts';

const fewestExits = 3;
const mostDrafts = 2;

interface Exit {
  readonly node: ts.ReturnStatement | ts.ThrowStatement;
  /** 1-based. */
  readonly line: number;
}

/** A call and the way out it takes, shown by a variant of the unit in which each `return` names its own line. */
interface Way {
  readonly base: Ran;
  readonly marked: Ran;
  readonly exit: Exit;
}

/**
 * Which way out a call takes.
 *
 *     if (order.status === 'draft') { if (order.customer === undefined) return 'incomplete'; … }
 *     if (!order.lines.length) return 'empty';
 *
 * "Called with a draft order and no lines: which line ends the call?" Asked where at least two other ways out are each taken by a
 * stated call of their own, and where the deciding condition does not simply say what the question says.
 */
export const pathTaken: ExerciseKind = {
  id: 'E02 path-taken',
  level: 'trace',
  async draft(request) {
    const exits = exitsOf(request.unit.located);
    if (exits.length < fewestExits || new Set(exits.map(({ line }) => line)).size < exits.length) return [];
    const ways: Way[] = [];
    for (const base of request.baseline) {
      const way = await wayOf(request, base, exits);
      if (way !== undefined) ways.push(way);
    }
    const drafts = ways.map((way) => draftFor(request, way, ways)).filter((draft) => draft !== undefined);
    return drafts.toSorted((left, right) => right.weight - left.weight).slice(0, mostDrafts);
  },
};

async function wayOf(request: KindRequest, base: Ran, exits: readonly Exit[]): Promise<Way | undefined> {
  const { sourceFile } = request.unit.located;
  const edits = exits.flatMap(({ node, line }) => (ts.isReturnStatement(node) ? [marked(node, line, sourceFile)] : []));
  const ran = await request.runs.run(base.scenario, edits);
  if (ran === undefined) return undefined;
  const { settlement } = ran.run.observation;
  if ('value' in settlement) {
    const exit = exits.find(({ line }) => settlement.value === JSON.stringify(markOf(line)));
    return exit && { base, marked: ran, exit };
  }
  if (!('error' in settlement)) return undefined;
  // The error's class tells the line only when it is made in one place.
  const thrown = exits.filter(({ node, line }) => ts.isThrowStatement(node) && base.run.executedLines.includes(line));
  const [exit] = thrown;
  if (exit === undefined || thrown.length > 1 || !(exit.node.expression?.getText(sourceFile) ?? '').includes(`new ${settlement.error}`))
    return undefined;
  const made = exits.filter(
    ({ node }) => ts.isThrowStatement(node) && node.expression.getText(sourceFile).includes(`new ${settlement.error}`),
  );
  return made.length === 1 ? { base, marked: ran, exit } : undefined;
}

/** `return load(id);` → `return (load(id), "the call ends in line 4");`: all that the line does is still done. */
function marked(node: ts.ReturnStatement, line: number, sourceFile: ts.SourceFile): UnitEdit {
  const mark = JSON.stringify(markOf(line));
  const start = node.getStart(sourceFile);
  const { expression } = node;
  const text = expression === undefined ? `return ${mark};` : `return (${expression.getText(sourceFile)}, ${mark});`;
  return { start, end: node.end, text };
}

function markOf(line: number): string {
  return `the call ends in line ${line}`;
}

function draftFor(request: KindRequest, asked: Way, ways: readonly Way[]): Draft | undefined {
  const { located } = request.unit;
  const others = new Map<number, Way>();
  for (const way of ways) if (way.exit !== asked.exit && !others.has(way.exit.line)) others.set(way.exit.line, way);
  if (others.size < 2) return undefined;
  const passed = conditionsBefore(asked, located);
  const situation = inCall(asked.base.scenario);
  if (passed < 2 || repeatsCondition(situation, asked.exit, located)) return undefined;
  const option = ({ exit, marked: shownBy, base }: Way): Omit<DraftOption, 'reason'> => ({
    text: `Line ${exit.line}`,
    shownBy,
    happensWhen: inCall(base.scenario).replace(/^(?:In|When)/, (word) => word.toLowerCase()),
  });
  return {
    stem: 'Which line ends the call?',
    aspects: [],
    async judge(again) {
      const now = await again(asked.marked);
      return (
        now !== undefined && JSON.stringify(now.run.observation.settlement) === JSON.stringify(asked.marked.run.observation.settlement)
      );
    },
    scenarioClass: asked.base.scenario.title,
    key: { ...option(asked), reason: 'Each `return` was made to name its line, and the call was run.' },
    distractors: [...others.values()].map((way) => ({
      ...option(way),
      reason: `That line ends another call: ${option(way).happensWhen}.`,
    })),
    ordered: true,
    lines: [[asked.exit.line, linesOf(asked.exit.node, located.sourceFile)[1]]],
    needsNoCompiler: true,
    weight: Math.min(0.65, 0.35 + 0.06 * passed),
  };
}

/** The unit's own ways out; those of functions inside it end other calls. */
function exitsOf({ node: unit, sourceFile }: LocatedUnit): readonly Exit[] {
  const found: Exit[] = [];
  function visit(node: ts.Node): void {
    if (node !== unit && (ts.isFunctionLike(node) || ts.isClassLike(node))) return;
    if (ts.isReturnStatement(node) || ts.isThrowStatement(node)) found.push({ node, line: linesOf(node, sourceFile)[0] });
    ts.forEachChild(node, visit);
  }
  visit(unit);
  return found;
}

/** Decisions the call went through before it ended. */
function conditionsBefore({ base, exit }: Way, { node: unit, sourceFile }: LocatedUnit): number {
  const executed = new Set(base.run.executedLines);
  let count = 0;
  function visit(node: ts.Node): void {
    if (node !== unit && ts.isFunctionLike(node)) return;
    const decides = ts.isIfStatement(node) || ts.isSwitchStatement(node) || ts.isIterationStatement(node, false) || ts.isTryStatement(node);
    const [line] = linesOf(node, sourceFile);
    if (decides && executed.has(line) && line <= exit.line) count += 1;
    ts.forEachChild(node, visit);
  }
  visit(unit);
  return count;
}

/** Whether every value the question states stands in the condition right before the exit: that would be reading, not tracing. */
function repeatsCondition(situation: string, exit: Exit, { node: unit, sourceFile }: LocatedUnit): boolean {
  let near: ts.Node = exit.node;
  while (near !== unit && !ts.isIfStatement(near) && !ts.isCaseClause(near)) near = near.parent;
  if (near === unit) return false;
  const condition = ts.isIfStatement(near)
    ? near.expression.getText(sourceFile)
    : ts.isCaseClause(near)
      ? near.expression.getText(sourceFile)
      : '';
  const stated = [...situation.matchAll(/`([\w$.#]+)(?:\(\))?[^`]*`/g)].map((match) => match[1]?.split('.').at(-1) ?? '');
  return stated.length > 0 && stated.every((name) => condition.includes(name));
}
