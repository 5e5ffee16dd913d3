import { ts } from 'ts-morph';
import type { Step } from '../../../terms/outline.ts';
import { ownNodes } from '../../ownCode.ts';
import { lineOf } from '../../stateFact.ts';
import { writeOf } from '../../writes.ts';
import { counted, quote, step } from '../outlineWords.ts';
import { guardOf, statementsOf } from '../unitBody.ts';
import type { Guard } from '../unitBody.ts';

type Exit = ts.ReturnStatement | ts.ThrowStatement;

const mostTold = 4;
/** Ways out that stand closer together are seen at one glance. */
const fewestLinesApart = 20;
const longestCondition = 36;
const mostMeetings = 2;

/**
 * Of the early exits at a unit's top level, which of two tests decides where both hold; where none of them can meet, all the ways out of a
 * unit that is too long to see them at once.
 *
 *     if (ttl === 'static') return false; if (entry.invalidated) return true; …
 *     → Where both `ttl === 'static'` (line 1) and `entry.invalidated` (line 1) hold, the first decides: it gives `false`, not `true`.
 */
export function waysOut(unit: ts.Node): readonly Step[] {
  const statements = statementsOf(unit);
  const guards = statements.flatMap((statement) => guardOf(statement) ?? []);
  const last = statements.at(-1);
  const final = last && (ts.isReturnStatement(last) || ts.isThrowStatement(last)) ? last : undefined;
  const exits = statements
    .flatMap((statement) => [statement, ...ownNodes(statement)])
    .filter((node) => ts.isReturnStatement(node) || ts.isThrowStatement(node));
  const told = guards.length + (final ? 1 : 0);
  if (told < 3 || told > 6 || exits.length !== told) return [];
  const decided = firstDecides(guards);
  return decided.length > 0 ? decided : listed(guards, final, last);
}

/** Two tests that ask about different things and have different answers: their order is part of what the unit promises. */
function firstDecides(guards: readonly Guard[]): readonly Step[] {
  return guards
    .slice(1)
    .flatMap((second, index) => (guards[index] ? meeting(guards[index], second) : []))
    .slice(0, mostMeetings);
}

function meeting(first: Guard, second: Guard): readonly Step[] {
  const [one, other] = [quote(first.statement.expression, longestCondition), quote(second.statement.expression, longestCondition)];
  const [answer, another] = [valueOf(first.exit), valueOf(second.exit)];
  if (!one || !other || answer === undefined || another === undefined || answer === another) return [];
  const asked = namesIn(first.statement.expression);
  const others = namesIn(second.statement.expression);
  // What is worked out in between may rest on the first test, and there is none of it where that one decides.
  if ([...others].some((name) => asked.has(name) || isMadeBetween(name, first.statement, second.statement))) return [];
  const text = `Where both ${one} (line ${lineOf(first.statement)}) and ${other} (line ${lineOf(second.statement)}) hold, the first decides: it ${instead(answer, another)}.`;
  return step(text, first.statement, second.statement);
}

function isMadeBetween(name: string, first: ts.Statement, second: ts.Statement): boolean {
  const { statements } = first.parent as ts.Block;
  return statements
    .slice(statements.indexOf(first) + 1, statements.indexOf(second))
    .some((statement) => [statement, ...ownNodes(statement)].some((node) => givesValueTo(node, name)));
}

function givesValueTo(node: ts.Node, name: string): boolean {
  if (ts.isVariableDeclaration(node) || ts.isBindingElement(node)) return ts.isIdentifier(node.name) && node.name.text === name;
  return writeOf(node)?.target.getText() === name;
}

/** A value with a short name, or the error that is thrown; `undefined` where neither can be said in a few words. */
function valueOf(exit: Exit): string | undefined {
  const outcome = outcomeOf(exit);
  return outcome.endsWith(' made there') ? undefined : outcome;
}

function instead(answer: string, other: string): string {
  const gives = (outcome: string): string => (outcome.startsWith('throws') ? outcome : `gives ${outcome}`);
  if (!answer.startsWith('throws') && !other.startsWith('throws')) return `${gives(answer)}, not ${other}`;
  return `${gives(answer)} and ${other.startsWith('throws') ? `not \`${/`([^`]*)`/u.exec(other)?.[1] ?? 'the other error'}\`` : `never gives ${other}`}`;
}

/** Members by their own name, so that `state.data` and `state.invalidated` are two. */
function namesIn(condition: ts.Expression): ReadonlySet<string> {
  const names = new Set<string>();
  for (const node of [condition, ...ownNodes(condition)]) {
    if (!ts.isIdentifier(node) || node.text === 'undefined') continue;
    const isStep = ts.isPropertyAccessExpression(node.parent) && node.parent.expression === node;
    if (!isStep) names.add(node.text);
  }
  return names;
}

function listed(guards: readonly Guard[], final: Exit | undefined, last: ts.Statement | undefined): readonly Step[] {
  const [first] = guards;
  if (!first || !last || lineOf(last) - lineOf(first.statement) < fewestLinesApart) return [];
  // Where most values have no short name, the list says less than the code.
  const vague = [...guards.map(({ exit }) => exit), ...(final ? [final] : [])].filter((exit) => valueOf(exit) === undefined).length;
  const untold = guards.filter(({ statement }) => quote(statement.expression, longestCondition) === undefined).length;
  const ends = new Set([...guards.map(({ exit }) => outcomeOf(exit)), final ? outcomeOf(final) : '']);
  if (vague + untold > 1 || ends.size < 3) return [];
  const parts = guards.map(({ statement, exit }) => {
    const condition = quote(statement.expression, longestCondition);
    return `${outcomeOf(exit)}${condition ? ` when ${condition}` : ''} (line ${lineOf(statement)})`;
  });
  const rest = parts.length > mostTold ? [`${counted(parts.length - mostTold, 'more early exit')}`] : [];
  const end = final ? `else ${outcomeOf(final)} (line ${lineOf(final)})` : 'else it runs to its end';
  const ways = counted(guards.length + 1, 'way');
  const text = `${ways.charAt(0).toUpperCase()}${ways.slice(1)} out: ${[...parts.slice(0, mostTold), ...rest, end].join(', ')}.`;
  return step(text, ...guards.map(({ statement }) => statement), ...(final ? [final] : []));
}

function outcomeOf(exit: Exit): string {
  const value = exit.expression;
  if (ts.isThrowStatement(exit)) {
    return value && ts.isNewExpression(value) ? `throws \`${value.expression.getText().slice(0, 30)}\`` : 'throws';
  }
  if (!value) return 'nothing';
  if (ts.isObjectLiteralExpression(value)) return 'an object made there';
  if (ts.isArrayLiteralExpression(value)) return value.elements.length === 0 ? '`[]`' : 'an array made there';
  if (ts.isArrowFunction(value) || ts.isFunctionExpression(value)) return 'a function made there';
  return quote(ts.isNonNullExpression(value) ? value.expression : value, 40) ?? 'a value made there';
}
