import type { ts } from 'ts-morph';
import type { LocatedUnit } from './sourceText.ts';
import type { Write } from './writes.ts';

/** The unit around a node that a concept detector is asked about. */
export interface ConceptScope {
  readonly located: LocatedUnit;
  /** The unit's own node first, then everything in it in source order; the members of a class are units of their own and left out. */
  readonly nodes: readonly ts.Node[];
  /** Every write among the nodes. */
  readonly writes: readonly Write[];
  /** Identifiers among the nodes, by their text. */
  readonly names: ReadonlyMap<string, readonly ts.Identifier[]>;
  /** Absent in an untrusted workspace and until the program is open: then only syntax counts. */
  readonly checker?: ts.TypeChecker;
}

/** How one concept of the catalogue is recognised. It proves or is silent; it never throws and keeps nothing between calls. */
export interface ConceptDetector {
  readonly id: string;
  readonly misconception: string;
  /** Only nodes of these kinds are looked at. */
  readonly kinds: readonly ts.SyntaxKind[];
  /** Why it matters at this node, with the code's own names; `undefined` where the concept does not show. */
  readonly why: (node: ts.Node, scope: ConceptScope) => string | undefined;
}

/** What a detector is written as: `why` takes the type of node that `kinds` name. */
interface ConceptSpec<Node extends ts.Node> extends Omit<ConceptDetector, 'kinds' | 'why'> {
  readonly kinds: readonly Node['kind'][];
  readonly why: (node: Node, scope: ConceptScope) => string | undefined;
}

export function concept<Node extends ts.Node>(spec: ConceptSpec<Node>): ConceptDetector {
  // Only nodes of `kinds` are handed in, see `detectConcepts`.
  return { ...spec, why: spec.why as ConceptDetector['why'] };
}
