import type { OriginTracker } from '../changes/originTracker.ts';
import { failure, success } from '../terms/result.ts';
import type { Result } from '../terms/result.ts';
import type { ChangeBook } from './changeBook.ts';
import { unitAt } from './shownDocuments.ts';
import type { ShownDocuments } from './shownDocuments.ts';

export interface OriginMarkedParts {
  readonly documents: Pick<ShownDocuments, 'study' | 'pushAll'>;
  readonly origins: Pick<OriginTracker, 'override'>;
  readonly book: Pick<ChangeBook, 'markChecked'>;
}

/** A person says who wrote the unit around a line (1-based) of a shown document; what is one's own needs no check. */
export function originMarked(
  place: { readonly uri: string; readonly line: number },
  kind: 'human' | 'ai',
  { documents, origins, book }: OriginMarkedParts,
): Result<null> {
  const file = documents.study(place.uri);
  const studied = file !== undefined && 'units' in file ? unitAt(file, place.line) : undefined;
  if (studied === undefined) return failure('Put the cursor inside a function first.');
  origins.override(place.uri, studied.located.unit.lines, kind);
  if (kind === 'human') book.markChecked(studied.located.unit.key);
  documents.pushAll();
  return success(null);
}
