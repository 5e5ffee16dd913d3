import { ts } from 'ts-morph';
import type { Fact } from '../../terms/fact.ts';
import type { FactDetector } from '../factDetector.ts';
import { lastName, mayFail } from '../likelyFailures.ts';
import { awaitedCalls, bodyOf, callInWords, ownCalls, ownNodes } from '../ownCode.ts';
import { lineOf, stateFact } from '../stateFact.ts';

const kind = 'same-catch';
/** Names of what stays done, and of what takes it back. */
const lasting =
  /^(create|update|delete|remove|save|insert|add|set|send|submit|publish|invite|charge|pay|refund|upload|move|rename|accept|reject|approve|cancel|archive|restore|mutate|upsert|enqueue|post|put|patch|register|transfer|sign)([A-Z]\w*)?$/u;
/** Showing another page or the same data again fails for nobody. */
const moving = /^(navigate|push|replace|redirect|revalidate\w*|invalidate\w*|refetch\w*|mutate)$/u;
const undoing = /rollback|undo|revert|restore|compensat|refund|release|delete|remove|cleanup|unlink|\brm\b/iu;

/**
 * A failure after the work is done that is answered like a failure of the work.
 *
 *     try { await createTeam(data); await refresh(); } catch { toast('The team could not be created'); }
 *     → If `refresh` (line 1) fails, the `catch` (line 1) does what it does when `createTeam` fails, though that is done by then.
 */
export const sameCatch: FactDetector = {
  id: kind,
  detect({ node }) {
    const body = bodyOf(node);
    if (!body) return [];
    return ownNodes(body).flatMap((found) => (ts.isTryStatement(found) && found.catchClause ? confused(found, found.catchClause) : []));
  },
};

function confused({ tryBlock }: ts.TryStatement, clause: ts.CatchClause): readonly Fact[] {
  const { statements } = clause.block;
  const last = statements.at(-1);
  // Who only passes the error on answers nothing; who asks what it was may tell the two apart.
  if (!last || ts.isThrowStatement(last) || ownNodes(clause.block).some(ts.isIfStatement) || undoing.test(clause.block.getText()))
    return [];
  const steps = tryBlock.statements.flatMap((statement) => {
    const [call, ...others] = awaitedCalls(statement);
    const isPlain = ts.isExpressionStatement(statement) || ts.isVariableStatement(statement);
    return call && isPlain && others.length === 0 && mayFail(call) ? [call] : [];
  });
  const at = steps.findIndex((call) => lasting.test(lastName(call)));
  const done = steps[at];
  const failing = steps.slice(at + 1).find((call) => !undoing.test(lastName(call)) && !moving.test(lastName(call)));
  // With two lasting steps in a row it is the first that stays.
  if (!done || !failing || callInWords(done) === callInWords(failing) || ownCalls(clause.block).some((call) => call === failing)) return [];
  const text = `If ${callInWords(failing)} (line ${lineOf(failing)}) fails, the \`catch\` (line ${lineOf(clause)}) does what it does when ${callInWords(done)} fails, though that is done by then.`;
  return stateFact({ kind, about: callInWords(failing), text, on: [done, failing, clause], surprise: 0.85, reach: 'elsewhere' });
}
