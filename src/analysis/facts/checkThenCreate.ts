import { ts } from 'ts-morph';
import type { Fact } from '../../terms/fact.ts';
import type { FactDetector } from '../factDetector.ts';
import { lastName } from '../likelyFailures.ts';
import { awaitedCalls, bodyOf, callInWords, ownNodes } from '../ownCode.ts';
import { lineOf, stateFact } from '../stateFact.ts';

const kind = 'check-then-create';
const looking = /^(find|get|exists|has|count|lookup|search|select|query|fetch|load)([A-Z]\w*)?$/u;
const creating = /^(create|insert|save|add|register|signUp|signup|enqueue|schedule)([A-Z]\w*)?$/u;
/** Whoever names one of these has thought of two calls at once. */
const guarding = /transaction|lock|mutex|upsert|onConflict|skipDuplicates|serializable|unique/iu;

/**
 * Asking whether something is there, and making it if not, with others in between.
 *
 *     const known = await users.findByMail(mail); if (known) throw new Error('taken'); await users.create({ mail });
 *     → Two calls at once can both find nothing on line 1 and both run `users.create` (line 1): nothing here keeps one out.
 */
export const checkThenCreate: FactDetector = {
  id: kind,
  detect({ node }) {
    const body = bodyOf(node);
    if (!body || guarding.test(node.getText())) return [];
    const blocks = [body, ...ownNodes(body).filter(ts.isBlock)];
    return blocks
      .flatMap((block) => block.statements.flatMap((statement, index) => gap(statement, block.statements.slice(index + 1))))
      .slice(0, 1);
  },
};

function gap(statement: ts.Statement, rest: readonly ts.Statement[]): readonly Fact[] {
  const declaration = ts.isVariableStatement(statement) ? statement.declarationList.declarations[0] : undefined;
  const [look] = ts.isVariableStatement(statement) ? awaitedCalls(statement) : [];
  if (!declaration || !ts.isIdentifier(declaration.name) || !look || !looking.test(lastName(look))) return [];
  const name = declaration.name.text;
  for (const [index, later] of rest.entries()) {
    if (!ts.isIfStatement(later)) continue;
    const found = isFound(later.expression, name);
    if (found === undefined) continue;
    const leaves = lastOf(later.thenStatement);
    const after = found ? (leaves ? rest.slice(index + 1) : []) : [later.thenStatement];
    const made = after.flatMap((step) => awaitedCalls(step)).find((call) => creating.test(lastName(call)) && isSameThing(look, call));
    if (!made) continue;
    const text = `Two calls at once can both find nothing on line ${lineOf(look)} and both run ${callInWords(made)} (line ${lineOf(made)}): nothing here keeps one out.`;
    return stateFact({ kind, about: callInWords(made), text, on: [look, later, made], surprise: 0.8, reach: 'elsewhere' });
  }
  return [];
}

/** `if (known)`: true. `if (!known)`: false. Anything else says neither. */
function isFound(condition: ts.Expression, name: string): boolean | undefined {
  const text = condition.getText().replaceAll(/\s+/gu, ' ');
  if (text === name || new RegExp(`^${name}(\\.length)? (!==? (null|undefined|0)|> 0)$`, 'u').test(text)) return true;
  return text === `!${name}` || new RegExp(`^${name}(\\.length)? ===? (null|undefined|0)$`, 'u').test(text) ? false : undefined;
}

function lastOf(branch: ts.Statement): boolean {
  const last = ts.isBlock(branch) ? branch.statements.at(-1) : branch;
  return last !== undefined && (ts.isReturnStatement(last) || ts.isThrowStatement(last));
}

/** Called on the same thing, `users.find…` and `users.create`, or both by bare names. */
function isSameThing(look: ts.CallExpression, made: ts.CallExpression): boolean {
  const ownerOf = ({ expression }: ts.CallExpression): string =>
    ts.isPropertyAccessExpression(expression) ? expression.expression.getText() : '';
  const [left, right] = [ownerOf(look), ownerOf(made)];
  if (left !== '' || right !== '') return left === right;
  const nounOf = (call: ts.CallExpression): string =>
    lastName(call)
      .replace(/^[a-z]+/u, '')
      .replace(/By[A-Z]\w*$/u, '')
      .toLowerCase();
  return nounOf(look) !== '' && nounOf(look) === nounOf(made);
}
