import type { Edit } from '../../terms/edit.ts';
import type { Evidence, Origin, OriginKind } from '../../terms/origin.ts';
import type { ReplacedText } from '../replacedText.ts';
import type { Segment, TrackedText } from '../segmentStore.ts';

/** An edit as the clues see it. */
export interface EditContext {
  readonly edit: Edit;
  readonly before: TrackedText;
  readonly after: string;
  /** From the last offset to the first, at least one. */
  readonly replacements: readonly ReplacedText[];
  /** Name for people: the file's. */
  readonly name: string;
  /** Segments this very text had earlier, while the document was shown. */
  earlier(text: string): readonly Segment[] | undefined;
  /** Segments of a text that stands, or stood, in a tracked document; nothing when it is not found or its places disagree. */
  copied(text: string): readonly Segment[] | undefined;
}

export type Judgement =
  /** All inserted text has one origin. `asks`: it may be worth asking about, so it opens a Change. */
  | { readonly origin: Origin; readonly asks: boolean }
  /** Text that was known keeps its origins: segments of each replacement's inserted text, counted from its start. */
  | { readonly carried: readonly (readonly Segment[])[] }
  /** Segments of the whole text after the edit. */
  | { readonly whole: readonly Segment[] };

/** One clue. The list in `allSignals.ts` is ordered: the first clue that answers decides an edit. */
export interface EditSignal {
  readonly source: string;
  judge(context: EditContext): Judgement | undefined;
}

/** Evidence of something that happened in the editor, with the origin it makes. */
export function editorOrigin(kind: OriginKind, source: string, strength: number, where: string, why: string): Origin {
  const evidence: Evidence = { source, strength, where, why };
  return { kind, confidence: kind === 'unknown' ? 0 : strength, evidence: [evidence] };
}

/** Where a person could look: the file and the time, so exact that two edits do not become one stretch. */
export function placeOf({ name, edit }: EditContext): string {
  return `${name}, ${new Date(edit.at).toISOString().replace('T', ' at ').replace('Z', ' UTC')}`;
}

/** The same word put in at several places is a rename or a replace-all, whoever asked for it. */
export function isUniform(replacements: readonly ReplacedText[]): boolean {
  const inserted = new Set(replacements.map((replacement) => replacement.inserted));
  return replacements.length > 1 && inserted.size === 1;
}
