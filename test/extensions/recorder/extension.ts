import { appendFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import * as vscode from 'vscode';
import type { Offers } from './offers.ts';
import { registerOffers } from './offers.ts';
import { createEventLog, recordEvents } from './recordEvents.ts';
import type { RecorderRequest } from './requests.ts';
import { serveRequest } from './requests.ts';

/** Writes down every edit with VS Code's own word for it, and does what a test asks another extension to do. */
export function activate(context: vscode.ExtensionContext): void {
  const log = process.env['UNDERSTAND_TEST_EDIT_LOG'];
  const ready = process.env['UNDERSTAND_TEST_READY'];
  const control = process.env['UNDERSTAND_TEST_CONTROL'];
  if (log === undefined || ready === undefined || control === undefined) throw new Error('the recorder was started without its files');
  const write = createEventLog(log);
  let offers: Offers = {};
  let pretended: string | undefined;
  const parts = {
    offer: (next: Offers): void => void (offers = next),
    pretend: (standsFor: string | undefined): void => void (pretended = standsFor),
  };
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (part: string) => (body += part));
    request.on('end', () => {
      serveRequest(JSON.parse(body) as RecorderRequest, parts).then(
        (answer) => response.end(JSON.stringify({ answer })),
        (error: unknown) => response.end(JSON.stringify({ error: String(error) })),
      );
    });
  });
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    if (address !== null && typeof address === 'object') writeFileSync(control, String(address.port));
    void announceReady(ready);
  });
  context.subscriptions.push(
    recordEvents(write, () => pretended),
    registerOffers(
      () => offers,
      (document, position, chosen) =>
        write({ what: 'asked', uri: document.uri.toString(), caret: document.offsetAt(position), ...(chosen !== undefined && { chosen }) }),
    ),
    vscode.workspace.registerTextDocumentContentProvider('chat-editing-text-model', { provideTextDocumentContent: () => '' }),
    new vscode.Disposable(() => server.close()),
  );
}

async function announceReady(ready: string): Promise<void> {
  const product = vscode.extensions.getExtension('understand-this.understand-this');
  while (product !== undefined && !product.isActive) await new Promise((resolve) => setTimeout(resolve, 50));
  appendFileSync(ready, `${new Date().toISOString()}\n`);
}
