import { ts } from 'ts-morph';
import type { Fact } from '../../terms/fact.ts';
import type { FactDetector } from '../factDetector.ts';
import { isPlainPath, ownNodes } from '../ownCode.ts';
import { stateFact } from '../stateFact.ts';

const kind = 'calendar-edges';

/**
 * Dates at the edges of days and months.
 *
 *     const day = date.toISOString().slice(0, 10);   → This is the day in UTC: near midnight it is another one than here.
 *     due.setMonth(due.getMonth() + 1);              → From the 31st this lands a month too far: a day that the month does not have runs over into the next.
 */
export const calendarEdges: FactDetector = {
  id: kind,
  detect: ({ node }) => ownNodes(node).flatMap((found) => (ts.isCallExpression(found) ? [...utcDay(found), ...overflow(found)] : [])),
};

function utcDay(call: ts.CallExpression): readonly Fact[] {
  const callee = call.expression;
  if (!ts.isPropertyAccessExpression(callee)) return [];
  const shown = callee.expression.getText();
  const isDay =
    (/^(slice|substring|substr)$/u.test(callee.name.text) && /^0, ?10$/u.test(call.arguments.map((each) => each.getText()).join(', '))) ||
    (callee.name.text === 'split' && /^['"`]T['"`]$/u.test(call.arguments[0]?.getText() ?? ''));
  if (!isDay || !shown.endsWith('.toISOString()') || /utc/iu.test(`${shown} ${call.parent.getText()}`)) return [];
  const text = 'This is the day in UTC: for hours around midnight it is not the day where the code runs.';
  return stateFact({ kind, about: 'utc-day', text, on: [call], surprise: 0.65 });
}

function overflow(call: ts.CallExpression): readonly Fact[] {
  const callee = call.expression;
  if (!ts.isPropertyAccessExpression(callee) || !/^set(UTC)?Month$/u.test(callee.name.text) || !isPlainPath(callee.expression)) return [];
  const [month, day] = call.arguments;
  const name = callee.expression.getText();
  if (
    !month ||
    day ||
    !new RegExp(String.raw`^${name.replaceAll('.', String.raw`\.`)}\.get(UTC)?Month\(\)\s*[+-]`, 'u').test(month.getText())
  )
    return [];
  const text = `From the 31st, and the 29th or 30th in January, \`${name}\` can land a month too far: a day that a month does not have runs over into the next.`;
  return stateFact({ kind, about: `overflow:${name}`, text, on: [call], surprise: 0.8 });
}
