import { ts } from 'ts-morph';
import { failure, success, type Result } from '../../terms/result.ts';
import type { RecordedRun } from '../worlds/world.ts';
import type { Script } from '../worlds/script.ts';

/** Where a name that a unit takes from outside comes from, as a test can replace it. */
export type OutsideSource =
  | { readonly kind: 'global' }
  /** `imported`: the exported name, `default`, or `*` for the whole module. */
  | { readonly kind: 'import'; readonly specifier: string; readonly imported: string };

export interface OutsideRoot {
  readonly root: Script['roots'][number];
  readonly source: OutsideSource;
}

/** The names of a run that matter to it, each with its source. Fails, in one phrase, for what a test cannot replace. */
export function outsideNames(run: RecordedRun, sourceFile: ts.SourceFile): Result<readonly OutsideRoot[]> {
  const found: OutsideRoot[] = [];
  for (const root of run.script.roots) {
    if (root.assigned) return failure(`it writes to \`${root.name}\`, which only its own file can set`);
    if (!touches(run, root)) continue;
    const source = sourceOf(root.name, sourceFile);
    if (source === undefined) return failure(`\`${root.name}\` stands in the same file, where a test cannot replace it`);
    found.push({ root, source });
  }
  return success(found);
}

/** Whether the run read, called, wrote or handed on anything of it; a plain value is read without a trace. */
function touches({ reads, calls, observation }: RecordedRun, { name, value }: Script['roots'][number]): boolean {
  if (value.kind === 'primitive') return true;
  const isIts = (path: string): boolean => path === name || (path.startsWith(name) && /[.[(#]/u.test(path[name.length] ?? ''));
  const handed = new RegExp(String.raw`(?<![\w$.])${name.replaceAll('$', String.raw`\$`)}(?![\w$])`, 'u');
  const { settlement } = observation;
  return (
    [...reads].some(isIts) ||
    calls.some(({ target }) => isIts(target)) ||
    observation.effects.some(({ target, values }) => isIts(target) || values.some((text) => handed.test(text) || text.includes('…'))) ||
    ('value' in settlement && (handed.test(settlement.value) || settlement.value.includes('…')))
  );
}

function sourceOf(name: string, sourceFile: ts.SourceFile): OutsideSource | undefined {
  for (const statement of sourceFile.statements) {
    if (ts.isImportDeclaration(statement) && ts.isStringLiteral(statement.moduleSpecifier)) {
      const imported = importedName(name, statement.importClause);
      if (imported !== undefined) return { kind: 'import', specifier: statement.moduleSpecifier.text, imported };
    } else if (declares(statement, name)) return undefined;
  }
  return { kind: 'global' };
}

function importedName(name: string, clause: ts.ImportClause | undefined): string | undefined {
  if (clause?.name?.text === name) return 'default';
  const bindings = clause?.namedBindings;
  if (bindings === undefined) return undefined;
  if (ts.isNamespaceImport(bindings)) return bindings.name.text === name ? '*' : undefined;
  const element = bindings.elements.find((candidate) => candidate.name.text === name);
  return element === undefined ? undefined : (element.propertyName ?? element.name).text;
}

function declares(statement: ts.Statement, name: string): boolean {
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.some((declaration) =>
      new RegExp(`(?<![\\w$])${name.replaceAll('$', '\\$')}(?![\\w$])`, 'u').test(declaration.name.getText()),
    );
  const declared = statement as ts.Statement & { readonly name?: ts.Node };
  return declared.name !== undefined && ts.isIdentifier(declared.name) && declared.name.text === name;
}
