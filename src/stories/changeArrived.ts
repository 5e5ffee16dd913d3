import type { Change } from '../terms/change.ts';
import type { PackageNews } from '../terms/packageNews.ts';
import { originInWords } from '../terms/origin.ts';
import type { ChangeBook } from './changeBook.ts';
import type { QuestionQueue } from './questionQueue.ts';
import { touchedUnits } from './touchedUnits.ts';

interface ChangeParts {
  readonly book: ChangeBook;
  readonly questions: QuestionQueue;
  readonly packagesOf: (change: Change) => Promise<readonly PackageNews[]>;
}

/** So many units of one change are asked about unprompted; the rest when somebody opens them. */
const mostAsked = 3;

/**
 * A Change closed, whatever brought it: keep it if it touched something worth knowing, and prove questions in the background.
 *
 *     change ─► touched units ─► book (mark, status, sidebar) ─► questions, the largest unit first
 *            └► manifests ─► what the packages mean for the code, once the index is built ─► book
 *
 * Resolves when nothing more will be told of its packages.
 */
export async function changeArrived(change: Change, parts: ChangeParts): Promise<void> {
  const units = touchedUnits(change);
  const origin = originInWords(change.origin);
  parts.book.add(change, origin, units);
  // The queue takes the newest wish first, so the best unit is wished for last.
  for (const unit of units.slice(0, mostAsked).toReversed()) {
    const file = change.files.find((touched) => touched.path === unit.path);
    if (file === undefined) continue;
    parts.questions.want({
      root: change.root,
      source: { file: `${change.root}/${unit.path}`, path: unit.path, text: file.after },
      unitName: unit.name,
      unfamiliarity: 1,
      ...(file.before !== undefined && change.kind !== 'suggestion' && { before: file.before }),
    });
  }
  if (change.manifests === undefined) return;
  parts.book.addPackages(change, origin, await parts.packagesOf(change));
}
