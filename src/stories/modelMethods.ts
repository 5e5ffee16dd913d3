import type { SourceText } from '../analysis/sourceText.ts';
import { reviewOwnWords } from '../explain/reviewOwnWords.ts';
import type { ReaderLevel } from '../explain/modelPrompt.ts';
import type { AnswerStore } from '../learning/answerStore.ts';
import { modelFailure } from '../llm/modelFailure.ts';
import type { ModelStore } from '../llm/modelStore.ts';
import type { Sentence } from '../terms/explanation.ts';
import type { ConceptLevels } from '../terms/concept.ts';
import type { UnitKey } from '../terms/ids.ts';
import type { ModelAsk, ModelOffered, ModelOutcome, ModelQuestion, OwnWordsReview, UnitPlace } from '../terms/model.ts';
import { unknownOrigin } from '../terms/origin.ts';
import { failure, success } from '../terms/result.ts';
import type { Result } from '../terms/result.ts';
import type { AskedUnit, ModelTalk } from './askedModel.ts';
import type { KnownSymbols } from './editorSymbols.ts';
import type { AskedPlacesParts } from './askedPlaces.ts';
import type { ChangeBook } from './changeBook.ts';
import { codeOnDisk } from './codeOnDisk.ts';
import type { Reader } from './reader.ts';
import type { ShownDocuments } from './shownDocuments.ts';
import { unitAt } from './shownDocuments.ts';
import type { CodeStudy, StudiedUnit } from './studyCode.ts';

/** The tutor's part about models and a person's own words: every call follows a click. */
export interface ModelMethods {
  /** What a model would be sent for a question about a unit, and to whom. Sends nothing. */
  modelOffer(place: UnitPlace, question: ModelQuestion, signal?: AbortSignal): Promise<ModelOffered>;
  /** Sends what was offered, if it may be sent; `said` events tell how far the answer has come. Never sent twice by itself. */
  askModel(ask: ModelAsk, signal?: AbortSignal): Promise<ModelOutcome>;
  /** Takes back what was allowed "always" for the unit's folder. */
  withdrawConsent(place: UnitPlace): Promise<Result<null>>;
  /** Holds a person's own explanation against the proved sentences on screen; nothing leaves the machine, nothing is kept. */
  reviewOwnWords(place: UnitPlace, text: string, proved: readonly Sentence[]): Promise<Result<OwnWordsReview>>;
}

export interface ModelMethodsParts {
  readonly talk: ModelTalk;
  readonly store: ModelStore;
  readonly documents: Pick<ShownDocuments, 'find' | 'study'>;
  readonly book: Pick<ChangeBook, 'roots'>;
  readonly panelOf: AskedPlacesParts['panelOf'];
  readonly answers: AnswerStore;
  readonly reader: Pick<Reader, 'levels'>;
  readonly symbols: Pick<KnownSymbols, 'asked'>;
  readonly study: CodeStudy;
  readonly readFile: (file: string) => Promise<string | undefined>;
  readonly trusted: () => boolean;
}

interface Found {
  readonly studied: StudiedUnit;
  readonly source: SourceText;
  readonly root?: string;
}

const mostRecords = 4;
const never = new AbortController().signal;

export function createModelMethods(parts: ModelMethodsParts): ModelMethods {
  const find = async (place: UnitPlace): Promise<Result<Found>> => {
    const shown = parts.documents.find(place.uri);
    const shownStudy = shown && parts.documents.study(place.uri);
    if (shown !== undefined && shownStudy !== undefined && 'units' in shownStudy) {
      const studied = shownStudy.units.find(({ located }) => located.unit.key === place.key) ?? unitAt(shownStudy, place.line);
      if (studied !== undefined) return success({ studied, source: shown, ...(shown.root !== undefined && { root: shown.root }) });
    }
    const onDisk = shown === undefined ? await codeOnDisk(place.uri, parts) : undefined;
    if (onDisk?.ok === false) return onDisk;
    const unit = onDisk?.value.file.units.find(({ located }) => located.unit.key === place.key);
    if (onDisk === undefined || unit === undefined) return failure('This code is no longer there.');
    return success({ studied: unit, source: onDisk.value.source, root: onDisk.value.root });
  };

  return {
    async modelOffer(place, question) {
      if (!parts.trusted()) return { ok: false, failure: modelFailure('restricted') };
      const symbol = parts.symbols.asked(place.key);
      if (symbol !== undefined) return await parts.talk.offer(symbol, question);
      const found = await find(place);
      if (!found.ok) return { ok: false, failure: modelFailure('no-answer', found.reason) };
      return await parts.talk.offer(await askedUnit(found.value, parts), question);
    },
    async askModel(ask, signal = never) {
      if (!parts.trusted()) return { ok: false, failure: modelFailure('restricted') };
      return await parts.talk.ask(ask, signal);
    },
    async withdrawConsent(place) {
      const symbol = parts.symbols.asked(place.key);
      const found = symbol === undefined ? await find(place) : success(symbol);
      if (found.ok && found.value.root !== undefined) parts.store.withdraw(found.value.root);
      return success(null);
    },
    async reviewOwnWords(place, text, proved) {
      const found = await find(place);
      if (!found.ok) return found;
      const { located, facts } = found.value.studied;
      return success(reviewOwnWords({ unitKey: located.unit.key, proved, facts, text }));
    },
  };
}

async function askedUnit({ studied, source, root }: Found, { panelOf, answers, reader }: ModelMethodsParts): Promise<AskedUnit> {
  const { unit } = studied.located;
  const [first, last] = unit.lines;
  const { explanation } = await panelOf(studied, source, root, unknownOrigin);
  return {
    unit,
    code: source.text
      .split(/\r?\n/u)
      .slice(first - 1, last)
      .join('\n'),
    facts: studied.facts,
    recorded: explanation.recorded.slice(0, mostRecords).map(({ text }) => text),
    reader: readerOf(answers, unit.key),
    ideas: ideasOf(studied, reader.levels()),
    file: source.text,
    ...(root !== undefined && { root }),
  };
}

function readerOf(answers: AnswerStore, key: UnitKey): ReaderLevel {
  const given = answers.forUnit(key).filter(({ voided }) => !voided);
  if (given.some(({ verdict }) => verdict === 'right')) return 'knows this';
  return given.length > 0 ? 'answered some' : 'new here';
}

function ideasOf({ concepts }: StudiedUnit, { understood, shaky }: ConceptLevels): NonNullable<AskedUnit['ideas']> {
  const ids = concepts.map(({ id }) => id);
  return { known: ids.filter((id) => understood.has(id)), shaky: ids.filter((id) => shaky.has(id)) };
}
