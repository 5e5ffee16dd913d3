import { checkAnswer } from '../explain/checkAnswer.ts';
import { modelPrompt, promptVersion } from '../explain/modelPrompt.ts';
import type { Prompt, PromptSubject } from '../explain/modelPrompt.ts';
import { readAnswer } from '../explain/readAnswer.ts';
import { unusableAnswer } from '../explain/usableAnswer.ts';
import type { ModelDesk } from '../llm/askModel.ts';
import { estimateTokens, requestTokens } from '../llm/budget.ts';
import { modelFailure } from '../llm/modelFailure.ts';
import type { Model } from '../llm/modelPort.ts';
import type { ModelStore } from '../llm/modelStore.ts';
import type { Clock } from '../terms/clock.ts';
import { contentId } from '../terms/ids.ts';
import type { ModelAnswerKey, ModelOfferId } from '../terms/ids.ts';
import type {
  ModelAsk,
  ModelFailure,
  ModelOffer,
  ModelOffered,
  ModelOutcome,
  ModelProgress,
  ModelQuestion,
  ModelSettings,
} from '../terms/model.ts';
import type { SaidAnswer } from '../terms/said.ts';

/** A unit that is asked about, and where it belongs. */
export interface AskedUnit extends PromptSubject {
  /** Absolute path of its folder, where it has one: consent is given for it. */
  readonly root?: string;
  /** The whole file, to say what sending it would have cost. */
  readonly file: string;
}

export interface ModelTalk {
  offer(asked: AskedUnit, question: ModelQuestion): Promise<ModelOffered>;
  ask(ask: ModelAsk, signal: AbortSignal): Promise<ModelOutcome>;
}

export interface ModelTalkParts {
  /** The person's settings and the model they name; a failure where there is none. Asked anew each time: settings change. */
  readonly chosenModel: () => Promise<
    { readonly ok: true; readonly model: Model; readonly settings: ModelSettings } | { readonly ok: false; readonly failure: ModelFailure }
  >;
  readonly desk: ModelDesk;
  readonly store: ModelStore;
  readonly clock: Clock;
  /** Unguessable, new each time; letters and digits. */
  readonly randomMark: () => string;
  readonly onProgress: (progress: ModelProgress) => void;
}

interface Prepared {
  readonly asked: AskedUnit;
  readonly question: ModelQuestion;
  readonly prompt: Prompt;
  readonly answerKey: ModelAnswerKey;
  readonly destinationId: string;
  readonly model: string;
}

/** Offers that may still be taken up; older ones are made anew. */
const mostOffers = 8;
const progressEveryMs = 100;

/**
 * A person asks a model about a unit:
 *
 *     click ─► offer: what would be sent, to whom ─► consent ─► limits of the day ─► sent, streamed ─► held against the facts ─► kept
 *
 * Nothing is sent before consent to exactly that payload, or to that destination from that folder; nothing that is not whole is kept.
 */
