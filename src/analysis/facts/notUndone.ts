import { ts } from 'ts-morph';
import type { Fact } from '../../terms/fact.ts';
import type { FactDetector } from '../factDetector.ts';
import { lastName, leavesTraces, mayFail } from '../likelyFailures.ts';
import { awaitedCalls, blocksOutsideTry, bodyOf, callInWords, enclosingTry, ownCalls } from '../ownCode.ts';
import { lineOf, stateFact } from '../stateFact.ts';

const kind = 'not-undone';

/**
 * What has been done for good when a later step fails, and nothing in the unit takes back.
 *
 *     await reserve(order); await charge(order);   → If `charge` (line 2) fails, `reserve` on line 1 has been done and is not undone here.
 *     const paid = await retry(() => charge(order)); await db.save(order);   → If `db.save` fails, `charge` on line 1 has been done …
 */
export const notUndone: FactDetector = {
  id: kind,
  detect({ node, sourceFile }) {
    const body = bodyOf(node);
    if (!body || isRehearsal(sourceFile.fileName)) return [];
    return blocksOutsideTry(body, node).flatMap(firstNotUndone);
  },
};

/** The most telling pair of a block: what reaches other people or moves money before what merely leaves something behind. */
function firstNotUndone(block: ts.Block): readonly Fact[] {
  const pairs = block.statements.flatMap((statement, index) => {
    const done = doneBy(statement);
    const failing = done && failingAfter(block, index);
    return done && failing && callInWords(done) !== callInWords(failing) ? [{ done, failing }] : [];
  });
  const pair = pairs.find(({ done }) => isFelt(done)) ?? pairs[0];
  if (!pair) return [];
  const { done, failing } = pair;
  const text = `If ${callInWords(failing)} (line ${lineOf(failing)}) fails, ${callInWords(done)} on line ${lineOf(done)} has been done and is not undone here.`;
  const surprise = isFelt(done) ? 0.9 : 0.65;
  return stateFact({ kind, about: callInWords(done), text, on: [done, failing], surprise, reach: 'elsewhere' });
}

/** The awaited call of a statement that stays done; of `await retry(() => charge())` it is `charge()`. */
function doneBy(statement: ts.Statement): ts.CallExpression | undefined {
  const isPlain = ts.isExpressionStatement(statement);
  if (!isPlain && !ts.isVariableStatement(statement)) return undefined;
  const [awaited, ...others] = awaitedCalls(statement);
  if (!awaited || others.length > 0) return undefined;
  const handed = [awaited, ...awaited.arguments.flatMap(callOfArrow)].find(isFelt);
  if (handed) return handed;
  return isPlain && statement.expression === awaited.parent && leavesTraces(awaited) ? awaited : undefined;
}

function callOfArrow(argument: ts.Expression): readonly ts.CallExpression[] {
  if (!ts.isArrowFunction(argument) || argument.parameters.length > 0) return [];
  if (ts.isBlock(argument.body)) return ownCalls(argument.body);
  return ts.isCallExpression(argument.body) ? [argument.body] : [];
}

/** The next step of the block itself whose failure nothing here takes; what stands in a branch may belong to another outcome. */
function failingAfter(block: ts.Block, index: number): ts.CallExpression | undefined {
  return block.statements
    .slice(index + 1)
    .filter((statement) => !ts.isIfStatement(statement) && !ts.isSwitchStatement(statement))
    .flatMap((statement) => awaitedCalls(statement))
    .find((call) => enclosingTry(call, block) === undefined && mayFail(call));
}

/** By its name, somebody outside notices: money moves, a message goes out, a record is made. */
function isFelt(call: ts.CallExpression): boolean {
  return felt.test(lastName(call));
}

const felt = /^(charge|pay|refund|transfer|capture|send|publish|upload|enqueue|reserve|book|insert|submit|invite|notify)([A-Z]\w*)?$/u;

/** A story or a test plays a person: that nothing is taken back is what it is for. */
function isRehearsal(file: string): boolean {
  return /\.(stories|story|test|spec|e2e)\.[cm]?[jt]sx?$|\/(__tests__|e2e|stories)\//u.test(file);
}
