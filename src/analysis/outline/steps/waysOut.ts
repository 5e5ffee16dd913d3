import { ts } from 'ts-morph';
import type { Step } from '../../../terms/outline.ts';
import { ownNodes } from '../../ownCode.ts';
import { lineOf } from '../../stateFact.ts';
import { counted, quote, step } from '../outlineWords.ts';
import { guardOf, statementsOf } from '../unitBody.ts';

const mostTold = 4;
const madeThere = 'a value made there';

/**
 * All the ways a unit ends, where there are three or more and each stands at its top level.
 *
 *     if (!user) return null; if (user.banned) throw new Forbidden(); return sessionFor(user);
 *     → Three ways out: `null` when `!user` (line 1), throws `Forbidden` when `user.banned` (line 2), else `sessionFor(user)` (line 3).
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
  // Where most values have no short name, the list says less than the code.
  const vague = [...guards.map(({ exit }) => exit), ...(final ? [final] : [])].filter((exit) =>
    outcome(exit).endsWith(' made there'),
  ).length;
  const untold = guards.filter(({ statement }) => quote(statement.expression, 36) === undefined).length;
  if (vague + untold > 1) return [];
  const parts = guards.map(({ statement, exit }) => {
    const condition = quote(statement.expression, 36);
    return `${outcome(exit)}${condition ? ` when ${condition}` : ''} (line ${lineOf(statement)})`;
  });
  const rest = parts.length > mostTold ? [`${counted(parts.length - mostTold, 'more early exit')}`] : [];
  const end = final ? `else ${outcome(final)} (line ${lineOf(final)})` : 'else it runs to its end';
  const text = `${capital(counted(told + (final ? 0 : 1), 'way'))} out: ${[...parts.slice(0, mostTold), ...rest, end].join(', ')}.`;
  return step(text, ...guards.map(({ statement }) => statement), ...(final ? [final] : []));
}

function outcome(exit: ts.ReturnStatement | ts.ThrowStatement): string {
  const value = exit.expression;
  if (ts.isThrowStatement(exit)) {
    return value && ts.isNewExpression(value) ? `throws \`${value.expression.getText().slice(0, 30)}\`` : 'throws';
  }
  if (!value) return 'nothing';
  if (ts.isObjectLiteralExpression(value)) return 'an object made there';
  if (ts.isArrayLiteralExpression(value)) return value.elements.length === 0 ? '`[]`' : 'an array made there';
  if (ts.isArrowFunction(value) || ts.isFunctionExpression(value)) return 'a function made there';
  return quote(value, 40) ?? madeThere;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
