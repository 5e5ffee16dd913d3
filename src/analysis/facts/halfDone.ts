import { ts } from 'ts-morph';
import type { Fact } from '../../terms/fact.ts';
import type { FactDetector } from '../factDetector.ts';
import { mayFail } from '../likelyFailures.ts';
import {
  awaitedCalls,
  blocksOutsideTry,
  bodyOf,
  callInWords,
  enclosingTry,
  isFixedValue,
  isOffValue,
  isPlainPath,
  ownCalls,
} from '../ownCode.ts';
import { lineOf, stateFact } from '../stateFact.ts';

const kind = 'half-done';

/**
 * State that is switched on or counted up for the time of a step, and stays so when the step fails.
 *
 *     this.busy = true; await run(); this.busy = false;   → If `run` fails, `this.busy` stays `true`.
 */
export const halfDone: FactDetector = {
  id: kind,
  detect({ node }) {
    const body = bodyOf(node);
    if (!body) return [];
    return blocksOutsideTry(body, node).flatMap((block) => [...stuckState(block, node), ...stuckCount(block)]);
  },
};

/** `path = fixed; …; path = other fixed` or `setBusy(true); …; setBusy(false)` with something that can fail in between. */
function stuckState(block: ts.Block, unit: ts.Node): readonly Fact[] {
  const facts: Fact[] = [];
  for (const [start, statement] of block.statements.entries()) {
    const before = fixedWrite(statement);
    if (!before) continue;
    const rest = block.statements.slice(start + 1);
    const end = rest.findIndex((later) => fixedWrite(later)?.target === before.target);
    const reset = rest[end];
    const after = reset && fixedWrite(reset);
    // `done = false; …; done = true` marks success and is as it should be; only the other way round leaves something stuck.
    if (!reset || !after || !isOffValue(after.value) || isOffValue(before.value)) continue;
    const between = rest.slice(0, end);
    const failing = between.flatMap((step) => awaitedCalls(step)).find((call) => escapes(call, block) && mayFail(call));
    const throwing = failing ?? between.flatMap((step) => ownCalls(step)).find((call) => escapes(call, block) && callsArgument(call, unit));
    if (!throwing) continue;
    const text = `If ${callInWords(throwing)} ${failing ? 'fails' : 'throws'}, ${before.words} stays \`${before.value}\`: line ${lineOf(reset)} is never reached.`;
    const on = [statement, throwing, reset];
    facts.push(...stateFact({ kind, about: `stuck:${before.target}`, text, on, surprise: failing ? 0.9 : 0.75, reach: 'elsewhere' }));
  }
  return facts;
}

/** `path++; …; path--` with a call in between whose failure nothing here takes: of the caller's own function, or of one that is waited for. */
function stuckCount(block: ts.Block): readonly Fact[] {
  return block.statements.flatMap((statement, start) => {
    const up = stepOf(statement);
    const rest = block.statements.slice(start + 1);
    const end = up ? rest.findIndex((later) => stepOf(later)?.target === up.target && stepOf(later)?.operator !== up.operator) : -1;
    const down = rest[end];
    if (!up || !down) return [];
    const between = rest.slice(0, end);
    const waited = between.flatMap((step) => awaitedCalls(step)).find((call) => escapes(call, block) && mayFail(call));
    const handed = between.flatMap((step) => ownCalls(step)).find((call) => escapes(call, block) && isCallback(call));
    const failing = waited ?? handed;
    if (!failing) return [];
    const text = `If ${callInWords(failing)} (line ${lineOf(failing)}) ${waited ? 'fails' : 'throws'}, \`${up.target}\` is never stepped back: line ${lineOf(down)} is not reached.`;
    return stateFact({ kind, about: `count:${up.target}`, text, on: [statement, failing, down], surprise: 0.9, reach: 'elsewhere' });
  });
}

function stepOf(statement: ts.Statement): { readonly target: string; readonly operator: ts.SyntaxKind } | undefined {
  const step = ts.isExpressionStatement(statement) ? statement.expression : undefined;
  if (!step || !(ts.isPostfixUnaryExpression(step) || ts.isPrefixUnaryExpression(step)) || !ts.isPropertyAccessExpression(step.operand))
    return undefined;
  return isPlainPath(step.operand) ? { target: step.operand.getText(), operator: step.operator } : undefined;
}

/** `this.onDone(…)`, `options.onError(…)`: by its name, somebody else's function. */
function isCallback(call: ts.CallExpression): boolean {
  return ts.isPropertyAccessExpression(call.expression) && /^on[A-Z]/u.test(call.expression.name.text);
}

/** Code handed in by the caller may throw; of other synchronous calls that is not known. */
function callsArgument(call: ts.CallExpression, unit: ts.Node): boolean {
  const callee = call.expression;
  return (
    ts.isIdentifier(callee) && ts.isFunctionLike(unit) && unit.parameters.some((parameter) => parameter.name.getText() === callee.text)
  );
}

function fixedWrite(statement: ts.Statement): { readonly target: string; readonly words: string; readonly value: string } | undefined {
  if (!ts.isExpressionStatement(statement)) return undefined;
  const { expression } = statement;
  if (ts.isBinaryExpression(expression) && expression.operatorToken.kind === ts.SyntaxKind.EqualsToken) {
    const { left, right } = expression;
    if (!ts.isPropertyAccessExpression(left) || !isPlainPath(left) || !isFixedValue(right)) return undefined;
    return { target: left.getText(), words: `\`${left.getText()}\``, value: right.getText() };
  }
  if (!ts.isCallExpression(expression) || !ts.isIdentifier(expression.expression)) return undefined;
  const [value, ...others] = expression.arguments;
  const isSetter = /^set[A-Z]/.test(expression.expression.text) && value && others.length === 0;
  const target = expression.expression.text;
  return isSetter && isFixedValue(value) ? { target, words: `what \`${target}\` sets`, value: value.getText() } : undefined;
}

/** No `catch` between the call and the block. */
function escapes(call: ts.CallExpression, block: ts.Block): boolean {
  return enclosingTry(call, block) === undefined;
}
