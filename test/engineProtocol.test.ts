import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { EditorHost } from '../src/editorHost.ts';
import { createRemoteHost, serveHost } from '../src/engineProtocol.ts';
import type { RemoteHost, ToEngine } from '../src/engineProtocol.ts';
import { silentHost } from './fakes/silentHost.ts';

/** The editor as the engine sees it; every message crosses a structured clone, as it does between processes. */
function remoteOf(host: EditorHost): { readonly remote: RemoteHost; abortAll(): void } {
  const toEngine = (message: ToEngine): void => remote.receive(structuredClone(message));
  const server = serveHost(host, toEngine);
  const remote = createRemoteHost((message) => server.receive(structuredClone(message)));
  return { remote, abortAll: server.abortAll };
}

const request = { modelId: 'm', messages: ['why?'] };
const never = new AbortController().signal;

test('the engine reads what the editor knows; what it does not know is unavailable', async () => {
  const { remote } = remoteOf(silentHost({ modelKey: async (origin) => ({ key: `key of ${origin}` }) }));
  assert.deepEqual(await remote.host.modelKey('https://example.com'), { key: 'key of https://example.com' });
  assert.equal(await remote.host.modelSettings(), 'unavailable');
});

test('what an editor’s model says on its way arrives before its answer, each for its own question', async () => {
  const { remote } = remoteOf(
    silentHost({
      askEditorModel: async ({ messages }, onText) => {
        onText(`${messages[0] ?? ''} It`);
        await nextTurn();
        return { ok: true, text: `${messages[0] ?? ''} It adds.` };
      },
    }),
  );
  const heard: string[] = [];
  const both = ['a', 'b'].map(
    async (message) => await remote.host.askEditorModel({ ...request, messages: [message] }, (text) => heard.push(text), never),
  );
  assert.deepEqual(await Promise.all(both), [
    { ok: true, text: 'a It adds.' },
    { ok: true, text: 'b It adds.' },
  ]);
  assert.deepEqual(heard, ['a It', 'b It']);
});

test('a question that is stopped in the engine is stopped in the editor', async () => {
  const stopped = Promise.withResolvers<void>();
  const { remote } = remoteOf(
    silentHost({
      askEditorModel: async (_request, _onText, signal) =>
        await new Promise((resolve) =>
          signal.addEventListener('abort', () => {
            stopped.resolve();
            resolve({ ok: false, kind: 'stopped' });
          }),
        ),
    }),
  );
  const controller = new AbortController();
  const asked = remote.host.askEditorModel(request, () => undefined, controller.signal);
  controller.abort();
  await stopped.promise;
  assert.deepEqual(await asked, { ok: false, kind: 'stopped' });
});

test('an editor that throws is unavailable, and so is one that is gone', async () => {
  const throwing = remoteOf(silentHost({ editorModel: async () => await Promise.reject(new Error('no')) }));
  assert.equal(await throwing.remote.host.editorModel(''), 'unavailable');
  const gone = remoteOf(silentHost({ editorModel: async () => await new Promise<never>(() => undefined) }));
  const asked = gone.remote.host.editorModel('');
  gone.remote.dispose();
  assert.equal(await asked, 'unavailable');
});
