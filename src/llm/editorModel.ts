import type { Clock } from '../terms/clock.ts';
import type { EditorModel, EditorModelReply, EditorModelRequest, ModelFailureKind } from '../terms/model.ts';
import { estimateTokens, requestTokens } from './budget.ts';
import { startDeadlines } from './deadlines.ts';
import { modelFailure } from './modelFailure.ts';
import type { Model, ModelRequest } from './modelPort.ts';

export interface EditorModelParts {
  readonly model: EditorModel;
  /** `EditorHost.askEditorModel`. */
  readonly ask: (
    request: EditorModelRequest,
    onText: (text: string) => void,
    signal: AbortSignal,
  ) => Promise<EditorModelReply | 'unavailable'>;
  readonly clock: Clock;
}

/** A model the editor already has: no key of ours, and what it costs is between the person and whoever brings it. */
export function createEditorModel({ model, ask, clock }: EditorModelParts): Model {
  const requestOf = (request: ModelRequest): EditorModelRequest => ({
    modelId: model.id,
    messages: [request.system, request.context, request.question],
  });
  return {
    destination: { id: `editor ${model.vendor}`, kind: 'editor', to: `${model.vendor}, through this editor`, model: model.name },
    payload: (request) => JSON.stringify(requestOf(request), undefined, 2),
    async ask(request, onText, signal) {
      const ending = new AbortController();
      let ended: ModelFailureKind | undefined;
      const fail = (kind: ModelFailureKind): void => {
        ended ??= kind;
        ending.abort();
      };
      const stopped = (): void => fail('stopped');
      if (signal.aborted) stopped();
      signal.addEventListener('abort', stopped, { once: true });
      const deadlines = startDeadlines(clock, () => fail('timed-out'));
      try {
        const reply = await Promise.race([
          ask(
            requestOf(request),
            (text) => {
              deadlines.heard();
              if (ended === undefined) onText(text);
            },
            ending.signal,
          ),
          whenAborted(ending.signal),
        ]);
        if (ended !== undefined || reply === undefined) return { ok: false, failure: modelFailure(ended ?? 'stopped') };
        if (reply === 'unavailable') return { ok: false, failure: modelFailure('no-model') };
        if (!reply.ok) return { ok: false, failure: modelFailure(reply.kind) };
        return { ok: true, text: reply.text, inputTokens: requestTokens(request), outputTokens: estimateTokens(reply.text) };
      } finally {
        deadlines.stop();
        signal.removeEventListener('abort', stopped);
      }
    },
  };
}

async function whenAborted(signal: AbortSignal): Promise<undefined> {
  if (signal.aborted) return undefined;
  return await new Promise((resolve) => signal.addEventListener('abort', () => resolve(undefined), { once: true }));
}
