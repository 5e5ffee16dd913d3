import { ts } from 'ts-morph';
import { lineOf } from '../../stateFact.ts';
import { counted } from '../outlineWords.ts';
import type { PatternDetector } from '../patternDetector.ts';
import { branchOf, functionOf, guardOf, isInert, statementsOf } from '../unitBody.ts';

/**
 * Checks that end the unit, one after another, before its work begins.
 *
 *     if (!order) throw new TypeError(); if (order.paid) return; if (!order.items.length) return; await charge(order);
 */
export const guardChain: PatternDetector = {
  id: 'guard-chain',
  recognise({ node }) {
    if (!functionOf(node)) return undefined;
    const statements = statementsOf(node);
    const leading: ts.Statement[] = [];
    for (const statement of statements) {
      if (isCheck(statement) || isPreparation(statement)) leading.push(statement);
      else break;
    }
    const guards = leading.flatMap((statement) => guardOf(statement) ?? []);
    const work = statements[leading.length];
    if (guards.length < 3 || !work || statements.length - leading.length < 2) return undefined;
    const throwing = guards.filter(({ exit }) => ts.isThrowStatement(exit)).length;
    const split =
      throwing === 0
        ? 'each returns'
        : throwing === guards.length
          ? 'each throws'
          : `${counted(throwing, 'of them', 'of them')} ${throwing === 1 ? 'throws' : 'throw'}, the others return`;
    const inert = leading.every(isInertStatement);
    return {
      title: `${counted(guards.length, 'check').replace(/^./u, (letter) => letter.toUpperCase())} before the work`,
      text: `What it is for starts on line ${lineOf(work)}; ${counted(guards.length, 'check')} before it can end the call (${split})${inert ? ', and up to there nothing is changed or called' : ''}.`,
      on: [...guards.map(({ statement }) => statement), work],
    };
  },
};

/** The branch does nothing but leave: one that does work of its own is no check before the work. */
function isCheck(statement: ts.Statement): boolean {
  const guard = guardOf(statement);
  if (!guard || branchOf(guard.statement.thenStatement).length > 1) return false;
  return ts.isThrowStatement(guard.exit) || guard.exit.expression === undefined || isInert(guard.exit.expression);
}

function isPreparation(statement: ts.Statement): boolean {
  return ts.isVariableStatement(statement) || ts.isFunctionDeclaration(statement);
}

/** The tests only read, and a branch only makes the value or the error it leaves with. */
function isInertStatement(statement: ts.Statement): boolean {
  const guard = guardOf(statement);
  return guard ? isInert(guard.statement.expression) : ts.isFunctionDeclaration(statement) || isInert(statement);
}
