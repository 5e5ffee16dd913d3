import { ts } from 'ts-morph';
import { ownNodes } from '../../ownCode.ts';
import { lineOf } from '../../stateFact.ts';
import type { PatternDetector } from '../patternDetector.ts';
import { waysOut } from '../steps/waysOut.ts';
import { functionOf, guardOf, statementsOf } from '../unitBody.ts';

/**
 * Nothing but tests in a row, each with its answer: their order matters.
 *
 *     if (a === b) return true; if (!a || !b) return false; return a.id === b.id;
 */
export const decisionList: PatternDetector = {
  id: 'decision-list',
  recognise({ node }) {
    const statements = statementsOf(node);
    const last = statements.at(-1);
    if (!functionOf(node) || !last || !ts.isReturnStatement(last)) return undefined;
    const others = statements.filter((statement) => !guardOf(statement) && !(ts.isVariableStatement(statement) && !waits(statement)));
    const [ways] = waysOut(node);
    if (others.length !== 1 || !ways) return undefined;
    const told = statements.filter((each) => ways.lines.some(([first]) => first === lineOf(each)));
    return { title: 'The first test that holds decides', text: ways.text, on: told };
  },
};

function waits(statement: ts.Statement): boolean {
  return ownNodes(statement).some(ts.isAwaitExpression);
}
