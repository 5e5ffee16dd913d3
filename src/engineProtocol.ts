import type { EditorHost } from './editorHost.ts';
import type { Tutor, TutorEvents } from './tutor.ts';

type Method<Served> = Extract<keyof Served, string>;

/** Calls carry an id; `cancel` names the call it ends. Everything is plain data that survives structured cloning. */
export type ToEngine =
  | { readonly type: 'call'; readonly id: number; readonly method: Method<Tutor>; readonly arguments: readonly unknown[] }
  | { readonly type: 'cancel'; readonly id: number }
  | { readonly type: 'hostResult'; readonly id: number; readonly value: unknown };

export type FromEngine =
  | { readonly type: 'result'; readonly id: number; readonly value: unknown }
  /** A bug or a cancelled call: expected failures travel inside `value`. */
  | { readonly type: 'failed'; readonly id: number; readonly message: string }
  | { readonly type: 'event'; readonly name: Method<TutorEvents>; readonly value: unknown }
  | { readonly type: 'hostCall'; readonly id: number; readonly method: Method<EditorHost>; readonly arguments: readonly unknown[] }
  /** Sent every few seconds; silence means the engine hangs. */
  | { readonly type: 'alive'; readonly rssBytes: number };

export interface TutorServer {
  receive(message: ToEngine): void;
  /** Ends every running call. */
  dispose(): void;
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
