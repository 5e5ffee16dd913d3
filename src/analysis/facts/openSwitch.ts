import { ts } from 'ts-morph';
import type { Fact } from '../../terms/fact.ts';
import type { FactContext, FactDetector } from '../factDetector.ts';
import { bodyOf, isPlainPath, ownNodes, shortName } from '../ownCode.ts';
import { lineOf, stateFact } from '../stateFact.ts';

const kind = 'open-switch';

/**
 * What becomes of a value that no `case` names.
 *
 *     switch (event.type) { case 'add': …; break; case 'drop': …; break; }   ('add' | 'drop' | 'move')
 *     → No case for `event.type` being `'move'`, though its type allows it: the `switch` does nothing then.
 */
export const openSwitch: FactDetector = {
  id: kind,
  detect({ node }, context) {
    const body = bodyOf(node);
    if (!body) return [];
    return ownNodes(body).flatMap((found) => (ts.isSwitchStatement(found) ? unnamed(found, body, context) : []));
  },
};

function unnamed(choice: ts.SwitchStatement, body: ts.Block, { checker }: FactContext): readonly Fact[] {
  const { clauses } = choice.caseBlock;
  const name = isPlainPath(choice.expression) ? shortName(choice.expression) : undefined;
  if (name === undefined || clauses.length < 2 || clauses.some(ts.isDefaultClause)) return [];
  const isLast = body.statements.at(-1) === choice;
  const returns = clauses.some((clause) => ownNodes(clause).some((node) => ts.isReturnStatement(node) && node.expression));
  const next = choice.parent === body ? body.statements[body.statements.indexOf(choice) + 1] : undefined;
  const fate =
    isLast && returns
      ? 'the result is `undefined` then'
      : next
        ? `the code goes on at line ${lineOf(next)} then`
        : 'the `switch` does nothing then';
  const left = checker && uncovered(choice, checker);
  const said = { kind, about: name, on: [choice] } as const;
  if (left && left.length > 0) {
    const values = left.slice(0, 3).map((value) => `\`${value}\``);
    const listed = values.join(left.length > 3 ? ', ' : ' or ') + (left.length > 3 ? ` or ${left.length - 3} more` : '');
    const text = `No case for \`${name}\` being ${listed}, though its type allows it: ${fate}.`;
    return stateFact({ ...said, text, surprise: 0.7, basis: 'types' });
  }
  if (isLast && returns && !left) {
    const text = `A \`${name}\` that none of the ${clauses.length} cases names gives \`undefined\`: there is no \`default\`.`;
    return stateFact({ ...said, text, surprise: 0.45 });
  }
  if (returns) return [];
  const text = `A new \`${name}\` would pass without a sign: there is no \`default\`, and ${fate}.`;
  return stateFact({ ...said, text, surprise: 0.4 });
}

/** The literals of the type that no case names; `undefined` where the type is no union of literals. */
function uncovered(choice: ts.SwitchStatement, checker: ts.TypeChecker): readonly string[] | undefined {
  const type = checker.getTypeAtLocation(choice.expression);
  const parts = type.isUnion() ? type.types : [type];
  const isLiteral = (part: ts.Type): boolean => (part.flags & (ts.TypeFlags.Literal | ts.TypeFlags.Undefined | ts.TypeFlags.Null)) !== 0;
  if (!parts.every(isLiteral)) return undefined;
  const named: ts.Type[] = choice.caseBlock.clauses.flatMap((clause) =>
    ts.isCaseClause(clause) ? [checker.getTypeAtLocation(clause.expression)] : [],
  );
  const texts = new Set(named.flatMap((part) => (part.isUnion() ? part.types : [part])).map((part) => checker.typeToString(part)));
  if (![...texts].every((text) => parts.some((part) => checker.typeToString(part) === text))) return undefined;
  return parts.map((part) => checker.typeToString(part)).filter((text) => !texts.has(text));
}
