import { ts } from 'ts-morph';
import { packageUsesIn } from '../packageUses.ts';
import { parseSource } from '../parseSource.ts';
import type { SourceText } from '../sourceText.ts';
import { lineOf } from '../stateFact.ts';

export interface MentionedPlace {
  /** As the reader knows it. */
  readonly path: string;
  /** 1-based. */
  readonly line: number;
}

/** One name of a package and every place in a project that uses it, values and types. */
export interface PackageMention {
  /** As imported: `zod`, `zod/mini`. */
  readonly module: string;
  /** `default`: the module itself. */
  readonly name: string;
  /** What is read off the name directly, `object` of `z.object`: each once. */
  readonly members: readonly string[];
  /** Imported by this very name: then the module must have it. */
  readonly isNamed: boolean;
  readonly places: readonly MentionedPlace[];
}

/** The names of `packageName` that these files use, the most used first. What is passed on (`export … from`) counts as used. */
export function packageMentions(files: readonly SourceText[], packageName: string): readonly PackageMention[] {
  const found = new Map<string, { mention: PackageMention; members: Set<string>; places: MentionedPlace[] }>();
  const add = (module: string, name: string, isNamed: boolean, places: readonly MentionedPlace[], members: readonly string[]): void => {
    const key = `${module}#${name}`;
    const known = found.get(key);
    if (known) {
      known.places.push(...places);
      for (const member of members) known.members.add(member);
      return;
    }
    found.set(key, { mention: { module, name, isNamed, members: [], places: [] }, members: new Set(members), places: [...places] });
  };
  for (const { file, path, text } of files) {
    const sourceFile = parseSource(file, text);
    const used = new Set<string>();
    for (const use of packageUsesIn(sourceFile, sourceFile)) {
      if (use.packageName !== packageName) continue;
      used.add(`${use.module}#${use.name}`);
      const places = use.all.map((at) => ({ path, line: lineOf(at) }));
      add(use.module, use.name, use.isNamed, places, use.isNamed ? use.all.flatMap(memberOf) : []);
    }
    for (const { module, name, at } of passedOnOrTyped(sourceFile, packageName))
      if (!used.has(`${module}#${name}`)) add(module, name, true, [{ path, line: lineOf(at) }], []);
  }
  return [...found.values()]
    .map(({ mention, members, places }) => ({ ...mention, members: [...members], places }))
    .toSorted((left, right) => right.places.length - left.places.length);
}

function memberOf(at: ts.Identifier): readonly string[] {
  const { parent } = at;
  return ts.isPropertyAccessExpression(parent) && parent.expression === at ? [parent.name.text] : [];
}

interface NamedInImport {
  readonly module: string;
  readonly name: string;
  readonly at: ts.Node;
}

/** Names in `import { … }` and `export { … } from`. */
function passedOnOrTyped(sourceFile: ts.SourceFile, packageName: string): readonly NamedInImport[] {
  return sourceFile.statements.flatMap((statement): readonly NamedInImport[] => {
    if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) return [];
    const module = statement.moduleSpecifier && ts.isStringLiteral(statement.moduleSpecifier) ? statement.moduleSpecifier.text : '';
    if (module !== packageName && !module.startsWith(`${packageName}/`)) return [];
    const clause = ts.isImportDeclaration(statement) ? statement.importClause?.namedBindings : statement.exportClause;
    if (!clause || !(ts.isNamedImports(clause) || ts.isNamedExports(clause))) return [];
    return clause.elements.map((element) => ({ module, name: (element.propertyName ?? element.name).text, at: element }));
  });
}
