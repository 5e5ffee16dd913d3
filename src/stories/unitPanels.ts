import type { AnswerStore } from '../learning/answerStore.ts';
import { isSubstantial } from '../terms/unit.ts';
import type { AskedPlacesParts } from './askedPlaces.ts';
import type { ChangeBook } from './changeBook.ts';
import { unitPanel } from './explained.ts';
import type { Projects } from './projects.ts';
import type { QuestionQueue } from './questionQueue.ts';
import type { Reader } from './reader.ts';
import { whysOfUnit } from './unitWhys.ts';
import type { WhyParts } from './unitWhys.ts';

export interface UnitPanelsParts extends WhyParts {
  readonly projects: Pick<Projects, 'commitsOf'>;
  readonly book: Pick<ChangeBook, 'touching' | 'find'>;
  readonly questions: Pick<QuestionQueue, 'known' | 'want'>;
  readonly answers: AnswerStore;
  readonly reader: Pick<Reader, 'levels'>;
  readonly trusted: () => boolean;
}

const untrustedReason = 'questions run the code in a sandbox, which starts once this workspace is trusted';
const tooSmallReason = 'too small to ask about';

/** What is said of a unit of a document or of a change: they differ only in where the text comes from. A question it has none for is asked for. */
export function createUnitPanels(parts: UnitPanelsParts): AskedPlacesParts['panelOf'] {
  const { projects, book, questions, answers } = parts;
  return async (studied, source, root, live, change) => {
    const { unit } = studied.located;
    const committed = root === undefined ? undefined : await projects.commitsOf(root, source.file, unit);
    const place = { root: root ?? '', path: source.path, name: unit.name, key: unit.key };
    const whys = root === undefined ? [] : await whysOfUnit({ place, text: source.text, lines: unit.lines }, parts);
    const touching = book.touching(unit.key);
    const recorded = change ?? (touching[0] && book.find(touching[0].id)?.change);
    const origin = live.kind === 'unknown' ? (recorded?.origin ?? live) : live;
    const reason = parts.trusted() ? (root === undefined || !isSubstantial(unit) ? tooSmallReason : undefined) : untrustedReason;
    const known = reason ?? questions.known(unit, source.file);
    const before = recorded?.files.find((file) => file.path === source.path)?.before;
    if (known === undefined && root !== undefined) {
      questions.want({
        root,
        source,
        unitName: unit.name,
        unfamiliarity: origin.kind === 'human' ? 0.3 : 1,
        ...(before !== undefined && recorded?.kind !== 'suggestion' && { before }),
      });
    }
    const file = root === undefined ? undefined : source.file;
    return unitPanel({
      studied,
      file,
      origin,
      committed,
      before,
      whys,
      changes: touching,
      questions: known,
      answers,
      levels: parts.reader.levels(),
    });
  };
}
