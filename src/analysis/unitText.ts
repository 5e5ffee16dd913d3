import { ts } from 'ts-morph';

/**
 * A unit's text on its own, parsed as what it can be: a statement (`export` and all), a member of a class, an expression, a member of an
 * object; `undefined` where it is none of these.
 */
export function parsedUnitText(text: string): ts.SourceFile | undefined {
  for (const whole of [text, `class Holder { ${text} }`, `(${text})`, `({ ${text} })`]) {
    const source = ts.createSourceFile('before.tsx', whole, ts.ScriptTarget.Latest, true);
    if ((Reflect.get(source, 'parseDiagnostics') as readonly unknown[]).length === 0) return source;
  }
  return undefined;
}
