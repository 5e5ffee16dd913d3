import { ts } from 'ts-morph';
import type { FactDetector } from '../factDetector.ts';
import { stateFact } from '../stateFact.ts';

const kind = 'wide-reach';
const fewestFiles = 8;
const share = 0.25;
/** Through one index file everything reaches everything: what few import by themselves stands on nobody's mind. */
const fewestImporters = 5;

/**
 * How much of the repository stands on a file; said once, of its first exported unit.
 *
 *     → 41 of 120 files reach this one through imports, 12 of them directly: what changes here may show there.
 */
export const wideReach: FactDetector = {
  id: kind,
  detect({ node, sourceFile }, { placement }) {
    if (
      !placement ||
      placement.dependents < fewestFiles ||
      placement.dependents < placement.files * share ||
      placement.importers < fewestImporters
    )
      return [];
    const first = sourceFile.statements.find(
      (statement) =>
        ts.canHaveModifiers(statement) &&
        (ts.getModifiers(statement) ?? []).some((modifier) => modifier.kind === ts.SyntaxKind.ExportKeyword) &&
        (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement) || ts.isVariableStatement(statement)),
    );
    if (!first || node.pos < first.pos || node.end > first.end || isInside(node, first)) return [];
    const { dependents, files, importers } = placement;
    const text = `${dependents} of ${files} files reach this one through imports, ${importers} of them directly: what changes here may show there.`;
    return stateFact({ kind, about: 'file', text, on: [node], surprise: 0.5, basis: 'references', reach: 'elsewhere' });
  },
};

/** A method, or a function within another: what it changes shows in that one first. */
function isInside(node: ts.Node, statement: ts.Node): boolean {
  const around = ts.findAncestor(node.parent, (above) => above === statement || ts.isFunctionLike(above) || ts.isClassLike(above));
  return ts.isClassElement(node) || (node !== statement && around !== statement);
}
