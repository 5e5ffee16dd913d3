import { ts } from 'ts-morph';

/** The classes of a file by name, those at its top level. */
export function classesOf(sourceFile: ts.SourceFile): ReadonlyMap<string, ts.ClassLikeDeclaration> {
  return new Map(
    sourceFile.statements.flatMap((found) => (ts.isClassDeclaration(found) && found.name ? [[found.name.text, found] as const] : [])),
  );
}

/** What a class extends, where that stands in the same file. */
export function baseOf(
  owner: ts.ClassLikeDeclaration,
  classes: ReadonlyMap<string, ts.ClassLikeDeclaration>,
): ts.ClassLikeDeclaration | undefined {
  const clause = owner.heritageClauses?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword);
  const base = clause?.types[0]?.expression;
  const found = base && ts.isIdentifier(base) ? classes.get(base.text) : undefined;
  return found === owner ? undefined : found;
}

/** Whether a class extends another one, at whatever distance. */
export function isBelow(
  candidate: ts.ClassLikeDeclaration,
  owner: ts.ClassLikeDeclaration,
  classes: ReadonlyMap<string, ts.ClassLikeDeclaration>,
): boolean {
  const seen = new Set<ts.Node>();
  for (let above = baseOf(candidate, classes); above && !seen.has(above); above = baseOf(above, classes)) {
    if (above === owner) return true;
    seen.add(above);
  }
  return false;
}
