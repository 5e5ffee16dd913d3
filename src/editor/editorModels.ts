import * as vscode from 'vscode';
import type { Clock } from '../terms/clock.ts';
import type { EditorModel, EditorModelReply, EditorModelRequest } from '../terms/model.ts';
import { editorModelFailure } from './editorModelFailure.ts';

export interface EditorModels {
  /** The model with this id, family or name, else the first there is. Asks nothing of it. */
  find(name: string): Promise<EditorModel | 'unavailable'>;
  ask(request: EditorModelRequest, onText: (text: string) => void, signal: AbortSignal): Promise<EditorModelReply>;
}

/** Several times what was asked for. */
const mostCharacters = 40_000;
const sayEveryMs = 80;

/** The models that extensions bring to this editor. Only called for a question that a person has just asked and agreed to send. */
export function createEditorModels({ clock, log }: { readonly clock: Clock; readonly log: (sentence: string) => void }): EditorModels {
  return {
    async find(name) {
      const models = await vscode.lm.selectChatModels();
      const wanted = models.find((model) => [model.id, model.family, model.name].includes(name));
      const model = name === '' ? models[0] : wanted;
      return model === undefined ? 'unavailable' : { id: model.id, name: model.name, vendor: model.vendor };
    },
    async ask({ modelId, messages }, onText, signal) {
      const cancelling = new vscode.CancellationTokenSource();
      signal.addEventListener('abort', () => cancelling.cancel(), { once: true });
      try {
        const [model] = await vscode.lm.selectChatModels({ id: modelId });
        if (model === undefined) return { ok: false, kind: 'not-found' };
        const asked = messages.map((message) => vscode.LanguageModelChatMessage.User(message));
        const response = await model.sendRequest(asked, { justification: 'You asked about the code in the sidebar.' }, cancelling.token);
        let text = '';
        let saidAt = -Infinity;
        for await (const fragment of response.text) {
          if (signal.aborted) return { ok: false, kind: 'stopped' };
          text += fragment;
          if (text.length > mostCharacters) return { ok: false, kind: 'too-long' };
          if (clock.now() - saidAt < sayEveryMs) continue;
          saidAt = clock.now();
          onText(text);
        }
        return { ok: true, text };
      } catch (error) {
        log(`The editor's model failed: ${String(error)}`);
        return { ok: false, kind: editorModelFailure(error instanceof vscode.LanguageModelError ? error.code : undefined) };
      } finally {
        cancelling.cancel();
        cancelling.dispose();
      }
    },
  };
}
