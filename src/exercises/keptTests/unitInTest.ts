import type { KeptTestRequest } from './keptTestRequest.ts';
import { runners } from './runners.ts';
import { quoted, relativeImport } from './testText.ts';
import type { WayToUnit } from './wayToUnit.ts';

/** How the test comes by the unit. */
export function unitLine({ testFile, unitFile, style, run }: KeptTestRequest, way: WayToUnit, takesSelf: boolean): string {
  if (way.kind === 'imported')
    return `const { ${way.reach.exported}: unit }: any = await import(${quoted(relativeImport(testFile, unitFile, style.imports))});`;
  const { firstLine, nth, form, name } = way.text;
  const file = quoted(relativeImport(testFile, unitFile, 'as it is'));
  const outside = run.script.roots.filter(({ assigned }) => !assigned).map((root) => root.name);
  const where = `{ file: ${file}, firstLine: ${quoted(firstLine)}, nth: ${nth}, form: ${quoted(form)}, name: ${quoted(name)} }`;
  const self = takesSelf ? 'self' : 'undefined';
  return `const unit = taken(${where}, { ${outside.join(', ')} }, ${self}${run.script.base === undefined ? '' : ', base'});`;
}

function isTyped({ unitFile }: KeptTestRequest): boolean {
  return /\.[cm]?ts$/u.test(unitFile);
}

/** What taking a unit's text needs. */
export function takenImports(request: KeptTestRequest): readonly string[] {
  return [
    "import { readFileSync } from 'node:fs';",
    ...(isTyped(request) ? ["import { stripTypeScriptTypes } from 'node:module';"] : []),
    ...(request.style.runner === 'jest' ? ["import { join } from 'node:path';"] : []),
  ];
}

export function takenState({ run }: KeptTestRequest): readonly string[] {
  const code = run.helperCode.join('\n').replaceAll(/[`\\]|\$\{/gu, '\\$&');
  return [
    ...(code === '' ? ["const helpers = '';"] : ['// Small functions and constants that it uses.', `const helpers = \`\n${code}\n\`;`]),
    'interface Taken {',
    '  file: string;',
    '  firstLine: string;',
    '  nth: number;',
    "  form: 'statement' | 'member' | 'property';",
    '  name: string;',
    '}',
  ];
}

/** A helper with what the runner and the language decide filled in. */
export function filledIn(helper: string, request: KeptTestRequest): string {
  const { style } = request;
  return helper
    .replace('MOCK', () => runners[style.runner].mock)
    .replace('FILE', () => (style.runner === 'jest' ? 'join(__dirname, file)' : 'new URL(file, import.meta.url)'))
    .replace('STRIP', () => (isTyped(request) ? "stripTypeScriptTypes(code, { mode: 'transform' })" : 'code'));
}
