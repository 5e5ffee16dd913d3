import { ts } from 'ts-morph';
import type { Concept } from '../terms/concept.ts';
import type { ConceptDetector, ConceptScope } from './conceptDetector.ts';
import { allConcepts } from './concepts/allConcepts.ts';
import { lineRangeOf } from './lineRangeOf.ts';
import { moduleEffects } from './moduleEffects.ts';
import type { LocatedUnit } from './sourceText.ts';
import { writeOf } from './writes.ts';

/** Built with the means of Node 20, where this module must at least load: the command line says there that Node is too old. */
const detectorsByKind = new Map<ts.SyntaxKind, ConceptDetector[]>();
for (const detector of allConcepts)
  for (const kind of detector.kinds) detectorsByKind.set(kind, [...(detectorsByKind.get(kind) ?? []), detector]);

/** The concepts that show in a unit, each once, where it shows first; in source order. */
export function detectConcepts(located: LocatedUnit, checker?: ts.TypeChecker): readonly Concept[] {
  const nodes = nodesOf(located.node);
  const writes = nodes.flatMap((node) => writeOf(node) ?? []);
  const names = Map.groupBy(nodes.filter(ts.isIdentifier), ({ text }) => text);
  const scope: ConceptScope = { located, nodes, writes, names, ...(checker && { checker }) };
  const found = new Map<ConceptDetector, Concept>();
  for (const node of nodes) {
    for (const detector of detectorsByKind.get(node.kind) ?? []) {
      if (found.has(detector)) continue;
      const why = detector.why(node, scope);
      if (why === undefined) continue;
      const { id, misconception } = detector;
      const [first, last] = lineRangeOf(node, located.sourceFile);
      found.set(detector, { id, why, misconception, lines: [[first, last - first > 3 ? first : last]] });
    }
  }
  return [...found.values()];
}

/** A class gives its own lines only: its members, but not what they do. */
function nodesOf(unit: ts.Node): readonly ts.Node[] {
  const nodes: ts.Node[] = [unit];
  const visit = (node: ts.Node): void => {
    nodes.push(node);
    const isMember = ts.isClassLike(unit) && ts.isFunctionLike(node) && node.parent === unit;
    if (!isMember) ts.forEachChild(node, visit);
  };
  if (ts.isSourceFile(unit)) moduleEffects(unit).forEach(visit);
  else ts.forEachChild(unit, visit);
  return nodes;
}
