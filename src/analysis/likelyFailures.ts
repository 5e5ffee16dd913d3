import { ts } from 'ts-morph';
import { awaitedCalls, callInWords, ownCalls } from './ownCode.ts';
import { lineOf } from './stateFact.ts';

/** Built-in methods, questions, pauses and tidying-up: a sentence about their failure is nobody's concern. */
const steady =
  /^(sleep|delay|wait|tick|pause|push|pop|shift|unshift|splice|slice|concat|join|split|replace|replaceAll|trim\w*|startsWith|endsWith|includes|indexOf|lastIndexOf|toLowerCase|toUpperCase|toString|call|keys|values|entries|map|filter|forEach|find|findIndex|some|every|reduce|sort|flat|flatMap|has|get|set|add|delete|clear|from|isArray|isInteger|assign|freeze|max|min|floor|ceil|round|abs|now|resolve|log|warn|error|info|debug|bind|test|match|charAt|charCodeAt|at|addEventListener|removeEventListener|clearTimeout|clearInterval|setTimeout|setInterval|throwIfAborted|String|Number|Boolean|Symbol|contains|on|once|off|close|abort|cancel|destroy|dispose|release|unlink|rm|end|kill|return|disconnect|releaseLock|_?(is|has|can|should)[A-Z]\w*)$/;

/** Name of what a call calls, without what it is called on. */
export function lastName(call: ts.CallExpression): string {
  const callee = call.expression;
  return ts.isPropertyAccessExpression(callee) ? callee.name.text : callee.getText();
}

export function mayFail(call: ts.CallExpression): boolean {
  return !steady.test(lastName(call));
}

/** Waiting, reading, checking and preparing leave nothing behind that would have to be undone. */
const traceless =
  /^(sleep|delay|wait|tick|pause|flush|yield|ready|assert|check|validate|verify|ensure|expect|require|read|load|get|fetch|find|next|make|mkdir|prepare|build|cancel|close|abort|beat|parse|open|connect|start|init)/i;

/** By its name, the call does something that stays done. */
export function leavesTraces(call: ts.CallExpression): boolean {
  return !traceless.test(lastName(call)) && mayFail(call);
}

/** What fails in a piece of code, as a clause: `\`load\` fails`, `something on lines 3 to 9 throws`; and the syntax that shows it. */
export interface Failing {
  readonly words: string;
  readonly node: ts.Node;
  /** Absent when no single call can be named. */
  readonly call?: ts.CallExpression;
}

/**
 * The failure a `catch` around `code` is there for: of the awaited call, else of the one call that may throw, else of any line.
 *
 * @param counts leaves out calls that something else covers
 */
export function failureIn(code: ts.Block, counts: (call: ts.CallExpression) => boolean): Failing | undefined {
  const awaited = awaitedCalls(code).filter((call) => counts(call) && mayFail(call));
  if (awaited[0]) return { words: `${callInWords(awaited[0])} fails`, node: awaited[0], call: awaited[0] };
  const calls = ownCalls(code).filter((call) => counts(call) && mayFail(call));
  const [only] = calls;
  if (only && new Set(calls.map(callInWords)).size === 1) return { words: `${callInWords(only)} throws`, node: only, call: only };
  const [first, last] = [code.statements[0], code.statements.at(-1)];
  if (!only || !first || !last) return undefined;
  const [from, to] = [lineOf(first), last.getSourceFile().getLineAndCharacterOfPosition(last.end).line + 1];
  return { words: from === to ? `something on line ${from} throws` : `something on lines ${from} to ${to} throws`, node: first };
}
