import type { GuestRender } from './guestRender.ts';

/** What one run has done so far, and what it waits for. Runs inside QuickJS as its own source text: uses nothing from outside. */
export interface GuestTrace {
  /** Notes an effect; too many end the run. */
  record(kind: 'call' | 'new' | 'set' | 'delete', target: string, values: readonly unknown[]): void;
  /** Notes a call that leaves the unit and answers how often its target was called before. */
  called(target: string, async: boolean): number;
  read(path: string): void;
  /** Ends the run: the script has not decided `path`. */
  ask(path: string): never;
  refuse(reason: string): void;
  effectCount(): number;
  readonly atLine: (line: number) => void;
  currentLine(): number;
  /** Names a thing of the script for rendering. */
  named<Thing extends object>(thing: Thing, path: string): Thing;
  /** Notes the first function handed to each thing from outside, by the last step of its name. */
  hand(path: string, values: readonly unknown[]): void;
  handedTo(name: string): unknown;
  /** The thing of that name. */
  thing(path: string): object | undefined;
  readonly render: (value: unknown) => string;
  readonly fields: GuestRender['fields'];
  wait(delay: number, happen: () => void): number;
  forget(id: number): void;
  later(settle: () => unknown): Promise<unknown>;
  /** Whether something from outside is waited for, other than a timer. */
  waits(): boolean;
  /** Keeps back what is waited for now, until nothing else but timers is left. */
  holdBack(): void;
  /** Lets the next waiting thing happen; false when there is none or the run has ended. */
  step(): boolean;
  /** JSON of a `GuestReport`. */
  report(settlement: object, more?: object): string;
}

export function guestTrace(renderFor: (pathOf: (value: object) => string | undefined) => GuestRender): GuestTrace {
  const stringify = JSON.stringify;
  const paths = new WeakMap<object, string>();
  const things = new Map<string, object>();
  const handed = new Map<string, unknown>();
  const { render, fields } = renderFor((value) => paths.get(value));
  const effects: { kind: string; target: string; values: string[] }[] = [];
  const calls: { target: string; occurrence: number; line: number; async: boolean }[] = [];
  const counts = new Map<string, number>();
  const reads = new Set<string>();
  const lines = new Set<number>();
  const steps: number[] = [];
  const waiting: { due: number; order: number; happen: () => void }[] = [];
  let held: typeof waiting = [];
  let need: string | undefined;
  let refusal: string | undefined;
  let currentLine = 0;
  let clock = 0;
  let order = 0;

  const wait = (delay: number, happen: () => void): number => {
    order += 1;
    waiting.push({ due: clock + delay, order, happen });
    return order;
  };

  return {
    record(kind, target, values) {
      if (effects.length >= 200) {
        refusal ??= 'more effects than a person can follow';
        throw new Error(refusal);
      }
      effects.push({ kind, target, values: values.map(render) });
    },
    called(target, async) {
      const occurrence = counts.get(target) ?? 0;
      counts.set(target, occurrence + 1);
      calls.push({ target, occurrence, line: currentLine, async });
      return occurrence;
    },
    read: (path) => {
      reads.add(path);
    },
    ask(path) {
      need ??= path;
      throw new Error('undecided');
    },
    refuse(reason) {
      refusal ??= reason;
    },
    effectCount: () => effects.length,
    atLine: (line) => {
      currentLine = line;
      lines.add(line);
      if (steps.length < 800) steps.push(line, effects.length);
    },
    currentLine: () => currentLine,
    hand(path, values) {
      const name = path.split('.').at(-1) ?? path;
      const given = values.find((value) => typeof value === 'function' && !paths.has(value));
      if (given !== undefined && !handed.has(name)) handed.set(name, given);
    },
    handedTo: (name) => handed.get(name),
    thing: (path) => things.get(path),
    named(thing, path) {
      paths.set(thing, path);
      things.set(path, thing);
      return thing;
    },
    render,
    fields,
    wait,
    forget(id) {
      const at = waiting.findIndex((entry) => entry.order === id);
      if (at >= 0) waiting.splice(at, 1);
    },
    later: (settle) =>
      new Promise((resolve, reject) => {
        wait(0, () => {
          try {
            resolve(settle());
          } catch (thrown) {
            reject(thrown);
          }
        });
      }),
    waits: () => waiting.some(({ due }) => due <= clock),
    holdBack() {
      held = waiting.filter(({ due }) => due <= clock);
      waiting.splice(0, waiting.length, ...waiting.filter((entry) => !held.includes(entry)));
    },
    step() {
      if (!waiting.some(({ due }) => due <= clock)) waiting.push(...held.splice(0));
      waiting.sort((left, right) => left.due - right.due || left.order - right.order);
      const next = waiting.shift();
      if (next === undefined || need !== undefined) return false;
      clock = Math.max(clock, next.due);
      try {
        next.happen();
      } catch {
        refusal ??= 'throws inside a timer';
      }
      return true;
    },
    report(settlement, more) {
      if (need !== undefined) return stringify({ status: 'needs', path: need });
      if (refusal !== undefined) return stringify({ status: 'refused', reason: refusal });
      return stringify({ status: 'ran', effects, settlement, lines: [...lines], steps, calls, reads: [...reads], ...more });
    },
  };
}
