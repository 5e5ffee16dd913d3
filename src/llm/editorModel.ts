import type { Clock } from '../terms/clock.ts';
import type { EditorModel, EditorModelReply, EditorModelRequest } from '../terms/model.ts';
import { estimateTokens, requestTokens } from './budget.ts';
import { modelFailure } from './modelFailure.ts';
import type { Model, ModelRequest } from './modelPort.ts';
import { requestEnd } from './requestEnd.ts';

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
      const end = requestEnd(clock, signal);
      try {
        const reply = await Promise.race([
          ask(
            requestOf(request),
            (text) => {
              end.heard();
              if (end.reason() === undefined) onText(text);
            },
            end.signal,
          ),
          whenAborted(end.signal),
        ]);
        const reason = end.reason();
        if (reason !== undefined || reply === undefined) return { ok: false, failure: modelFailure(reason ?? 'stopped') };
        if (reply === 'unavailable') return { ok: false, failure: modelFailure('no-model') };
        if (!reply.ok) return { ok: false, failure: modelFailure(reply.kind) };
        return { ok: true, text: reply.text, inputTokens: requestTokens(request), outputTokens: estimateTokens(reply.text) };
      } finally {
        end.release();
      }
    },
  };
}

async function whenAborted(signal: AbortSignal): Promise<undefined> {
  if (signal.aborted) return undefined;
  return await new Promise((resolve) => signal.addEventListener('abort', () => resolve(undefined), { once: true }));
}
