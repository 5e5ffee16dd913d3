import { ts } from 'ts-morph';
import { ownNodes, withoutParentheses } from '../../ownCode.ts';
import type { Step } from '../../../terms/outline.ts';
import { counted, inWords, quote, step } from '../outlineWords.ts';
import type { PatternDetector } from '../patternDetector.ts';
import { allNodes, functionOf, inlineFunction, parameterNames } from '../unitBody.ts';

/**
 * (state, message) → next state, by the message's kind.
 *
 *     switch (action.type) { case 'start': return { ...state, busy: true }; case 'loaded': return { busy: false, rows: action.rows }; default: return state; }
 */
export const reducer: PatternDetector = {
  id: 'reducer',
  recognise({ node }) {
    const own = functionOf(node);
    if (!own) return undefined;
    for (const each of [own, ...handedOut(own)]) {
      const [state] = parameterNames(each);
      const choice = ownNodes(each).find(ts.isSwitchStatement);
      const subject = choice && quote(choice.expression);
      if (!choice || !subject || state === undefined) continue;
      const answers = choice.caseBlock.clauses.flatMap((clause) => answersOf(clause).map((value) => ({ clause, value })));
      const spreading = answers.filter(({ value }) => spreads(value, state));
      const cases = choice.caseBlock.clauses.filter(ts.isCaseClause).flatMap((clause) => quote(clause.expression) ?? []);
      if (spreading.length < 2 || cases.length < 2) continue;
      return {
        title: `Reducer over ${subject}`,
        text: `From \`${state}\` and ${subject} to the next \`${state}\`; it knows ${inWords(cases, 6)}${changesInPlace(each, state) ? '' : ' and never writes into the old one'}.`,
        on: [choice],
        steps: [...anew(answers, state), ...unchanged(answers, state, choice)],
      };
    }
    return undefined;
  },
};

/** `return (state, action) => …`, also as the body of an arrow. */
function handedOut(
  unit: ts.SignatureDeclaration & { readonly body: ts.ConciseBody },
): readonly (ts.ArrowFunction | ts.FunctionExpression)[] {
  const last = ts.isBlock(unit.body) ? unit.body.statements.at(-1) : unit.body;
  const made = inlineFunction(last && ts.isReturnStatement(last) ? last.expression : last);
  return made ? [made] : [];
}

function answersOf(clause: ts.CaseOrDefaultClause): readonly ts.Expression[] {
  return clause.statements
    .flatMap((statement) => [statement, ...ownNodes(statement)])
    .flatMap((node) => (ts.isReturnStatement(node) && node.expression ? [withoutParentheses(node.expression)] : []));
}

function spreads(value: ts.Expression, state: string): boolean {
  return (
    ts.isObjectLiteralExpression(value) &&
    value.properties.some((part) => ts.isSpreadAssignment(part) && part.expression.getText() === state)
  );
}

function changesInPlace(unit: ts.Node, state: string): boolean {
  return allNodes(unit).some(
    (node) =>
      ts.isBinaryExpression(node) &&
      node.operatorToken.kind >= ts.SyntaxKind.FirstAssignment &&
      node.operatorToken.kind <= ts.SyntaxKind.LastAssignment &&
      new RegExp(String.raw`^${state}[.[]`, 'u').test(node.left.getText()),
  );
}

interface Answer {
  readonly clause: ts.CaseOrDefaultClause;
  readonly value: ts.Expression;
}

/** A case that lists every field itself drops those it does not list. */
function anew(answers: readonly Answer[], state: string): readonly Step[] {
  const dropping = answers.filter(
    ({ value, clause }) =>
      ts.isObjectLiteralExpression(value) && ts.isCaseClause(clause) && !value.properties.some((part) => ts.isSpreadAssignment(part)),
  );
  const names = dropping.flatMap(({ clause }) => (ts.isCaseClause(clause) ? (quote(clause.expression) ?? []) : []));
  const text = `${inWords(names)} ${names.length === 1 ? 'starts' : 'start'} from nothing: fields of \`${state}\` that are not listed there are gone afterwards.`;
  return names.length > 0 ? step(text, ...dropping.map(({ value }) => value)) : [];
}

function unchanged(answers: readonly Answer[], state: string, choice: ts.SwitchStatement): readonly Step[] {
  const same = answers.filter(({ value }) => value.getText() === state);
  const byDefault = same.find(({ clause }) => ts.isDefaultClause(clause));
  const known = choice.caseBlock.clauses.filter(ts.isCaseClause).length;
  return byDefault
    ? step(`Anything but the ${counted(known, 'known kind')} gives back the very same \`${state}\` object.`, choice, byDefault.value)
    : [];
}
