import * as vscode from 'vscode';
import type { ModelOffer, ModelSettings } from '../terms/model.ts';
import type { Tutor } from '../tutor.ts';
import type { ApiKeys } from './apiKeys.ts';
import type { DocumentViews } from './documentViews.ts';
import type { PayloadDocuments } from './payloadDocuments.ts';

export interface ModelCommandParts {
  readonly tutor: Pick<Tutor, 'modelOffer'>;
  readonly views: DocumentViews;
  readonly settings: () => ModelSettings;
  readonly apiKeys: ApiKeys;
  readonly payloads: PayloadDocuments;
}

/** What the commands and the sidebar's buttons about models do. */
export interface ModelCommands {
  /** Opens what "Explain at my level" would send for the function at the caret. */
  showPayloadAtCaret(): Promise<void>;
  showPayload(offer: ModelOffer): Promise<void>;
  setApiKey(): Promise<void>;
  clearApiKey(): Promise<void>;
  openSettings(): Promise<void>;
}

export function createModelCommands({ tutor, views, settings, apiKeys, payloads }: ModelCommandParts): ModelCommands {
  return {
    async showPayloadAtCaret() {
      const editor = vscode.window.activeTextEditor;
      const uri = editor?.document.uri.toString() ?? '';
      const line = (editor?.selection.active.line ?? 0) + 1;
      const unit = views.unitAt(uri, line);
      if (unit === undefined) return void vscode.window.showInformationMessage('Put the cursor inside a function first.');
      const offered = await tutor.modelOffer({ uri, line, key: unit.key }, { kind: 'level' });
      if (offered.ok) await payloads.show(offered.offer);
      else void vscode.window.showInformationMessage(offered.failure.reason);
    },
    showPayload: payloads.show,
    async setApiKey() {
      const { endpoint } = settings();
      const origin = URL.canParse(endpoint) ? new URL(endpoint).origin : undefined;
      if (origin === undefined || origin === 'null')
        return void vscode.window.showInformationMessage('Set `understand.llm.endpoint` first: a key belongs to one server.');
      const key = await vscode.window.showInputBox({
        title: `API key for ${origin}`,
        prompt: 'Kept in the secret storage of this editor, and sent to this server only.',
        password: true,
        ignoreFocusOut: true,
        validateInput: (value) =>
          /^[\x21-\x7e]{8,500}$/u.test(value.trim()) ? undefined : 'A key has at least eight characters and no spaces.',
      });
      if (key !== undefined) await apiKeys.set(origin, key.trim());
    },
    async clearApiKey() {
      const removed = await apiKeys.clear();
      void vscode.window.showInformationMessage(removed === 0 ? 'There was no API key.' : 'The API key was removed.');
    },
    async openSettings() {
      await vscode.commands.executeCommand('workbench.action.openSettings', 'understand.llm');
    },
  };
}
