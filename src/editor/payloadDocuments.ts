import * as vscode from 'vscode';
import type { ModelOffer } from '../terms/model.ts';

const scheme = 'understand-payload';
/** Documents that were closed long ago need no text. */
const mostKept = 8;

export interface PayloadDocuments extends vscode.Disposable {
  /** Opens, read-only, everything that would be sent, byte for byte. */
  show(offer: ModelOffer): Promise<void>;
}

export function createPayloadDocuments(): PayloadDocuments {
  const texts = new Map<string, string>();
  const provider = vscode.workspace.registerTextDocumentContentProvider(scheme, {
    provideTextDocumentContent: (uri) => texts.get(uri.query) ?? 'This is no longer kept. Ask again to see what would be sent.',
  });
  return {
    async show({ id, destination, payload }) {
      texts.set(id, payload);
      for (const old of [...texts.keys()].slice(0, -mostKept)) texts.delete(old);
      const place = destination.id.replaceAll(/[^\w.-]+/gu, ' ').trim();
      const document = await vscode.workspace.openTextDocument(vscode.Uri.from({ scheme, path: `/To ${place}.json`, query: id }));
      await vscode.window.showTextDocument(document, { preview: true });
    },
    dispose: () => provider.dispose(),
  };
}
