import { ts } from 'ts-morph';
import { visibleText } from '../safety/visibleText.ts';
import type { Fact } from '../terms/fact.ts';
import type { BoundedProgram } from './boundedProgram.ts';
import { packageUsesIn, useKey, type PackageUse } from './packageUses.ts';
import { parseSource } from './parseSource.ts';
import type { LocatedUnit } from './sourceText.ts';
import { lineOf, stateFact } from './stateFact.ts';

const kind = 'first-use';
const mostUses = 20;
const longestText = 160;

/**
 * What there is to say of each name of a package that a unit uses, should it be new in its file: what the installed types say of it, and how
 * much there is besides. Nothing of a package is run; its types are read as the program reads them, inside the project and up to a size.
 *
 *     → First use of `debounce` of `lodash-es` in this file (line 4), one of 312 names. Its types say: “Creates a debounced function …”
 *     → First use of `createStore` of `redux` in this file (line 9); its types mark it as deprecated: “Use configureStore instead.”
 */
export function usesAsFirst({ node, sourceFile }: LocatedUnit, program?: Pick<BoundedProgram, 'checker' | 'whyUntyped'>): readonly Fact[] {
  return packageUsesIn(node, sourceFile)
    .slice(0, mostUses)
    .flatMap((use) => firstUse(use, program, sourceFile));
}

/** Of the uses of a unit those that its file did not have. `before` is the file's text before the change. */
export function firstUses(uses: readonly Fact[], file: string, before: string): readonly Fact[] {
  if (uses.length === 0) return [];
  const old = parseSource(file, before);
  const known = new Set(packageUsesIn(old, old).map(({ module, name }) => `${kind}:${useKey(module, name)}`));
  return uses.filter(({ id }) => !known.has(id)).toSorted((left, right) => right.surprise - left.surprise);
}

function firstUse(
  { module, packageName, name, at }: PackageUse,
  program: Pick<BoundedProgram, 'checker' | 'whyUntyped'> | undefined,
  sourceFile: ts.SourceFile,
): readonly Fact[] {
  const what = name === 'default' ? `\`${packageName}\`` : `\`${name}\` of \`${packageName}\``;
  const start = `First use of ${what} in this file (line ${lineOf(at)})`;
  const symbol = program && symbolAt(at, program.checker);
  const said = { kind, about: useKey(module, name), on: [at], basis: 'types', reach: 'elsewhere' } as const;
  const declared = symbol?.declarations?.[0];
  if (!program || !symbol || !declared) {
    const why = program?.whyUntyped(module, sourceFile.fileName);
    return stateFact({ ...said, text: `${start}${why === undefined ? '' : `; ${why}`}.`, surprise: 0.5, basis: 'syntax' });
  }
  const deprecated = symbol.getJsDocTags(program.checker).find((tag) => tag.name === 'deprecated');
  if (deprecated) {
    const words = ts.displayPartsToString(deprecated.text ?? []);
    const advice = words === '' ? '' : `: “${quoted(words, longestText - start.length - 40)}”`;
    return stateFact({ ...said, text: `${start}; its types mark it as deprecated${advice === '' ? '.' : advice}`, surprise: 0.85 });
  }
  const size = surfaceOf(at, module, sourceFile, program.checker);
  const surface = size > 1 ? `, one of ${String(size)} names` : '';
  const documentation = ts.displayPartsToString(symbol.getDocumentationComment(program.checker));
  const words = documentation === '' ? '' : quoted(documentation, longestText - start.length - surface.length - 22);
  const says = words === '' ? '' : ` Its types say: “${words}”`;
  return stateFact({ ...said, text: `${start}${surface}.${says}`, surprise: 0.6 });
}

function symbolAt(at: ts.Identifier, checker: ts.TypeChecker): ts.Symbol | undefined {
  const symbol = checker.getSymbolAtLocation(at);
  if (!symbol) return undefined;
  const meant = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  return meant.declarations === undefined ? undefined : meant;
}

/** How many names the module has; 0 where its types are not known. */
function surfaceOf(at: ts.Node, module: string, sourceFile: ts.SourceFile, checker: ts.TypeChecker): number {
  const specifier = sourceFile.statements
    .filter(ts.isImportDeclaration)
    .find(({ moduleSpecifier }) => ts.isStringLiteral(moduleSpecifier) && moduleSpecifier.text === module)?.moduleSpecifier;
  const symbol = specifier && at.getSourceFile() === sourceFile ? checker.getSymbolAtLocation(specifier) : undefined;
  return symbol ? checker.getExportsOfModule(symbol).length : 0;
}

/** The first sentence, as text that hides nothing and opens no code of its own. */
function quoted(documentation: string, most: number): string {
  if (most < 20) return '';
  const line = visibleText(documentation.replaceAll('`', "'"), 1_000);
  const sentence = /^.*?[.!?](?=\s|$)/u.exec(line)?.[0] ?? line;
  return visibleText(sentence, most);
}
