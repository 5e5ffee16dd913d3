import { ts } from 'ts-morph';
import { plainExpression } from './plainExpression.ts';
import type { ScriptValue } from './script.ts';
import { scalarCode } from './scalarCode.ts';

/** What a field holds when the constructor's body starts; a refusal where only running other code could tell. */
export type InitialField = ScriptValue | { readonly kind: 'absent' } | { readonly kind: 'refused'; readonly reason: string };

/**
 * The fields of the class as its constructor's body finds them, by path: `count = 0` → `this.count` is `0`. Fields of a base class and
 * functions held in fields are left out: they are scripted like anything else from outside.
 */
export function initialFields(constructor: ts.ConstructorDeclaration): ReadonlyMap<string, InitialField> {
  const fields = new Map<string, InitialField>();
  for (const parameter of constructor.parameters) {
    if ((parameter.modifiers?.length ?? 0) > 0 && ts.isIdentifier(parameter.name))
      fields.set(`this.${parameter.name.text}`, { kind: 'absent' });
  }
  for (const member of constructor.parent.members) {
    if (!ts.isPropertyDeclaration(member) || ts.isComputedPropertyName(member.name)) continue;
    const outside = [ts.SyntaxKind.StaticKeyword, ts.SyntaxKind.DeclareKeyword, ts.SyntaxKind.AbstractKeyword];
    if (member.modifiers?.some(({ kind }) => outside.includes(kind)) === true) continue;
    const path = `this.${member.name.text}`;
    const { initializer } = member;
    if (initializer !== undefined && (ts.isArrowFunction(initializer) || ts.isFunctionExpression(initializer))) continue;
    fields.set(path, initializer === undefined ? { kind: 'absent' } : startOf(initializer, path));
  }
  return fields;
}

function startOf(initializer: ts.Expression, path: string): InitialField {
  const node = plainExpression(initializer);
  const code = scalarCode(node);
  if (code !== undefined) return { kind: 'primitive', code };
  if (ts.isArrayLiteralExpression(node) && node.elements.length === 0) return { kind: 'array', path, items: [] };
  if (ts.isObjectLiteralExpression(node) && node.properties.length === 0)
    return { kind: 'object', path, fields: [], absent: [], complete: true };
  if (ts.isNewExpression(node) && (node.arguments?.length ?? 0) === 0 && ts.isIdentifier(node.expression)) {
    if (node.expression.text === 'Map') return { kind: 'map', path, entries: [] };
    if (node.expression.text === 'Set') return { kind: 'set', path, items: [] };
  }
  return { kind: 'refused', reason: 'it reads a field that other code sets up' };
}
