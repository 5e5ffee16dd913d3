import { ts } from 'ts-morph';
import type { CallSite } from '../../analysis/sourceText.ts';
import { plainExpression } from './plainExpression.ts';
import type { ScriptValue } from './script.ts';
import type { Alternative } from './slots.ts';
import { scalarCode } from './scalarCode.ts';

/** What real calls hand over as written there: the arguments one by one, and those of one call together. */
export interface CallSiteValues {
  /** Of each parameter in turn. */
  readonly alternatives: readonly (readonly Alternative[])[];
  /** Of each call, which alternative every parameter takes, by the parameter's name. */
  readonly calls: readonly ReadonlyMap<string, number>[];
}

const mostPerParameter = 16;
const mostCalls = 16;
const longest = 120;

/** Literal arguments at real calls, each with its place. Calls of the product's code come before those of tests. */
export function callSiteValues(callSites: readonly CallSite[], parameters: readonly string[]): CallSiteValues {
  const alternatives: Alternative[][] = parameters.map(() => []);
  const calls: ReadonlyMap<string, number>[] = [];
  const ordered = [...callSites.filter(({ inTest }) => !inTest), ...callSites.filter(({ inTest }) => inTest)];
  for (const site of ordered) {
    const chosen = parameters.map((name, index) => noted(alternatives[index] ?? [], site, index, name));
    const isWhole = chosen.every((alternative) => alternative !== undefined);
    if (isWhole && calls.length < mostCalls)
      calls.push(new Map(chosen.map((alternative, index) => [parameters[index] ?? '', alternative])));
  }
  return { alternatives, calls };
}

/** The place of a call's argument among the alternatives, where it is added unless known; `undefined` for what is no literal. */
function noted(known: Alternative[], site: CallSite, index: number, path: string): number | undefined {
  const text = site.constants?.[index] ?? site.arguments[index] ?? 'undefined';
  const literal = text.length > longest ? undefined : literalOf(text, path);
  if (literal === undefined) return undefined;
  const at = known.findIndex(({ shown }) => shown === literal.shown);
  if (at >= 0) return at;
  if (known.length >= mostPerParameter || (site.arguments[index] === undefined && known.length === 0)) return undefined;
  const { shown, value } = literal;
  return known.push({ shown, source: site.inTest ? 'test' : 'call site', from: `${site.path}:${site.lines[0]}`, make: () => value }) - 1;
}

interface Literal {
  /** In one line, whatever the source's layout. */
  readonly shown: string;
  readonly value: ScriptValue;
}

function literalOf(text: string, path: string): Literal | undefined {
  const [statement] = ts.createSourceFile('argument.ts', `(${text})`, ts.ScriptTarget.Latest).statements;
  return statement !== undefined && ts.isExpressionStatement(statement) ? read(statement.expression, path) : undefined;
}

function read(expression: ts.Expression, at: string): Literal | undefined {
  const node = plainExpression(expression);
  // `null as never` in a test is what the type forbids.
  if (isForced(expression)) return undefined;
  const code = scalarCode(node);
  if (code !== undefined) return { shown: code, value: { kind: 'primitive', code } };
  if (ts.isArrayLiteralExpression(node)) {
    const items = node.elements.map((element, index) => read(element, `${at}[${index}]`));
    if (!items.every((item) => item !== undefined)) return undefined;
    const shown = `[${items.map((item) => item.shown).join(', ')}]`;
    return { shown, value: { kind: 'array', path: at, items: items.map(({ value }) => value) } };
  }
  if (!ts.isObjectLiteralExpression(node)) return undefined;
  const fields: [string, Literal][] = [];
  for (const property of node.properties) {
    if (!ts.isPropertyAssignment(property) || !(ts.isIdentifier(property.name) || ts.isStringLiteral(property.name))) return undefined;
    const value = read(property.initializer, `${at}.${property.name.text}`);
    if (value === undefined) return undefined;
    fields.push([property.name.text, value]);
  }
  const shown = `{${fields.map(([name, { shown: inner }]) => `${/^[\w$]+$/u.test(name) ? name : JSON.stringify(name)}: ${inner}`).join(', ')}}`;
  return {
    shown,
    value: { kind: 'object', path: at, fields: fields.map(([name, { value }]) => [name, value]), absent: [], complete: true },
  };
}

function isForced(expression: ts.Expression): boolean {
  if (ts.isParenthesizedExpression(expression)) return isForced(expression.expression);
  if (ts.isAsExpression(expression)) return !ts.isConstTypeReference(expression.type);
  return ts.isNonNullExpression(expression) || ts.isTypeAssertionExpression(expression);
}
