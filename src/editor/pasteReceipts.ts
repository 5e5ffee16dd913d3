import * as vscode from 'vscode';
import type { PasteReceipt } from './editRecorder.ts';
import { followedLanguages } from './supportedDocument.ts';

const copiedHere = 'application/vnd.understand-this.copied-here';
const plainText = 'text/plain';

/**
 * Learns that a paste is about to happen, and whether its text was copied in this window. It offers no edit of its own and answers
 * at once, so that the paste goes its usual way.
 */
export function registerPasteReceipts(parts: { readonly announce: (receipt: PasteReceipt) => void }): vscode.Disposable {
  const provider: vscode.DocumentPasteEditProvider = {
    prepareDocumentPaste(_document, _ranges, dataTransfer) {
      dataTransfer.set(copiedHere, new vscode.DataTransferItem('1'));
    },
    provideDocumentPasteEdits(document, _ranges, dataTransfer) {
      const copied = dataTransfer.get(copiedHere) === undefined ? 'outside' : 'inside';
      const uri = document.uri.toString();
      void dataTransfer
        .get(plainText)
        ?.asString()
        .then((text) => parts.announce({ uri, copied, text }));
      return undefined;
    },
  };
  return vscode.languages.registerDocumentPasteEditProvider(
    followedLanguages.map((language) => ({ language })),
    provider,
    { providedPasteEditKinds: [], copyMimeTypes: [copiedHere], pasteMimeTypes: [copiedHere, plainText] },
  );
}
