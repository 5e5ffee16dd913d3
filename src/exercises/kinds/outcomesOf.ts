import { ts } from 'ts-morph';
import type { LocatedUnit } from '../../analysis/sourceText.ts';
import type { Observation } from '../../terms/proof.ts';
import { outermostLoop, type Flows } from '../flows/flowsIn.ts';
import type { Place } from '../flows/place.ts';
import { linesOf } from '../syntaxLines.ts';
import { isLogging } from '../wording/outcomeFeatures.ts';

/** One thing that comes out of a unit. */
export interface Outcome {
  readonly id: string;
  /** Finishes "can change …": `whether \`send\` in line 9 runs`. */
  readonly words: string;
  /** 1-based. */
  readonly line: number;
  readonly hangsOn: readonly Place[];
  /** 1-based: of what is looked at only further down, nobody thinks that it has a say. */
  readonly until: number;
  /** The unit calls what is outside, beside what the outcome is about. */
  readonly makesCalls: boolean;
  /** What an observation says of it, in words that finish "with `1`, …"; the same text means the same outcome. */
  tell(observation: Observation): string;
  /** Whether it is there at all. */
  happens(observation: Observation): boolean;
}

/** What can be asked about, the most telling first: calls, what they receive, fields that are written, and what the caller gets. */
export function outcomesOf(located: LocatedUnit, flows: Flows): readonly Outcome[] {
  const { node: unit, sourceFile } = located;
  const calls = new Map<string, (ts.CallExpression | ts.NewExpression)[]>();
  const writes = new Map<string, ts.BinaryExpression[]>();
  const returns: ts.ReturnStatement[] = [];
  const ownFunction = (node: ts.Node): boolean => {
    for (let at = node.parent; at !== unit && at !== undefined; at = at.parent) if (ts.isFunctionLike(at)) return false;
    return true;
  };
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && !flows.reader.isBuiltIn(node)) {
      const target = pathOf(flows.reader.place(node.expression));
      if (target !== undefined) calls.set(target, [...(calls.get(target) ?? []), node]);
    }
    if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken && ts.isPropertyAccessExpression(node.left)) {
      const target = pathOf(flows.reader.place(node.left));
      if (target !== undefined) writes.set(target, [...(writes.get(target) ?? []), node]);
    }
    if (ts.isReturnStatement(node) && ownFunction(node)) returns.push(node);
    ts.forEachChild(node, visit);
  };
  visit(unit);

  const found: Outcome[] = [];
  const others = (target?: string): boolean => [...calls.keys()].some((other) => other !== target);
  for (const [target, sites] of calls) {
    if (isLogging(target)) continue;
    const [first] = sites;
    if (first === undefined) continue;
    const often = sites.length > 1 || isRepeated(first, unit);
    const [line] = linesOf(first, sourceFile);
    const place = sites.length === 1 ? ` in line ${line}` : '';
    const count = ({ effects }: Observation): number =>
      effects.filter((effect) => effect.kind === 'call' && effect.target === target).length;
    found.push({
      id: `runs ${target}`,
      words: often ? `how often \`${target}\`${place} runs` : `whether \`${target}\`${place} runs`,
      line,
      hangsOn: sites.flatMap((site) => flows.contextOf(site)),
      makesCalls: others(target),
      until: lastLineOf(sites, unit, sourceFile),
      tell: (observation) => timesInWords(target, count(observation)),
      happens: (observation) => count(observation) > 0,
    });
    if (sites.length > 1 || first.arguments === undefined || first.arguments.length === 0 || first.arguments.some(ts.isFunctionLike))
      continue;
    found.push({
      id: `receives ${target}`,
      words: `what \`${target}\`${place} receives`,
      line,
      until: lastLineOf(sites, unit, sourceFile),
      hangsOn: [...first.arguments.flatMap(flows.reader.reads), ...flows.contextOf(first)],
      makesCalls: others(target),
      tell: ({ effects }) => {
        const received = effects
          .filter((effect) => effect.kind === 'call' && effect.target === target)
          .map(({ values }) => values.join(', '));
        return received.length === 0
          ? `\`${target}\` never runs`
          : `\`${target}\` gets ${received.map((values) => `\`${values}\``).join(', then ')}`;
      },
      happens: (observation) => count(observation) > 0,
    });
  }
  for (const [target, sites] of writes) {
    const [first] = sites;
    if (first === undefined || target.includes('()')) continue;
    found.push({
      id: `becomes ${target}`,
      words: `what \`${target}\` becomes`,
      line: linesOf(sites.at(-1) ?? first, sourceFile)[0],
      until: lastLineOf(sites, unit, sourceFile),
      hangsOn: sites.flatMap((site) => [...flows.reader.reads(site.right), ...flows.contextOf(site)]),
      makesCalls: others(),
      tell: ({ effects }) => {
        const last = effects.findLast((effect) => effect.target === target && effect.kind === 'set');
        return last === undefined ? `\`${target}\` is not touched` : `\`${target}\` becomes \`${last.values[0] ?? ''}\``;
      },
      happens: ({ effects }) => effects.some((effect) => effect.target === target && effect.kind === 'set'),
    });
  }
  return [...found, ...answers(returns, located, flows, others())];
}

