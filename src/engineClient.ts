import { fork } from 'node:child_process';
import type { EditorHost } from './editorHost.ts';
import { serveHost, withFailure, type FromEngine, type ToEngine } from './engineProtocol.ts';
import type { Clock } from './terms/clock.ts';
import { becameDurable, putTogether } from './terms/mirroredDocument.ts';
import type { MirroredDocument } from './terms/mirroredDocument.ts';
import { failure } from './terms/result.ts';
import type { Tutor, TutorEvents } from './tutor.ts';

export type EngineState = 'idle' | 'ready' | 'restarting' | 'stopped';

/** The other end of a running engine; a test hands over one that lives in its own process. */
export interface EngineConnection {
  send(message: ToEngine): void;
  onMessage(listener: (message: FromEngine) => void): void;
  onExit(listener: () => void): void;
  kill(): void;
}

export interface EngineClientParts {
  readonly connect: () => EngineConnection;
  readonly events: TutorEvents;
  readonly host: EditorHost;
  readonly clock: Clock;
  readonly log: (sentence: string) => void;
  readonly onState: (state: EngineState) => void;
}

export interface EngineClient {
  /** Forks the engine on the first call; a call that a crash cut short is sent again to the next engine. */
  readonly tutor: Tutor;
  /** Ends the engine at once; what it acknowledged is kept. */
  restart(): void;
  dispose(): void;
}

interface PendingCall {
  readonly method: keyof Tutor;
  readonly arguments: readonly unknown[];
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
  crashes: number;
}

/** What every engine has to know from its start. */
type Standing = 'trust' | 'allowTranscripts' | 'knows';

/** Calls that cost something outside: a person asks again, we do not. */
const once: ReadonlySet<keyof Tutor> = new Set<keyof Tutor>(['askModel', 'fetchNotes']);
const restartDelaysMs = [0, 1_000, 5_000, 15_000, 60_000] as const;
const crashesUntilGivenUp = 3;
const hangMs = 60_000;
const idleMs = 10 * 60_000;
const steadyMs = 30_000;
const mostRssBytes = 1_400_000_000;

/**
 * Syntax trees are many and short-lived: a young generation that may grow keeps 150 MB of them and is no faster.
 */
export const engineFlags: readonly string[] = [
  '--max-old-space-size=1024',
  '--max-semi-space-size=4',
  '--disable-warning=ExperimentalWarning',
];

/** Forks the bundled engine. `ELECTRON_RUN_AS_NODE` makes the same call work in the desktop and in the server. */
export function forkEngine(enginePath: string, storageFile: string, log: (sentence: string) => void): EngineConnection {
  const child = fork(enginePath, [storageFile], {
    serialization: 'advanced',
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    execArgv: [...engineFlags],
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
  });
  child.stdout?.on('data', (data: Buffer) => log(data.toString().trimEnd()));
  child.stderr?.on('data', (data: Buffer) => log(data.toString().trimEnd()));
  return {
    send: (message) => {
      if (child.connected) child.send(message);
    },
    onMessage: (listener) => void child.on('message', (message) => listener(message as FromEngine)),
    onExit: (listener) => void child.once('exit', () => listener()),
    kill: () => void child.kill('SIGKILL'),
  };
}

/**
 * Keeps an engine running behind a Tutor.
 *
 *     edit 1 ─► sent ─► durable 1         edit 2 ─► sent ─✗ crash ─► restart: the text with edit 1, edit 2, every unanswered call
 *
 * A call that took part in three crashes is answered with a failure instead of being sent a fourth time.
 */
