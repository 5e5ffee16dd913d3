import type { EditorHost } from './editorHost.ts';
import type { ModelFailure } from './terms/model.ts';
import type { Tutor, TutorEvents } from './tutor.ts';

type Method<Served> = Extract<keyof Served, string>;

/** Calls carry an id; `cancel` names the call it ends. Everything is plain data that survives structured cloning. */
export type ToEngine =
  | { readonly type: 'call'; readonly id: number; readonly method: Method<Tutor>; readonly arguments: readonly unknown[] }
  | { readonly type: 'cancel'; readonly id: number }
  | { readonly type: 'hostResult'; readonly id: number; readonly value: unknown }
  /** What a host call has to say before it ends. */
  | { readonly type: 'hostSaid'; readonly id: number; readonly value: unknown };

export type FromEngine =
  | { readonly type: 'result'; readonly id: number; readonly value: unknown }
  /** A bug or a cancelled call: expected failures travel inside `value`. */
  | { readonly type: 'failed'; readonly id: number; readonly message: string }
  | { readonly type: 'event'; readonly name: Method<TutorEvents>; readonly value: unknown }
  | { readonly type: 'hostCall'; readonly id: number; readonly method: Method<EditorHost>; readonly arguments: readonly unknown[] }
  | { readonly type: 'hostCancel'; readonly id: number }
  /** Sent every few seconds; silence means the engine hangs. */
  | { readonly type: 'alive'; readonly rssBytes: number };

export interface TutorServer {
  receive(message: ToEngine): void;
  /** Ends every running call. */
  dispose(): void;
}

export interface RemoteHost {
  readonly host: EditorHost;
  receive(message: ToEngine): void;
  /** Answers every open call with `unavailable`. */
  dispose(): void;
}

/** The editor as the engine sees it. On the other side each call gets two more arguments: a function that says something, and a signal. */
export function createRemoteHost(send: (message: FromEngine) => void): RemoteHost {
  interface Waiting {
    readonly resolve: (value: unknown) => void;
    readonly onSaid?: (value: unknown) => void;
  }
  const waiting = new Map<number, Waiting>();
  let nextId = 1;
  const call = async (
    method: Method<EditorHost>,
    values: readonly unknown[],
    asking: Omit<Waiting, 'resolve'> & { signal?: AbortSignal } = {},
  ) =>
    await new Promise((resolve) => {
      const id = nextId++;
      waiting.set(id, { resolve, ...(asking.onSaid && { onSaid: asking.onSaid }) });
      send({ type: 'hostCall', id, method, arguments: values });
      asking.signal?.addEventListener('abort', () => {
        if (waiting.has(id)) send({ type: 'hostCancel', id });
      });
    });
  return {
    host: {
      references: async (...place) => (await call('references', place)) as Awaited<ReturnType<EditorHost['references']>>,
      modelSettings: async () => (await call('modelSettings', [])) as Awaited<ReturnType<EditorHost['modelSettings']>>,
      modelKey: async (origin) => (await call('modelKey', [origin])) as Awaited<ReturnType<EditorHost['modelKey']>>,
      editorModel: async (name) => (await call('editorModel', [name])) as Awaited<ReturnType<EditorHost['editorModel']>>,
      askEditorModel: async (request, onText, signal) =>
        (await call('askEditorModel', [request], { onSaid: (text) => onText(String(text)), signal })) as Awaited<
          ReturnType<EditorHost['askEditorModel']>
        >,
    },
    receive(message) {
      if (message.type === 'hostSaid') waiting.get(message.id)?.onSaid?.(message.value);
      if (message.type !== 'hostResult') return;
      waiting.get(message.id)?.resolve(message.value);
      waiting.delete(message.id);
    },
    dispose() {
      for (const { resolve } of waiting.values()) resolve('unavailable');
      waiting.clear();
    },
  };
}

export interface HostServer {
  receive(message: FromEngine): void;
  /** Ends every running call, e.g. because the engine that made them is gone. */
  abortAll(): void;
}

/** Serves the editor to the engine: what throws there is `unavailable` here. */
export function serveHost(host: EditorHost, send: (message: ToEngine) => void): HostServer {
  const running = new Map<number, AbortController>();
  const answer = async ({ id, method, arguments: values }: Extract<FromEngine, { type: 'hostCall' }>): Promise<void> => {
    const controller = new AbortController();
    running.set(id, controller);
    const call = host[method] as (...values: unknown[]) => Promise<unknown>;
    const say = (value: unknown): void => send({ type: 'hostSaid', id, value });
    const value = await call(...values, say, controller.signal).catch(() => 'unavailable');
    running.delete(id);
    send({ type: 'hostResult', id, value });
  };
  return {
    receive(message) {
      if (message.type === 'hostCall') void answer(message);
      if (message.type === 'hostCancel') running.get(message.id)?.abort();
    },
    abortAll() {
      for (const controller of running.values()) controller.abort();
      running.clear();
    },
  };
}

/** Serves the tutor's own methods: the protocol *is* its type. Each call gets an AbortSignal as its last argument. */
export function serveTutor(tutor: Tutor, send: (message: FromEngine) => void): TutorServer {
  const running = new Map<number, AbortController>();
  const call = async (message: Extract<ToEngine, { type: 'call' }>): Promise<void> => {
    const controller = new AbortController();
    running.set(message.id, controller);
    try {
      const method = tutor[message.method] as (...values: unknown[]) => Promise<unknown>;
      send({ type: 'result', id: message.id, value: await method(...message.arguments, controller.signal) });
    } catch (error) {
      send({ type: 'failed', id: message.id, message: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    } finally {
      running.delete(message.id);
    }
  };
  return {
    receive(message) {
      if (message.type === 'call') void call(message);
      if (message.type === 'cancel') running.get(message.id)?.abort();
    },
    dispose() {
      for (const controller of running.values()) controller.abort();
      running.clear();
    },
  };
}

/** A call that the engine did not answer has a reason only; what asks models is told in their words. */
export function withFailure<Value extends { readonly ok: boolean }>(
  value: Value,
): Value | { readonly ok: false; readonly failure: ModelFailure } {
  if (value.ok || 'failure' in value || !('reason' in value)) return value;
  return { ok: false, failure: { kind: 'model-failed', reason: String(value.reason), remedies: ['retry'] } };
}
