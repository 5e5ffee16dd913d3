import type { Clock } from '../terms/clock.ts';
import type { ModelFailure, ModelSettings, ModelHost } from '../terms/model.ts';
import { createAnthropicModel } from './anthropicModel.ts';
import { createEditorModel } from './editorModel.ts';
import { readEndpoint } from './endpoint.ts';
import type { HttpFetch } from './guardedFetch.ts';
import { modelFailure } from './modelFailure.ts';
import type { Model } from './modelPort.ts';

export interface ChosenModelParts {
  readonly host: ModelHost;
  readonly clock: Clock;
  readonly fetch: HttpFetch;
  readonly log: (sentence: string) => void;
}

export type ChosenModel =
  | { readonly ok: true; readonly model: Model; readonly settings: ModelSettings }
  | { readonly ok: false; readonly failure: ModelFailure };

const defaultModel = 'claude-sonnet-5-5';

/** The model that the person's settings name. Sends nothing. */
export async function chosenModel({ host, clock, fetch, log }: ChosenModelParts): Promise<ChosenModel> {
  const no = (kind: ModelFailure['kind']): ChosenModel => ({ ok: false, failure: modelFailure(kind) });
  const settings = await host.modelSettings();
  if (settings === 'unavailable' || settings.mode === 'off') return no('off');
  if (settings.mode === 'vscode') {
    const model = await host.editorModel(settings.model);
    if (model === 'unavailable') return no('no-model');
    return { ok: true, model: createEditorModel({ model, ask: host.askEditorModel, clock }), settings };
  }
  const endpoint = readEndpoint(settings.endpoint);
  if (endpoint === undefined) return no('bad-endpoint');
  const found = await host.modelKey(endpoint.origin);
  if (found === 'unavailable' && !endpoint.isThisMachine) return no('no-key');
  const model = createAnthropicModel({
    endpoint,
    model: settings.model === '' ? defaultModel : settings.model,
    ...(found !== 'unavailable' && { apiKey: found.key }),
    clock,
    fetch,
    log,
  });
  return { ok: true, model, settings };
}
