import { ts } from 'ts-morph';
import type { FactDetector } from '../factDetector.ts';
import { resolveModule } from '../resolveModule.ts';
import { stateFact } from '../stateFact.ts';

const kind = 'import-cycle';

/**
 * A class that needs its base while both files are still being loaded.
 *
 *     import { Shape } from './shape'; export class Circle extends Shape {}      // and ./shape imports this file
 *     → `shape.ts` and this file load each other: where `shape.ts` is loaded first, `Shape` is not there yet and this throws.
 */
export const importCycle: FactDetector = {
  id: kind,
  detect({ node, sourceFile, unit }, { placement, checker }) {
    if (!ts.isClassLike(node) || !placement || placement.cycle.length === 0 || !ts.isSourceFile(node.parent)) return [];
    const base = node.heritageClauses?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword)?.types[0]?.expression;
    if (!base || !ts.isIdentifier(base)) return [];
    for (const statement of sourceFile.statements) {
      if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) continue;
      const bindings = statement.importClause?.namedBindings;
      const isNamed = bindings && ts.isNamedImports(bindings) && bindings.elements.some(({ name }) => name.text === base.text);
      if (!isNamed && statement.importClause?.name?.text !== base.text) continue;
      const path = resolveModule(unit.path, statement.moduleSpecifier.text, (other) => placement.cycle.includes(other));
      if (path === undefined || !isDeclaredIn(path, base, checker)) return [];
      const file = `\`${path.slice(path.lastIndexOf('/') + 1)}\``;
      const text = `${file} and this file load each other: where ${file} is loaded first, \`${base.text}\` is not there yet and this throws.`;
      return stateFact({ kind, about: base.text, text, on: [base, statement], surprise: 0.85, basis: 'references', reach: 'elsewhere' });
    }
    return [];
  },
};

/** A file that only hands the base on may load what declares it first. */
function isDeclaredIn(path: string, base: ts.Identifier, checker: ts.TypeChecker | undefined): boolean {
  if (checker === undefined) return !/(?:^|\/)(?:index|internal|main|mod|exports)\.[cm]?[jt]sx?$/u.test(path);
  const symbol = checker.getSymbolAtLocation(base);
  const declared = symbol && symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  return declared?.declarations?.some((declaration) => declaration.getSourceFile().fileName.endsWith(path)) === true;
}