export function createModelTalk(parts: ModelTalkParts): ModelTalk {
  const { store, clock } = parts;
  const offers = new Map<ModelOfferId, Prepared>();

  const known = ({ asked, question, answerKey }: Prepared): SaidAnswer | undefined => {
    const text = store.answerTo(answerKey);
    return text === undefined ? undefined : checked(text, asked, question);
  };

  return {
    async offer(asked, question) {
      const chosen = await parts.chosenModel();
      if (!chosen.ok) return chosen;
      const { destination } = chosen.model;
      const mark = parts.randomMark();
      const prompt = await modelPrompt(asked, question, mark);
      const { system, context, question: words } = prompt.request;
      const payload = chosen.model.payload(prompt.request);
      const id = contentId<ModelOfferId>('offer', destination.id, payload);
      const answerKey = contentId<ModelAnswerKey>(
        'answer',
        asked.unit.key,
        promptVersion,
        destination.id,
        destination.model,
        context.replaceAll(mark, ''),
        words,
      );
      const prepared: Prepared = { asked, question, prompt, answerKey, destinationId: destination.id, model: destination.model };
      offers.set(id, prepared);
      for (const old of [...offers.keys()].slice(0, -mostOffers)) offers.delete(old);
      const answered = known(prepared);
      const offer: ModelOffer = {
        id,
        destination,
        parts: [
          { title: 'Instructions, the same each time', text: system },
          { title: 'The code and what is known about it', text: context },
          { title: 'The question', text: words },
        ],
        payload,
        redacted: prompt.redacted,
        tokens: {
          sent: requestTokens(prompt.request),
          wholeFile: requestTokens(prompt.request) - estimateTokens(asked.code) + estimateTokens(asked.file),
        },
        canAllow: asked.root !== undefined,
        allowed: asked.root !== undefined && store.isAllowed(asked.root, destination.id),
        ...(answered && { known: answered }),
      };
      return { ok: true, offer };
    },

    async ask({ askId, offerId, consent }, signal) {
      const prepared = offers.get(offerId);
      if (prepared === undefined)
        return failed('consent-needed', 'The code or the model has changed. Look at what would be sent once more.');
      const { asked, question, prompt } = prepared;
      const answered = known(prepared);
      if (answered !== undefined) return { ok: true, answer: answered, inputTokens: 0, outputTokens: 0 };
      const chosen = await parts.chosenModel();
      if (!chosen.ok) return chosen;
      const { model, settings } = chosen;
      if (model.destination.id !== prepared.destinationId || model.destination.model !== prepared.model)
        return failed('consent-needed', 'Another model was chosen meanwhile. Look at what would be sent once more.');
      if (consent === 'given' && (asked.root === undefined || !store.isAllowed(asked.root, prepared.destinationId)))
        return failed('consent-needed');
      if (consent === 'always' && asked.root !== undefined) store.allow(asked.root, prepared.destinationId, clock.now());

      const progress = createProgress(parts, askId);
      const limits = { tokens: settings.dailyTokens, dollars: settings.dailyDollars };
      const reply = await parts.desk.ask(model, prompt.request, { limits, onText: progress.text, onWait: progress.waiting, signal });
      progress.stop();
      if (!reply.ok) return { ok: false, failure: reply.failure };
      const unusable = unusableAnswer(reply.text, asked.code, question.kind);
      if (unusable === 'declined') return failed('declined');
      if (unusable !== undefined) return failed('no-answer', noAnswer[unusable]);
      store.keepAnswer(prepared.answerKey, asked.unit.key, reply.text, clock.now());
      return {
        ok: true,
        answer: checked(reply.text, asked, question),
        inputTokens: reply.inputTokens,
        outputTokens: reply.outputTokens,
      };
    },
  };
}

const noAnswer = {
  empty: 'The model answered nothing.',
  'another language': 'The model answered in another language than it was asked for.',
  'other code': 'The model answered about some other code: it names nothing that stands here.',
} as const;

function failed(kind: ModelFailure['kind'], reason?: string): { readonly ok: false; readonly failure: ModelFailure } {
  return { ok: false, failure: modelFailure(kind, reason) };
}

function checked(text: string, { unit, code, facts, recorded }: AskedUnit, question: ModelQuestion): SaidAnswer {
  const said = [...recorded, question.text ?? ''];
  return checkAnswer(readAnswer(text), { name: unit.name, lines: unit.lines, code, facts, said });
}

/** Draws at most ten times a second what has come so far. */
function createProgress({ clock, onProgress }: ModelTalkParts, askId: string) {
  let latest: string | undefined;
  let cancel: (() => void) | undefined;
  const draw = (): void => {
    cancel = undefined;
    if (latest !== undefined) onProgress({ askId, blocks: readAnswer(latest) });
  };
  return {
    text(text: string): void {
      latest = text;
      cancel ??= clock.after(progressEveryMs, draw);
    },
    waiting(reason: string): void {
      cancel?.();
      cancel = undefined;
      latest = undefined;
      onProgress({ askId, blocks: [], waiting: reason });
    },
    stop: (): void => cancel?.(),
  };
}
