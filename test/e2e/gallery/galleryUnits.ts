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
  from('@anthropic-ai/sdk', '1.13.0', 'src')('internal/utils/abort.ts', 'linkAbort'),
  from('@anthropic-ai/sdk', '1.13.0', 'src')('lib/tools/SessionToolRunner.ts', 'SessionToolRunner.#sendResult'),
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
