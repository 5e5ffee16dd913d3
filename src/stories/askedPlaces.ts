import type { SourceText } from '../analysis/sourceText.ts';
import type { OriginTracker } from '../changes/originTracker.ts';
import type { ExerciseStore } from '../exercises/exerciseStore.ts';
import type { Change, ChangeSummary } from '../terms/change.ts';
import type { ChangeId } from '../terms/ids.ts';
import { unknownOrigin } from '../terms/origin.ts';
import type { Origin } from '../terms/origin.ts';
import type { UnitPanel } from '../terms/panel.ts';
import { failure, success } from '../terms/result.ts';
import type { Result } from '../terms/result.ts';
import { bestUnit } from './bestUnit.ts';
import type { ChangeBook } from './changeBook.ts';
import { codeOnDisk } from './codeOnDisk.ts';
import { unitAt } from './shownDocuments.ts';
import type { ShownDocuments } from './shownDocuments.ts';
import type { CodeStudy, StudiedUnit } from './studyCode.ts';

export interface AskedPlacesParts {
  readonly documents: Pick<ShownDocuments, 'find' | 'findFile' | 'study'>;
  readonly study: CodeStudy;
  readonly book: ChangeBook;
  readonly exercises: ExerciseStore;
  readonly origins: Pick<OriginTracker, 'originOfLines'>;
  readonly readFile: (file: string) => Promise<string | undefined>;
  readonly trusted: () => boolean;
  /** Everything that is said of a unit; `root`: the folder it belongs to, where there is one. */
  readonly panelOf: (
    studied: StudiedUnit,
    source: SourceText,
    root: string | undefined,
    live: Origin,
    change?: Change,
  ) => Promise<UnitPanel>;
}

export interface AskedPlaces {
  /** The unit around a line of a document that is shown, or of a file below an open folder. `line`: 1-based. */
  explain(place: { readonly uri: string; readonly line: number }): Promise<Result<UnitPanel>>;
  /** The unit of a Change that is most worth checking and not checked yet. */
  openChange(changeId: ChangeId): Promise<Result<UnitPanel>>;
}

export function createAskedPlaces(parts: AskedPlacesParts): AskedPlaces {
  const { documents, study, book, panelOf } = parts;
  return {
    async explain(place) {
      const document = documents.find(place.uri);
      if (document === undefined) {
        const found = await codeOnDisk(place.uri, parts);
        if (!found.ok) return found;
        const unit = unitAt(found.value.file, place.line);
        if (unit === undefined) return failure('There is no function at this line.');
        return success(await panelOf(unit, found.value.source, found.value.root, unknownOrigin));
      }
      const file = documents.study(place.uri);
      if (file === undefined) return failure('Open the file in an editor first.');
      if ('skipped' in file) return failure(`This file is left alone: ${file.skipped}.`);
      const studied = unitAt(file, place.line);
      if (studied === undefined) return failure(['Put the cursor inside a function to see what it does.', ...file.warnings].join(' '));
      const live = parts.origins.originOfLines(place.uri, studied.located.unit.lines);
      return success(await panelOf(studied, document, document.root, live));
    },
    async openChange(changeId) {
      const found = book.find(changeId);
      if (found === undefined) return failure('This change is no longer kept.');
      const best = bestUnit(found.summary, parts.exercises);
      if (best === undefined) return failure(nothingToCheck(found.summary));
      const { root } = found.change;
      const file = `${root}/${best.path}`;
      const text = documents.findFile(file)?.text ?? (await parts.readFile(file));
      if (text === undefined) return failure(`${best.path} is no longer there.`);
      const source: SourceText = { file, path: best.path, text };
      const studied = study.study(source, { root, depth: 'syntax' });
      if (!studied.ok) return failure(`${best.path} is left alone: ${studied.reason}.`);
      const unit =
        studied.value.units.find(({ located }) => located.unit.key === best.key) ??
        studied.value.units.find(({ located }) => located.unit.name === best.name);
      if (unit === undefined) return failure(`\`${best.name}\` is no longer in ${best.path}.`);
      return success(await panelOf(unit, source, root, unknownOrigin, found.change));
    },
  };
}

function nothingToCheck({ packages = [] }: ChangeSummary): string {
  if (packages.length === 0) return 'Nothing in this change is worth a check.';
  return `${packages.map(({ text }) => text).join(' ')} No function in this change is worth a check.`;
}
