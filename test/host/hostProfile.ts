import { Session } from 'node:inspector';

/** A processor profile as V8 writes it. */
export interface Profile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly url: string; readonly functionName: string; readonly lineNumber: number; readonly columnNumber: number };
    readonly children?: readonly number[];
  }[];
  readonly samples: readonly number[];
  /** Microseconds since the sample before. */
  readonly timeDeltas: readonly number[];
}

/** Nodes that stand in the product's code or below it, each with the outermost function of the product it stands in. */
export function ownNodes({ nodes }: Profile, home: string): ReadonlyMap<number, string> {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const own = new Map<number, string>();
  const add = (id: number, within: string): void => {
    own.set(id, within);
    for (const child of byId.get(id)?.children ?? []) if (!own.has(child)) add(child, within);
  };
  // A node comes before the nodes below it.
  for (const { id, callFrame } of nodes)
    if (!own.has(id) && callFrame.url.includes(home))
      add(id, `${callFrame.functionName}:${String(callFrame.lineNumber + 1)}:${String(callFrame.columnNumber + 1)}`);
  return own;
}

/** The profiler of this very process; a sample every `intervalMicros`. */
export async function openProfiler(
  intervalMicros: number,
): Promise<{ profile(work: () => Promise<void>): Promise<Profile>; dispose(): void }> {
  const session = new Session();
  session.connect();
  const post = async (method: string, parameters?: object): Promise<unknown> =>
    await new Promise((resolve, reject) => {
      session.post(method, parameters, (error: Error | null, result: unknown) => (error === null ? resolve(result) : reject(error)));
    });
  await post('Profiler.enable');
  await post('Profiler.setSamplingInterval', { interval: intervalMicros });
  return {
    async profile(work) {
      await post('Profiler.start');
      await work();
      return ((await post('Profiler.stop')) as { readonly profile: Profile }).profile;
    },
    dispose: () => session.disconnect(),
  };
}
