import { ts } from 'ts-morph';

/** Share, 0–1, of a unit's tokens, types left out, that a program holds, each as often as it stands there. */
export function tokenShare(unit: string, program: string): number {
  const own = tokensOf(withoutTypes(unit));
  const held = new Map<string, number>();
  for (const token of tokensOf(program)) held.set(token, (held.get(token) ?? 0) + 1);
  let found = 0;
  for (const token of own) {
    const left = held.get(token) ?? 0;
    if (left === 0) continue;
    found += 1;
    held.set(token, left - 1);
  }
  return own.length === 0 ? 0 : found / own.length;
}

/** A function stands on its own, a method in a class. */
function withoutTypes(text: string): string {
  const options = { target: ts.ScriptTarget.ESNext, module: ts.ModuleKind.ESNext, jsx: ts.JsxEmit.Preserve };
  for (const whole of [`(${text})`, `class Owner { ${text}\n}`, text]) {
    const { outputText, diagnostics } = ts.transpileModule(whole, {
      compilerOptions: options,
      fileName: 'unit.tsx',
      reportDiagnostics: true,
    });
    if (diagnostics?.length === 0) return outputText;
  }
  return text;
}

function tokensOf(text: string): readonly string[] {
  return (
    text
      .match(/[A-Za-z_$#][\w$]*|\d[\w.]*|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|[^\s\w]/gu)
      ?.map((token) => token.replaceAll("'", '"')) ?? []
  );
}
