import * as z from 'zod/mini';
import type { Clock } from '../terms/clock.ts';
import type { HoverCard } from '../terms/explanation.ts';

const texts = z.array(z.string());
const kept = z.object({ until: z.optional(z.number()), files: texts, kinds: texts, concepts: texts });

/** What a person asked not to be met with. `until`: milliseconds since 1970. */
export type QuietState = z.infer<typeof kept>;

/** `vscode.Memento`, as far as it is used: survives a reload. */
export interface QuietMemory {
  get(key: string): unknown;
  update(key: string, value: unknown): PromiseLike<void>;
}

/** What a person snoozed or muted. Nothing is marked or shown unasked for it; changes are recorded, and asking works as ever. */
export interface Quiet {
  state(): QuietState;
  /** Everything, until then; in one sentence, while it lasts. */
  snoozed(): string | undefined;
  /** What else is quiet, in one sentence. */
  leftQuiet(): string | undefined;
  isFileQuiet(uri: string): boolean;
  isMuted(concept: string): boolean;
  isCardQuiet(card: HoverCard): boolean;
  /** What the person is in the middle of, in one phrase: then nothing is shown unasked either. Not kept. */
  busy(): string | undefined;
  setBusy(what: string | undefined): void;
  snoozeUntil(until: number): void;
  snoozeFile(uri: string): void;
  /** `kind`: of a fact, as a card's `about` has it. */
  snoozeKind(kind: string): void;
  mute(concept: string): void;
  /** Takes back what is named, or everything. */
  resume(what?: { readonly from: keyof QuietState; readonly name?: string }): void;
  /** Called after any of it changed, also when a snooze runs out. Returns the way to stop. */
  onChange(listener: () => void): () => void;
  dispose(): void;
}

const memoryKey = 'understand.quiet';
const mostKept = 200;
/** Timers hold no longer delay; the end is looked for again then. */
const longestWaitMs = 3_600_000;
const nothing: QuietState = { files: [], kinds: [], concepts: [] };

export function createQuiet({ memory, clock }: { readonly memory: QuietMemory; readonly clock: Clock }): Quiet {
  const parsed = kept.safeParse(memory.get(memoryKey));
  let state: QuietState = parsed.success ? parsed.data : nothing;
  let cancel = (): void => undefined;
  let busy: string | undefined;
  const listeners = new Set<() => void>();

  const until = (): number | undefined => (state.until !== undefined && state.until > clock.now() ? state.until : undefined);
  const wait = (): void => {
    cancel();
    const end = until();
    if (end === undefined) return;
    cancel = clock.after(Math.min(end - clock.now(), longestWaitMs), () => {
      wait();
      if (until() === undefined) listeners.forEach((listener) => listener());
    });
  };
  const set = (next: QuietState): void => {
    state = next;
    void memory.update(memoryKey, state);
    wait();
    listeners.forEach((listener) => listener());
  };
  const withName = (names: readonly string[], name: string): string[] =>
    [...names.filter((other) => other !== name), name].slice(-mostKept);
  wait();

  return {
    state: () => state,
    snoozed() {
      const end = until();
      return end === undefined ? undefined : `Snoozed until ${momentInWords(end, clock.now())}.`;
    },
    leftQuiet() {
      const counts = [
        counted(state.files.length, 'file'),
        counted(state.kinds.length, 'kind of card', 'kinds of cards'),
        counted(state.concepts.length, 'concept'),
      ].filter((count) => count !== undefined);
      return counts.length === 0 ? undefined : `Quiet: ${counts.join(', ')}.`;
    },
    isFileQuiet: (uri) => state.files.includes(uri),
    isMuted: (concept) => state.concepts.includes(concept),
    isCardQuiet: ({ about }) =>
      about !== undefined && (state.kinds.includes(about.kind) || (about.concept !== undefined && state.concepts.includes(about.concept))),
    busy: () => busy,
    setBusy(what) {
      if (what === busy) return;
      busy = what;
      listeners.forEach((listener) => listener());
    },
    snoozeUntil: (end) => set({ ...state, until: end }),
    snoozeFile: (uri) => set({ ...state, files: withName(state.files, uri) }),
    snoozeKind: (kind) => set({ ...state, kinds: withName(state.kinds, kind) }),
    mute: (concept) => set({ ...state, concepts: withName(state.concepts, concept) }),
    resume(what) {
      if (what === undefined) return set(nothing);
      const { until: end, ...lists } = state;
      if (what.from === 'until') return set(lists);
      const names = state[what.from].filter((name) => name !== what.name);
      return set({ ...lists, ...(end !== undefined && { until: end }), [what.from]: names });
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    dispose: () => cancel(),
  };
}

/** The end of the day that `now` is in, by this machine's clock. */
export function endOfDay(now: number): number {
  const day = new Date(now);
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + 1).getTime();
}

function momentInWords(at: number, now: number): string {
  if (at === endOfDay(now)) return 'tomorrow';
  return new Intl.DateTimeFormat(undefined, { timeStyle: 'short' }).format(at);
}

function counted(count: number, one: string, many = `${one}s`): string | undefined {
  return count === 0 ? undefined : `${count} ${count === 1 ? one : many}`;
}
