import type { Script, ScriptValue } from '../worlds/script.ts';
import type { UnitCalling } from '../worlds/unitCode.ts';
import type { GuestTrace } from './guestTrace.ts';

/** What the code under study is handed and how it is called. `line` is the probe in front of each statement. */
export interface GuestUnit {
  readonly build: (line: (line: number) => void, outside: readonly unknown[], base: unknown) => unknown;
  readonly outsideNames: readonly string[];
  readonly calling: UnitCalling;
}

interface Settled {
  readonly kind: string;
  readonly value?: string;
  readonly fields?: Record<string, string>;
  readonly error?: string;
}

export interface GuestSession {
  start(): void;
  /** Lets one thing that is waited for happen; false when nothing is left. */
  step(): boolean;
  /** JSON of a `GuestReport`. */
  report(): string;
}

/**
 * The scripted world, seen from inside: starts the unit and notes how it settles. What is waited for settles one at a time, in the order
 * of the calls, only when no microtask is left; timers follow in the order of their due time. Runs inside QuickJS as its own source text:
 * uses nothing from outside.
 */
export function guestWorld(script: Script, unit: GuestUnit, trace: GuestTrace, made: (value: ScriptValue) => unknown): GuestSession {
  const { render, fields } = trace;
  const errorName = (thrown: unknown): string => (thrown instanceof Error ? render(thrown) : `thrown ${render(thrown)}`);
  let settlement: Settled = { kind: 'pending' };
  let second: Settled = { kind: 'pending' };
  let start: { readonly line: number; readonly effects: number } | undefined;
  let callAgain: (() => unknown) | undefined;
  let calledNext = false;

  /** Reading and writing an assigned variable go through the global object, where the write is noted. */
  const defineAssigned = (name: string, first: unknown): void => {
    let value = first;
    Object.defineProperty(globalThis, name, {
      configurable: true,
      get: () => value,
      set(next: unknown) {
        trace.record('set', name, [next]);
        value = next;
      },
    });
  };

  const settle = (returned: unknown, note: (settled: Settled) => void): void => {
    const given = (value: unknown): Pick<Settled, 'value' | 'fields'> => {
      const told = fields(value);
      return { value: render(value), ...(told && { fields: told }) };
    };
    if (!(returned instanceof Promise)) return note({ kind: 'returns', ...given(returned) });
    returned.then(
      (value) => note({ kind: 'resolves', ...given(value) }),
      (thrown) => note({ kind: 'rejects', error: errorName(thrown) }),
    );
  };

  const most = 30;
  const yields = ({ done, value }: IteratorResult<unknown>, count: number): boolean => {
    if (done === true) return false;
    trace.record('call', 'yield', [value]);
    if (count < most) return true;
    trace.refuse('a generator yields more than a person can follow');
    return false;
  };
  const pull = (steps: Iterator<unknown>): unknown => {
    for (let count = 1; ; count += 1) {
      const step = steps.next();
      if (!yields(step, count)) return step.value;
    }
  };
  const pullAsync = async (steps: AsyncIterator<unknown>): Promise<unknown> => {
    for (let count = 1; ; count += 1) {
      const step = await steps.next();
      if (!yields(step, count)) return step.value;
    }
  };
  /** Calls what a call answered, or the function that it holds. */
  const callNext = (returned: unknown, { member, handedTo, arguments: given }: NonNullable<Script['answered']>): unknown => {
    const holds = returned !== null && (typeof returned === 'object' || typeof returned === 'function');
    const held: unknown = member === undefined || !holds ? returned : Reflect.get(returned, member);
    const next = handedTo === undefined ? held : trace.handedTo(handedTo);
    // A stand-in says nothing of what the call has made.
    calledNext = typeof next === 'function' && render(next) === 'function';
    if (typeof next === 'function' && calledNext)
      return Reflect.apply(
        next,
        member === undefined ? undefined : returned,
        given.map((value) => made(value)),
      );
    trace.refuse('it answers nothing that can be called');
    return undefined;
  };
  const answerOf = (returned: unknown, self: unknown): unknown => {
    if (script.answered !== undefined) return callNext(returned, script.answered);
    if (unit.calling === 'constructs') return self;
    if (unit.calling === 'pulls') return pull(returned as Iterator<unknown>);
    return unit.calling === 'pulls async' ? pullAsync(returned as AsyncIterator<unknown>) : returned;
  };

  const startSecond = (call: () => unknown): void => {
    start = { line: trace.currentLine(), effects: trace.effectCount() };
    if (script.secondCall === 'second answered first') trace.holdBack();
    try {
      settle(call(), (settled) => {
        second = settled;
      });
    } catch (thrown) {
      second = { kind: 'throws', error: errorName(thrown) };
    }
  };

  return {
    start() {
      try {
        const outside: unknown[] = [];
        for (const root of script.roots) {
          const value = made(root.value);
          if (root.assigned) defineAssigned(root.name, value);
          else if (unit.outsideNames.includes(root.name)) outside.push(value);
        }
        const self = made(script.self);
        const values = script.arguments.map((value) => made(value));
        const base = script.base === undefined ? undefined : made(script.base);
        const body: unknown = Reflect.apply(unit.build, self, [trace.atLine, outside, base]);
        if (typeof body !== 'function') throw new TypeError('nothing to call');
        if (script.secondCall !== undefined) callAgain = () => Reflect.apply(body, self, values);
        settle(answerOf(Reflect.apply(body, self, values), self), (settled) => {
          settlement = settled;
        });
      } catch (thrown) {
        // Where the call itself fails, there is nothing to call next.
        if (script.answered !== undefined && !calledNext) trace.refuse('it answers nothing that can be called');
        settlement = { kind: 'throws', error: errorName(thrown) };
      }
    },
    step() {
      if (callAgain === undefined || start !== undefined) return trace.step();
      const after = script.secondCall === 'after the first';
      if (after && settlement.kind === 'pending') return trace.step();
      if (!after && (settlement.kind !== 'pending' || !trace.waits())) trace.refuse('the first call does not wait');
      startSecond(callAgain);
      return true;
    },
    report() {
      if (callAgain !== undefined && start === undefined) trace.refuse('the first call never ends');
      return trace.report(settlement, start === undefined ? undefined : { second, secondCall: start });
    },
  };
}
