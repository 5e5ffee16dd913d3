import { ts } from 'ts-morph';
import type { Fact } from '../../terms/fact.ts';
import type { FactDetector } from '../factDetector.ts';
import { bodyOf, isFixedValue, isPlainPath, withoutParentheses } from '../ownCode.ts';
import { lineOf, stateFact } from '../stateFact.ts';
import { writersOfPath } from '../stateWriters.ts';
import { ownWrites } from '../writes.ts';

const kind = 'guarded-by-state';
/** Closer than that, one look takes in both. */
const fewestLinesBetween = 3;

/**
 * A way out that something else has opened before: who sets what the first test asks for.
 *
 *     next(value) { if (this.closed) return; … }   close() { this.closed = true; }
 *     → Once `close` has set `this.closed` (line 9), this leaves on line 2: the rest does not run.
 *     start() { if (this.started) return; this.started = true; … }
 *     → Line 2 sets `this.started`: from then on calls leave on line 1.
 */
export const guardedByState: FactDetector = {
  id: kind,
  detect({ node, sourceFile }) {
    const body = bodyOf(node);
    if (!body || ts.isConstructorDeclaration(node)) return [];
    return body.statements.flatMap((statement, position) => {
      const guard = guardOf(statement);
      if (!guard) return [];
      const said = { guard, statement, rest: body.statements.slice(position + 1) };
      return onceOnly(said, node, sourceFile) ?? openedElsewhere(said, node, sourceFile);
    });
  },
};

interface Guard {
  readonly path: ts.Expression;
  /** Whether the way out is taken when the path holds something, or when it holds nothing. */
  readonly whenSet: boolean;
  readonly exit: ts.ReturnStatement | ts.ThrowStatement;
}

interface Guarded {
  readonly guard: Guard;
  readonly statement: ts.Statement;
  readonly rest: readonly ts.Statement[];
}

/** `if (path) return;` and `if (!path) throw …`, of one plain path. */
function guardOf(statement: ts.Statement): Guard | undefined {
  if (!ts.isIfStatement(statement) || statement.elseStatement) return undefined;
  const branch = statement.thenStatement;
  const [exit, ...others] = ts.isBlock(branch) ? branch.statements : [branch];
  if (!exit || others.length > 0 || !(ts.isReturnStatement(exit) || ts.isThrowStatement(exit))) return undefined;
  if (ts.isReturnStatement(exit) && exit.expression && !isFixedValue(exit.expression)) return undefined;
  const condition = withoutParentheses(statement.expression);
  const isNegated = ts.isPrefixUnaryExpression(condition) && condition.operator === ts.SyntaxKind.ExclamationToken;
  const path = isNegated ? condition.operand : condition;
  return isPlainPath(path) && !/\.(length|size)$/.test(path.getText()) ? { path, whenSet: !isNegated, exit } : undefined;
}

/** The unit itself opens the way out, for every later call. */
function onceOnly({ guard, statement, rest }: Guarded, unit: ts.Node, sourceFile: ts.SourceFile): readonly Fact[] | undefined {
  const own = ownWrites(unit).filter((write) => write.how === 'assigned' && write.target.getText() === guard.path.getText());
  if (own.length === 0) return undefined;
  const written = writersOfPath(guard.path, unit, sourceFile);
  const set = own.find(({ node }) => rest.some((later) => ts.isExpressionStatement(later) && later.expression === node));
  const [only, ...others] = own;
  if (!written || !set || only !== set || others.length > 0 || !opens(set.node, guard)) return [];
  const closing = written.find(({ at }) => at !== set.node && !opens(at, guard));
  const until = closing ? `, until \`${closing.name}\` (line ${lineOf(closing.at)}) sets it otherwise` : '';
  const sets = guard.whenSet ? 'sets' : 'clears';
  const end = ts.isThrowStatement(guard.exit) ? 'throw' : 'leave';
  const text = `Line ${lineOf(set.node)} ${sets} \`${guard.path.getText()}\`: from then on calls ${end} on line ${lineOf(guard.exit)}${until}.`;
  const on = [statement, set.node, ...(closing ? [closing.at] : [])];
  return stateFact({
    kind,
    about: `once:${guard.path.getText()}`,
    text,
    on,
    surprise: lineOf(set.node) - lineOf(guard.exit) > fewestLinesBetween || closing ? 0.35 : 0.3,
  });
}

function openedElsewhere({ guard, statement, rest }: Guarded, unit: ts.Node, sourceFile: ts.SourceFile): readonly Fact[] {
  const writers = writersOfPath(guard.path, unit, sourceFile) ?? [];
  const opening = writers.filter(({ at }) => opens(at, guard));
  const names = [...new Set(opening.map(({ name }) => name))];
  const [first] = opening;
  const [one, two, ...more] = names;
  if (!first || one === undefined || more.length > 0 || rest.length === 0) return [];
  const path = guard.path.getText();
  const openingLines = [...new Set(opening.map(({ at }) => lineOf(at)))];
  const who = two === undefined ? `\`${one}\` has` : `\`${one}\` or \`${two}\` has`;
  const what = `${who} ${guard.whenSet ? 'set' : 'cleared'} \`${path}\` (${openingLines.length === 1 ? 'line' : 'lines'} ${openingLines.join(', ')})`;
  const then = ts.isThrowStatement(guard.exit) ? 'throws' : 'leaves';
  const closing = writers.find(({ at }) => !opens(at, guard));
  // Set and taken back by one and the same function: what that one does in between is what counts, not what it leaves behind.
  if (closing && names.includes(closing.name)) return [];
  const until = closing ? ` until \`${closing.name}\` (line ${lineOf(closing.at)}) sets it otherwise` : '';
  const text = `Once ${what}, this ${then} on line ${lineOf(guard.exit)}: the rest does not run${until}.`;
  const on = [statement, first.at, ...(closing ? [closing.at] : [])];
  return stateFact({ kind, about: `opened:${path}`, text, on, surprise: 0.45 });
}

/** What is assigned certainly takes the way out. */
function opens(write: ts.Node, { whenSet }: Guard): boolean {
  if (!ts.isBinaryExpression(write) || write.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return false;
  const value = withoutParentheses(write.right);
  const isNothing = /^(false|null|undefined|''|""|0|void 0)$/.test(value.getText());
  const isSomething =
    value.kind === ts.SyntaxKind.TrueKeyword ||
    ts.isNewExpression(value) ||
    ts.isObjectLiteralExpression(value) ||
    ts.isArrayLiteralExpression(value) ||
    ts.isFunctionLike(value) ||
    (ts.isNumericLiteral(value) && Number(value.text) !== 0);
  return whenSet ? isSomething : isNothing;
}