function answers(
  returns: readonly ts.ReturnStatement[],
  { node: unit, sourceFile }: LocatedUnit,
  flows: Flows,
  makesCalls: boolean,
): readonly Outcome[] {
  const last = returns.at(-1);
  if (last?.expression === undefined) return [];
  const [line] = linesOf(last, sourceFile);
  const throws = throwsIn(unit);
  const ways = [...returns, ...throws].flatMap((way) => flows.contextOf(way));
  const ended = ({ settlement }: Observation): boolean => 'value' in settlement;
  const shared = sharedFields(returns);
  /** What is looked at once all of this is settled has no say in it. */
  const settled = (expressions: readonly ts.Node[]): number =>
    Math.max(
      ...expressions.map((made) => (ts.isIdentifier(made) ? flows.writtenUntil([made.text]) : line) || line),
      ...[...returns.slice(0, -1), ...throws].map((way) => linesOf(way, sourceFile)[0]),
    );
  const parts = shared.map((name): Outcome => ({
    id: `answer ${name}`,
    words: `the \`${name}\` that the caller gets`,
    line,
    until: settled(returns.flatMap((each) => fieldValues(each, name))),
    hangsOn: [...returns.flatMap((each) => fieldValues(each, name)).flatMap(flows.reader.reads), ...ways],
    makesCalls,
    tell: ({ settlement }) =>
      'value' in settlement ? `\`${name}\` is \`${fieldIn(settlement.value, name) ?? '?'}\`` : 'the caller gets an error',
    happens: ({ settlement }) => 'value' in settlement && fieldIn(settlement.value, name) !== undefined,
  }));
  if (parts.length > 1) return parts;
  return [
    {
      id: 'answer',
      words: 'what the caller gets',
      line,
      until: settled(returns.flatMap(({ expression }) => expression ?? [])),
      hangsOn: [...returns.flatMap((each) => flows.reader.reads(each.expression)), ...ways],
      makesCalls,
      tell: ({ settlement }) => ('value' in settlement ? `the caller gets \`${settlement.value}\`` : 'the caller gets an error'),
      happens: ended,
    },
  ];
}

/** Fields that every `return { … }` names, where there is no other return. */
function sharedFields(returns: readonly ts.ReturnStatement[]): readonly string[] {
  const made = returns.map(({ expression }) => expression);
  if (!made.every((each) => each !== undefined && ts.isObjectLiteralExpression(each))) return [];
  const named = made.map((each) =>
    each.properties.map((property) => (property.name !== undefined && ts.isIdentifier(property.name) ? property.name.text : undefined)),
  );
  const [first] = named;
  if (named.some((names) => names.includes(undefined))) return [];
  return (first ?? []).flatMap((name) => (name !== undefined && named.every((names) => names.includes(name)) ? [name] : []));
}

function fieldValues({ expression }: ts.ReturnStatement, name: string): readonly ts.Node[] {
  if (expression === undefined || !ts.isObjectLiteralExpression(expression)) return [];
  return expression.properties
    .filter((property) => property.name?.getText() === name)
    .map((property) => (ts.isPropertyAssignment(property) ? property.initializer : (property.name ?? property)));
}

/** `cost` in `{cost: 490, note: "a"}`: scalars only. */
function fieldIn(value: string, name: string): string | undefined {
  return new RegExp(String.raw`(?:^\{|, )${name}: ("(?:[^"\\]|\\.)*"|[\w.-]+)(?=, \w+: |\}$)`, 'u').exec(value)?.[1];
}

function throwsIn(unit: ts.Node): readonly ts.Node[] {
  const found: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isThrowStatement(node)) found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(unit);
  return found;
}

/** 1-based: where they, and the loops around them, end. */
function lastLineOf(sites: readonly ts.Node[], unit: ts.Node, sourceFile: ts.SourceFile): number {
  const ends = sites.map((site) => linesOf(outermostLoop(site, unit), sourceFile)[1]);
  return Math.max(...ends);
}

/** In a loop or a callback it may run more than once. */
function isRepeated(node: ts.Node, unit: ts.Node): boolean {
  for (let at = node.parent; at !== unit && at !== undefined; at = at.parent)
    if (ts.isIterationStatement(at, false) || ts.isFunctionLike(at)) return true;
  return false;
}

function timesInWords(target: string, count: number): string {
  if (count === 0) return `\`${target}\` never runs`;
  return count === 1 ? `\`${target}\` runs once` : count === 2 ? `\`${target}\` runs twice` : `\`${target}\` runs ${count} times`;
}

/** As effects name it; `undefined` for what has no steady name. */
function pathOf(place: Place | undefined): string | undefined {
  if (place === undefined || place.includes('[]') || place.length > 6) return undefined;
  const path = place.join('.').replaceAll('.()', '()');
  return /^[\w$#.()]+$/u.test(path) ? path : undefined;
}
