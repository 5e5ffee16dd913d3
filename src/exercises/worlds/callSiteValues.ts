import { ts } from 'ts-morph';
import type { CallSite } from '../../analysis/sourceText.ts';
import { plainExpression } from './plainExpression.ts';
import type { ScriptValue } from './script.ts';
import type { Alternative } from './slots.ts';
import { scalarCode } from './scalarCode.ts';

/** Literal arguments at real calls, each with its place. */
export function callSiteValues(callSites: readonly CallSite[], index: number, path: string): readonly Alternative[] {
  const found: Alternative[] = [];
  for (const site of callSites) {
    const text = site.arguments[index];
    if (text === undefined || text.length > 60 || found.length >= 3) continue;
    const value = literalValue(text, path);
    if (value === undefined || found.some(({ shown }) => shown === text)) continue;
    found.push({ shown: text, source: site.inTest ? 'test' : 'call site', from: `${site.path}:${site.lines[0]}`, make: () => value });
  }
  return found;
}

function literalValue(text: string, path: string): ScriptValue | undefined {
  const [statement] = ts.createSourceFile('argument.ts', `(${text})`, ts.ScriptTarget.Latest).statements;
  if (statement === undefined || !ts.isExpressionStatement(statement)) return undefined;
  const read = (expression: ts.Expression, at: string): ScriptValue | undefined => {
    const node = plainExpression(expression);
    const code = scalarCode(node);
    if (code !== undefined) return { kind: 'primitive', code };
    if (ts.isArrayLiteralExpression(node)) {
      const items = node.elements.map((element, index) => read(element, `${at}[${index}]`));
      return items.every((item) => item !== undefined) ? { kind: 'array', path: at, items } : undefined;
    }
    if (!ts.isObjectLiteralExpression(node)) return undefined;
    const fields: [string, ScriptValue][] = [];
    for (const property of node.properties) {
      if (!ts.isPropertyAssignment(property) || !(ts.isIdentifier(property.name) || ts.isStringLiteral(property.name))) return undefined;
      const value = read(property.initializer, `${at}.${property.name.text}`);
      if (value === undefined) return undefined;
      fields.push([property.name.text, value]);
    }
    return { kind: 'object', path: at, fields, absent: [], complete: true };
  };
  return read(statement.expression, path);
}