export function createEngineClient(parts: EngineClientParts): EngineClient {
  const documents = new Map<string, MirroredDocument>();
  const pending = new Map<number, PendingCall>();
  /** What every new engine is told first, by method. */
  const standing = new Map<Standing, readonly unknown[]>();
  let connection: EngineConnection | undefined;
  let nextId = 1;
  let crashes = 0;
  let lastHeard = 0;
  let lastCall = 0;
  let disposed = false;
  let cancelWatch = (): void => undefined;
  let cancelRestart: (() => void) | undefined;

  const send = (message: ToEngine): void => connection?.send(message);
  const host = serveHost(parts.host, send);

  const connect = (): void => {
    if (connection !== undefined || disposed || cancelRestart !== undefined) return;
    const opened = parts.connect();
    connection = opened;
    const startedAt = parts.clock.now();
    lastHeard = startedAt;
    opened.onMessage((message) => {
      if (connection === opened) receive(message);
    });
    opened.onExit(() => {
      if (connection !== opened) return;
      host.abortAll();
      connection = undefined;
      if (disposed) return;
      if (parts.clock.now() - startedAt > steadyMs) crashes = 0;
      afterCrash();
    });
    watch();
    resend();
    parts.onState('ready');
  };

  const afterCrash = (): void => {
    for (const [id, call] of pending) {
      call.crashes++;
      if (call.crashes < (once.has(call.method) ? 1 : crashesUntilGivenUp)) continue;
      pending.delete(id);
      call.resolve(failure('Analysing this stopped the engine three times; it is left alone until the window is reloaded.'));
    }
    const delayMs = restartDelaysMs[Math.min(crashes, restartDelaysMs.length - 1)] ?? 0;
    crashes++;
    parts.log(`The engine ended; restarting in ${delayMs} ms.`);
    parts.onState('restarting');
    cancelRestart = parts.clock.after(delayMs, () => {
      cancelRestart = undefined;
      connect();
    });
  };

  /** What a new engine must know before it answers: trust, consent, the documents as it last made them durable, the edits since, what was asked. */
  const resend = (): void => {
    const tell = (method: keyof Tutor, ...values: readonly unknown[]): void =>
      send({ type: 'call', id: nextId++, method, arguments: values });
    for (const [method, values] of standing) tell(method, ...values);
    for (const document of documents.values()) {
      putTogether(document);
      tell('documentShown', document.shown);
      if (document.since.length > 0) tell('documentEdited', [...document.since]);
    }
    for (const [id, call] of pending) send({ type: 'call', id, method: call.method, arguments: call.arguments });
  };

  const receive = (message: FromEngine): void => {
    lastHeard = parts.clock.now();
    switch (message.type) {
      case 'result':
      case 'failed': {
        const call = pending.get(message.id);
        pending.delete(message.id);
        if (message.type === 'result') call?.resolve(message.value);
        else {
          parts.log(message.message);
          call?.reject(new Error(message.message.split('\n')[0]));
        }
        break;
      }
      case 'event':
        (parts.events[message.name] as (value: unknown) => void)(message.value);
        break;
      case 'hostCall':
      case 'hostCancel':
        host.receive(message);
        break;
      case 'alive':
        if (message.rssBytes > mostRssBytes) {
          parts.log(`The engine used ${Math.round(message.rssBytes / 1e6)} MB and is replaced.`);
          connection?.kill();
        }
        break;
    }
  };

  const watch = (): void => {
    cancelWatch();
    cancelWatch = parts.clock.after(5_000, () => {
      if (connection === undefined) return;
      const now = parts.clock.now();
      if (pending.size > 0 && now - lastHeard > hangMs) {
        parts.log('The engine stopped answering and is replaced.');
        connection.kill();
      } else if (pending.size === 0 && now - lastCall > idleMs) {
        const leaving = connection;
        connection = undefined;
        leaving.kill();
        parts.onState('idle');
        return;
      }
      watch();
    });
  };

  const call = async (method: keyof Tutor, values: readonly unknown[], signal?: AbortSignal): Promise<unknown> => {
    if (disposed) return failure('The window is closing.');
    lastCall = parts.clock.now();
    return await new Promise((resolve, reject) => {
      const id = nextId++;
      const entry: PendingCall = { method, arguments: values, resolve, reject, crashes: 0 };
      connect();
      pending.set(id, entry);
      send({ type: 'call', id, method, arguments: values });
      signal?.addEventListener('abort', () => {
        if (!pending.delete(id)) return;
        send({ type: 'cancel', id });
        resolve(failure('Cancelled.'));
      });
    });
  };

  const keepTelling = async (method: Standing, values: readonly unknown[]): Promise<void> => {
    standing.set(method, values);
    if (connection !== undefined) await call(method, values);
  };

  const ask = async <Name extends keyof Tutor>(
    method: Name,
    values: readonly unknown[],
    signal?: AbortSignal,
  ): Promise<Awaited<ReturnType<Tutor[Name]>>> => (await call(method, values, signal)) as Awaited<ReturnType<Tutor[Name]>>;

  const tutor: Tutor = {
    async documentShown(document) {
      connect();
      documents.set(document.uri, { shown: document, durable: [], since: [] });
      await call('documentShown', [document]);
    },
    async documentEdited(edits) {
      for (const edit of edits) documents.get(edit.uri)?.since.push(edit);
      const { durable } = (await call('documentEdited', [edits])) as { durable: number };
      for (const uri of new Set(edits.map((edit) => edit.uri))) {
        const mirrored = documents.get(uri);
        if (mirrored !== undefined) becameDurable(mirrored, durable);
      }
      return { durable };
    },
    async documentHidden(uri) {
      documents.delete(uri);
      await call('documentHidden', [uri]);
    },
    trust: async (value) => await keepTelling('trust', [value]),
    knows: async (concepts) => await keepTelling('knows', [concepts]),
    allowTranscripts: async (allowed, windows) => await keepTelling('allowTranscripts', [allowed, windows]),
    filesWritten: async (root, paths) => void (await call('filesWritten', [root, paths])),
    filesRenamed: async (renames) => void (await call('filesRenamed', [renames])),
    headMoved: async (root) => void (await call('headMoved', [root])),
    explain: async (place, signal) => await ask('explain', [place], signal),
    explainSymbol: async (uri, symbol) => await ask('explainSymbol', [uri, symbol]),
    openChange: async (id, signal) => await ask('openChange', [id], signal),
    answer: async (answer) => await ask('answer', [answer]),
    reportWrong: async (id, answerId) => await ask('reportWrong', [id, answerId]),
    markOrigin: async (place, kind) => await ask('markOrigin', [place, kind]),
    originOf: async (place) => await ask('originOf', [place]),
    modelOffer: async (place, question, signal) => withFailure(await ask('modelOffer', [place, question], signal)),
    askModel: async (asked, signal) => withFailure(await ask('askModel', [asked], signal)),
    withdrawConsent: async (place) => await ask('withdrawConsent', [place]),
    reviewOwnWords: async (place, text, proved) => await ask('reviewOwnWords', [place, text, proved]),
    play: async (subject, signal) => await ask('play', [subject], signal),
    tryText: async (id, wish, signal) => await ask('tryText', [id, wish], signal),
    keepAsTest: async (request) => await ask('keepAsTest', [request]),
    questionRecord: async (id) => await ask('questionRecord', [id]),
    fetchNotes: async (root, remote) => await ask('fetchNotes', [root, remote]),
    exportData: async (muted) => await ask('exportData', [muted]),
    importData: async (text) => await ask('importData', [text]),
    deleteData: async () => await ask('deleteData', []),
    changes: async () => await ask('changes', []),
  };

  return {
    tutor,
    restart: () => connection?.kill(),
    dispose() {
      disposed = true;
      cancelWatch();
      cancelRestart?.();
      for (const entry of pending.values()) entry.resolve(failure('The window is closing.'));
      pending.clear();
      connection?.kill();
      connection = undefined;
      parts.onState('stopped');
    },
  };
}
