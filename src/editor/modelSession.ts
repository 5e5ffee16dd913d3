import type { Sentence } from '../terms/explanation.ts';
import type { UnitKey } from '../terms/ids.ts';
import type {
  ModelAsk,
  ModelFailure,
  ModelOffer,
  ModelPanel,
  ModelProgress,
  ModelQuestion,
  ModelSection,
  UnitPlace,
} from '../terms/model.ts';
import type { Tutor } from '../tutor.ts';

interface News {
  /** For assistive technology: at the start and the end of an answer, never in between. */
  readonly say?: string;
  /** The person is to read it now. */
  readonly focus?: boolean;
}

export interface ModelSessionParts {
  readonly tutor: Pick<Tutor, 'modelOffer' | 'askModel' | 'withdrawConsent' | 'reviewOwnWords'>;
  /** A new id each time. */
  readonly randomId: () => string;
  readonly onChange: (section: ModelSection, news: News) => void;
  /** Opens everything that would be sent. */
  readonly showPayload: (offer: ModelOffer) => void;
  /** A bug: somebody threw. */
  readonly crashed: (error: unknown) => void;
}

/** A conversation with a model about the unit on screen; at most one question at a time, each begun by a click. */
export interface ModelSession {
  ask(place: UnitPlace, question: ModelQuestion): Promise<void>;
  /** Answers the consent that is asked for on screen; where none is, nothing happens. */
  consent(choice: 'once' | 'always' | 'local'): Promise<void>;
  stop(): void;
  /** Back to where a question can be asked. */
  leave(): void;
  askAgain(): Promise<void>;
  withdraw(place: UnitPlace): Promise<void>;
  showPayload(): void;
  /** `proved`: the sentences on screen, which the review names by their place. */
  reviewOwnWords(place: UnitPlace, text: string, proved: readonly Sentence[]): Promise<void>;
  said(progress: ModelProgress): void;
  /** Another unit is on screen: what was asked about the last one ends. */
  unitShown(key: UnitKey | undefined): void;
}

interface Asked {
  readonly place: UnitPlace;
  readonly question: ModelQuestion;
}

const idle: ModelSection = { panel: { kind: 'idle' } };
const ours: ModelFailure = {
  kind: 'model-failed',
  reason: 'Asking failed; this is a fault of ours.',
  remedies: ['retry', 'open-log'],
};

export function createModelSession(parts: ModelSessionParts): ModelSession {
  const { tutor } = parts;
  let section: ModelSection = idle;
  let asked: Asked | undefined;
  let offer: ModelOffer | undefined;
  /** The call that is under way; its answer counts only while this is still the same one. */
  let running: { readonly askId: string; readonly controller: AbortController } | undefined;
  let unit: UnitKey | undefined;

  const show = (panel: ModelPanel, news: News = {}): void => {
    section = { ...section, panel };
    parts.onChange(section, news);
  };
  const begin = (): { readonly askId: string; readonly controller: AbortController } => {
    running?.controller.abort();
    running = { askId: parts.randomId(), controller: new AbortController() };
    return running;
  };
  const end = (): void => {
    running?.controller.abort();
    running = undefined;
  };
  const failed = (question: ModelQuestion, failure: ModelFailure): void =>
    show({ kind: 'failed', question, failure, blocks: partOfAnswer(section.panel) }, { say: `No answer. ${failure.reason}` });
  const orOurs = (error: unknown): { readonly ok: false; readonly failure: ModelFailure } => {
    parts.crashed(error);
    return { ok: false, failure: ours };
  };

  const send = async ({ question }: Asked, offered: ModelOffer, consent: ModelAsk['consent']): Promise<void> => {
    const { destination } = offered;
    const call = begin();
    show({ kind: 'asking', question, destination, blocks: [] }, { say: `Asking ${destination.model}.` });
    const ask = { askId: call.askId, offerId: offered.id, consent };
    const outcome = await tutor.askModel(ask, call.controller.signal).catch(orOurs);
    if (running !== call) return;
    running = undefined;
    if (!outcome.ok) return failed(question, outcome.failure);
    const { answer } = outcome;
    const struck = answer.struck === 0 ? '' : ` Sentences struck out: ${answer.struck}.`;
    const allowed = consent === 'always' || offered.allowed;
    show({ kind: 'answered', question, destination, answer, kept: false, allowed }, { say: `The answer is complete.${struck}` });
  };

  const ask = async (place: UnitPlace, question: ModelQuestion): Promise<void> => {
    if (running !== undefined) return;
    const wanted = { place, question };
    asked = wanted;
    offer = undefined;
    unit = place.key;
    const call = begin();
    show({ kind: 'preparing', question });
    const offered = await tutor.modelOffer(place, question, call.controller.signal).catch(orOurs);
    if (running !== call) return;
    running = undefined;
    if (!offered.ok) return failed(question, offered.failure);
    offer = offered.offer;
    const { payload: _onDemand, known: answer, ...shown } = offered.offer;
    const { destination, allowed } = shown;
    if (answer !== undefined)
      return show({ kind: 'answered', question, destination, answer, kept: true, allowed }, { say: 'Answered before.' });
    if (allowed) return await send(wanted, offered.offer, 'given');
    show({ kind: 'consent', question, offer: shown }, { focus: true });
  };

  return {
    ask,
    async consent(choice) {
      if (section.panel.kind !== 'consent' || asked === undefined || offer === undefined) return;
      if (choice === 'local') return show({ kind: 'idle' }, { say: 'Nothing was sent.' });
      await send(asked, offer, choice);
    },
    stop() {
      if (running === undefined || asked === undefined) return;
      end();
      const blocks = partOfAnswer(section.panel);
      const { question } = asked;
      show(blocks.length > 0 ? { kind: 'stopped', question, blocks } : { kind: 'idle' }, { say: 'Stopped.' });
    },
    leave() {
      end();
      show({ kind: 'idle' });
    },
    async askAgain() {
      if (asked !== undefined) await ask(asked.place, asked.question);
    },
    async withdraw(place) {
      await tutor.withdrawConsent(place);
      const { panel } = section;
      if (panel.kind === 'answered') show({ ...panel, allowed: false }, { say: 'Withdrawn. You will be asked again.' });
    },
    showPayload() {
      if (offer !== undefined) parts.showPayload(offer);
    },
    async reviewOwnWords(place, text, proved) {
      unit = place.key;
      const reviewed = await tutor.reviewOwnWords(place, text, proved);
      if (!reviewed.ok || unit !== place.key) return;
      section = { ...section, ownWords: reviewed.value };
      const { covered, missed } = reviewed.value;
      parts.onChange(section, { say: `You touch on ${covered.length} of ${covered.length + missed.length} proven facts.` });
    },
    said({ askId, blocks, waiting }) {
      const { panel } = section;
      if (running?.askId !== askId || panel.kind !== 'asking') return;
      const { question, destination } = panel;
      show({ kind: 'asking', question, destination, blocks, ...(waiting !== undefined && { waiting }) });
    },
    unitShown(key) {
      if (key === unit) return;
      unit = key;
      end();
      asked = undefined;
      offer = undefined;
      if (section === idle) return;
      section = idle;
      parts.onChange(section, {});
    },
  };
}

/** What has come so far; it is shown as incomplete and never kept. */
function partOfAnswer(panel: ModelPanel): Extract<ModelPanel, { kind: 'stopped' }>['blocks'] {
  return panel.kind === 'asking' ? panel.blocks : [];
}
