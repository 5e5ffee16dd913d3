/** A package of the registry, pinned: the gallery fetches its archive, the product does not depend on it. */
export interface GalleryUnit {
  readonly name: string;
  readonly version: string;
  /** Folder of the package that is indexed for callers. */
  readonly folder: string;
  /** Relative to the folder. */
  readonly file: string;
  readonly unit: string;
}

const from =
  (name: string, version: string, folder: string) =>
  (file: string, unit: string): GalleryUnit => ({ name, version, folder, file, unit });

const query = from('@tanstack/query-core', '5.108.0', 'src');
const toolkit = from('@reduxjs/toolkit', '2.14.0', 'src');
const rxjs = from('rxjs', '7.8.2', 'src/internal');
const blueprint = from('@blueprintjs/core', '6.20.0', 'src');
const trpc = from('@trpc/server', '11.25.2', 'src');
const undici = from('undici', '8.13.1', 'lib');
const anthropic = from('@anthropic-ai/sdk', '1.13.0', 'src');

/** Thirty units of different kinds, chosen before anything was said about them: some of them say little, and the product should too. */
export const galleryUnits: readonly GalleryUnit[] = [
  from('p-retry', '9.0.0', '.')('index.js', 'pRetry'),
  from('p-limit', '7.3.3', '.')('index.js', 'pLimit'),
  from('p-map', '7.1.1', '.')('index.js', 'mapConcurrently.next'),
  from('p-queue', '10.0.0', 'dist')('index.js', 'PQueue.#tryToStartAnother'),
  from('koa-compose', '4.2.0', '.')('index.js', 'compose'),
  from('express', '5.3.0', 'lib')('response.js', 'res.sendFile'),
  from('ws', '8.23.0', 'lib')('receiver.js', 'Receiver.startLoop'),
  from('opossum', '10.0.0', 'lib')('circuit.js', 'CircuitBreaker.call'),
  from('semver', '7.8.6', '.')('classes/range.js', 'Range.parseRange'),
  from('qs', '6.17.1', 'lib')('utils.js', 'merge'),
  from('ms', '2.1.3', '.')('index.js', 'parse'),
  from('lodash', '4.18.1', '.')('debounce.js', 'debounce'),
  from('debug', '4.4.3', 'src')('common.js', 'setup.matchesTemplate'),
  from('eventemitter3', '5.0.4', '.')('index.js', 'EventEmitter.emit'),
  from('zod', '4.6.7', 'src/v4/core')('util.ts', 'cached'),
  anthropic('internal/utils/abort.ts', 'linkAbort'),
  anthropic('lib/tools/SessionToolRunner.ts', 'SessionToolRunner.#sendResult'),
  from('prosemirror-view', '1.42.9', 'src')('domobserver.ts', 'DOMObserver.flush'),
  undici('util/cache.js', 'parseCacheControlHeader'),
  undici('core/socks5-client.js', 'Socks5Client.onData'),
  trpc('unstable-core-do-not-import/http/contentType.ts', 'memo'),
  trpc('unstable-core-do-not-import/stream/utils/mergeAsyncIterables.ts', 'mergeAsyncIterables'),
  blueprint('hooks/useTimeout.ts', 'useTimeout'),
  blueprint('components/toast/toast.tsx', 'Toast'),
  query('mutation.ts', 'Mutation.execute'),
  query('mutation.ts', 'Mutation.#dispatch.reducer'),
  query('subscribable.ts', 'Subscribable.subscribe'),
  query('query.ts', 'Query.isStaleByTime'),
  toolkit('listenerMiddleware/task.ts', 'createPause'),
  rxjs('Subject.ts', 'Subject'),
];

/**
 * Units that readers are asked about: of these packages, those of at most sixty lines that have at least two sentences of explanation and
 * a question that passes the gates; no more than eight of a package, of as many kinds of questions as there are.
 */
export const questionUnits: readonly GalleryUnit[] = [
  query('infiniteQueryBehavior.ts', 'infiniteQueryBehavior.onFetch.fetchFn.fetchPage'),
  query('notifyManager.ts', 'createNotifyManager.batch'),
  query('queryObserver.ts', 'QueryObserver.#updateStaleTimeout'),
  query('query.ts', 'Query.isStatic'),
  query('utils.ts', 'shallowEqualObjects'),
  toolkit('entities/sorted_state_adapter.ts', 'createSortedStateAdapter.setManyMutably'),
  toolkit('listenerMiddleware/index.ts', 'createTakePattern.take'),
  toolkit('listenerMiddleware/task.ts', 'raceWithSignal'),
  toolkit('listenerMiddleware/task.ts', 'runTask'),
  toolkit('query/utils/joinUrls.ts', 'joinUrls'),
  toolkit('query/defaultSerializeQueryArgs.ts', 'defaultSerializeQueryArgs'),
  trpc('observable/operators.ts', 'share.terminate'),
  trpc('observable/observable.ts', 'observableToAsyncIterable.iterator.next'),
  trpc('unstable-core-do-not-import/stream/jsonl.ts', 'createBatchStreamProducer.encode'),
  trpc('unstable-core-do-not-import/stream/utils/mergeAsyncIterables.ts', 'createManagedIterator.pull'),
  anthropic('client.ts', 'BaseAnthropic.fetchWithTimeout.timedFetch'),
  anthropic('client.ts', 'BaseAnthropic._resolveDefaultCredentials'),
  anthropic('internal/uploads.ts', 'supportsFormData'),
  anthropic('internal/tracing.ts', 'endApiCallSpan'),
  anthropic('internal/tracing.ts', 'attributeValue'),
  anthropic('lib/BetaMessageStream.ts', 'BetaMessageStream._emit'),
  anthropic('lib/internal/threads/ThreadState.ts', 'ThreadState.push'),
  anthropic('lib/internal/toolsets/core.ts', 'confirmOrThrow'),
  undici('api/abort-signal.js', 'addSignal'),
  undici('core/request.js', 'Request.onResponseEnd'),
  undici('core/util.js', 'getServerName'),
  undici('dispatcher/client-h2.js', 'writeBuffer'),
  undici('dispatcher/parser-h1.js', 'H1Parser.finish'),
  from('opossum', '10.0.0', 'lib')('semaphore.js', 'semaphore.take'),
  from('ws', '8.23.0', 'lib')('websocket-server.js', 'WebSocketServer.close'),
  from('qs', '6.17.1', 'lib')('parse.js', 'parseArrayValue'),
  from('express', '5.3.0', 'lib')('application.js', 'app.handle'),
  rxjs('operators/repeat.ts', 'repeat.resubscribe'),
  rxjs('operators/share.ts', 'handleReset'),
  rxjs('util/errorContext.ts', 'errorContext'),
];
