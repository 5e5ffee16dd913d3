import type { Script, ScriptValue } from '../script.ts';

/** What the code under study is handed and how it is called. `line` is the probe in front of each statement. */
export interface GuestUnit {
  readonly build: (line: (line: number) => void, outside: readonly unknown[], base: unknown) => unknown;
  readonly outsideNames: readonly string[];
}

export interface GuestSession {
  start(): void;
  /** Lets one thing that is waited for happen; false when nothing is left. */
  step(): boolean;
  /** JSON of a `GuestReport`. */
  report(): string;
}

type RenderFor = (pathOf: (value: object) => string | undefined) => (value: unknown) => string;
type Field = readonly [string, ScriptValue];

/**
 * The scripted world, seen from inside. Runs inside QuickJS as its own source text: uses nothing from outside.
 *
 * Everything the script holds is wrapped: reads are noted, writes and calls are effects, and touching what the script has not decided
 * ends the run with a need. What is waited for settles one at a time, in the order of the calls, only when no microtask is left;
 * timers follow in the order of their due time.
 */
export function guestWorld(
  script: Script,
  unit: GuestUnit,
  renderFor: RenderFor,
  failureName: string,
  stepPath: (base: string, key: string) => string,
): GuestSession {
  const stringify = JSON.stringify;
  const paths = new WeakMap<object, string>();
  const render = renderFor((value) => paths.get(value));
  const hole = Symbol('hole');
  const effects: { kind: string; target: string; values: string[] }[] = [];
  const calls: { target: string; occurrence: number; line: number; async: boolean }[] = [];
  const counts = new Map<string, number>();
  const reads = new Set<string>();
  const lines = new Set<number>();
  const waiting: { due: number; order: number; id: number; happen: () => void }[] = [];
  const fixedTime = Date.parse('2026-01-01T00:00:00.000Z');
  let settlement: object = { kind: 'pending' };
  let need: string | undefined;
  let refusal: string | undefined;
  let currentLine = 0;
  let clock = 0;
  let order = 0;

  const record = (kind: string, target: string, values: readonly unknown[]): void => {
    if (effects.length >= 200) {
      refusal ??= 'more effects than a person can follow';
      throw new Error(refusal);
    }
    effects.push({ kind, target, values: values.map(render) });
  };
  const ask = (path: string): never => {
    need ??= path;
    throw new Error('undecided');
  };
  const errorName = (thrown: unknown): string => (thrown instanceof Error ? render(thrown) : `thrown ${render(thrown)}`);
  const failureType = { [failureName]: class extends Error {} }[failureName]!;
  const wait = (delay: number, happen: () => void): number => {
    order += 1;
    waiting.push({ due: clock + delay, order, id: order, happen });
    return order;
  };
  const later = (settle: () => unknown): Promise<unknown> =>
    new Promise((resolve, reject) => {
      wait(0, () => {
        try {
          resolve(settle());
        } catch (thrown) {
          reject(thrown);
        }
      });
    });

  const scalar = (code: string): unknown => {
    const known = new Map<string, unknown>([
      ['undefined', undefined],
      ['NaN', NaN],
      ['Infinity', Infinity],
      ['-Infinity', -Infinity],
      ['-0', -0],
    ]);
    if (known.has(code)) return known.get(code);
    if (/^-?\d+n$/.test(code)) return BigInt(code.slice(0, -1));
    return code.startsWith('Symbol(') ? Symbol(JSON.parse(code.slice(7, -1))) : JSON.parse(code);
  };

  /** `renamed` tells the second thing that one stub makes from the first: `make()#2`. */
  type Renamed = (path: string) => string;

  /** For values that are handed over at once: nobody reads them before the unit does. */
  const made = (value: ScriptValue, renamed: Renamed): unknown => (value.kind === 'hole' ? ask(value.path) : make(value, renamed));

  const wrap = <Target extends object>(
    target: Target,
    path: string,
    absent: readonly string[],
    complete: boolean,
    renamed: Renamed,
  ): Target => {
    const gone = new Set<PropertyKey>([...absent, 'then', 'toJSON', 'constructor', '$$typeof', 'nodeType']);
    const check = (name: PropertyKey): void => {
      if (typeof name === 'symbol') return;
      const at = stepPath(path, String(name));
      reads.add(at);
      if (Reflect.get(target, name) === hole) ask(at);
      if (!complete && !(name in target) && !gone.has(name)) ask(at);
    };
    const wrapped = new Proxy(target, {
      get(_, name) {
        check(name);
        return Reflect.get(target, name);
      },
      has(_, name) {
        check(name);
        return Reflect.has(target, name);
      },
      getOwnPropertyDescriptor(_, name) {
        check(name);
        return Reflect.getOwnPropertyDescriptor(target, name);
      },
      ownKeys() {
        if (!complete && typeof target !== 'function') ask(`${path}.*`);
        return Reflect.ownKeys(target);
      },
      set(_, name, value) {
        if (typeof name !== 'symbol') record('set', stepPath(renamed(path), name), [value]);
        return Reflect.set(target, name, value);
      },
      deleteProperty(_, name) {
        if (typeof name !== 'symbol') record('delete', stepPath(renamed(path), name), []);
        gone.add(name);
        return Reflect.deleteProperty(target, name);
      },
    });
    paths.set(wrapped, renamed(path));
    return wrapped;
  };

  const addFields = (target: object, fields: readonly Field[], renamed: Renamed): void => {
    for (const [name, value] of fields) {
      Object.defineProperty(target, name, { value: make(value, renamed), enumerable: true, writable: true, configurable: true });
    }
  };

  const recordMethods = (target: object, path: string, names: readonly string[], self: () => object): void => {
    for (const name of names) {
      const original: unknown = Reflect.get(target, name);
      if (typeof original !== 'function') continue;
      const value = (...values: unknown[]): unknown => {
        record('call', stepPath(path, name), values);
        const result: unknown = Reflect.apply(original, target, values);
        return result === target ? self() : result;
      };
      Object.defineProperty(target, name, { value, enumerable: false, writable: true, configurable: true });
    }
  };

  const makeArray = (path: string, items: readonly ScriptValue[], renamed: Renamed): object => {
    const target = items.map((item) => make(item, renamed));
    const writers = ['push', 'pop', 'shift', 'unshift', 'splice', 'sort', 'reverse', 'fill', 'copyWithin'];
    const wrapped: object = new Proxy(target, {
      get(_, name) {
        if (typeof name !== 'symbol') {
          reads.add(path);
          if (Reflect.get(target, name) === hole) ask(stepPath(path, name));
        } else if (name === Symbol.iterator) reads.add(path);
        const found: unknown = Reflect.get(target, name);
        if (typeof name !== 'string' || !writers.includes(name) || typeof found !== 'function') return found;
        return (...values: unknown[]): unknown => {
          record('call', stepPath(renamed(path), name), values);
          const result: unknown = Reflect.apply(found, target, values);
          return result === target ? wrapped : result;
        };
      },
      set(_, name, value) {
        if (typeof name !== 'symbol') record('set', stepPath(renamed(path), name), [value]);
        return Reflect.set(target, name, value);
      },
      deleteProperty(_, name) {
        if (typeof name !== 'symbol') record('delete', stepPath(renamed(path), name), []);
        return Reflect.deleteProperty(target, name);
      },
    });
    paths.set(wrapped, renamed(path));
    return wrapped;
  };

  const makeFunction = (value: Extract<ScriptValue, { kind: 'function' }>, renamed: Renamed): object => {
    const { path } = value;
    const shown = renamed(path);
    if (value.instance === 'error') {
      const name = path.split('.').at(-1) ?? path;
      const type = { [name]: class extends Error {} }[name]!;
      return type;
    }
    const instance = value.instance;
    const remembered = new Map<string, unknown>();
    let made = 0;
    const answerOf = (answer: ScriptValue, fresh: boolean): unknown => {
      if (answer.kind === 'hole') return ask(answer.path);
      if (!fresh && remembered.has('answer')) return remembered.get('answer');
      made += 1;
      const suffix = made === 1 ? '' : `#${made}`;
      const prefix = `path` in answer ? answer.path : '';
      const own = make(answer, (inner) =>
        renamed(inner.startsWith(prefix) && prefix !== '' ? prefix + suffix + inner.slice(prefix.length) : inner),
      );
      if (!fresh) remembered.set('answer', own);
      return own;
    };
    const target = function (this: unknown, ...values: unknown[]): unknown {
      const constructed = new.target !== undefined;
      record(constructed ? 'new' : 'call', shown, values);
      const occurrence = counts.get(shown) ?? 0;
      counts.set(shown, occurrence + 1);
      calls.push({ target: shown, occurrence, line: currentLine, async: value.async && !constructed });
      const fails = script.failure !== undefined && script.failure.target === shown && script.failure.occurrence === occurrence;
      const fail = (): never => {
        throw new failureType('scripted failure');
      };
      if (fails && script.failure?.with === 'throws') fail();
      if (fails) return later(fail);
      if (constructed) return answerOf(instance, true);
      reads.add(`${path}()`);
      const answer = answerOf(value.answer, value.fresh);
      return value.async ? later(() => answer) : answer;
    };
    Object.defineProperty(target, 'name', { value: shown.split('.').at(-1) });
    addFields(target, value.fields, renamed);
    return wrap(target, path, value.absent, false, renamed);
  };

  const make = (value: ScriptValue, renamed: Renamed): unknown => {
    switch (value.kind) {
      case 'hole':
        return hole;
      case 'primitive':
        return scalar(value.code);
      case 'object': {
        const target = {};
        addFields(target, value.fields, renamed);
        return wrap(target, value.path, value.absent, value.complete, renamed);
      }
      case 'array':
        return makeArray(value.path, value.items, renamed);
      case 'function':
        return makeFunction(value, renamed);
      case 'error': {
        const type = value.name === 'Error' ? Error : { [value.name]: class extends Error {} }[value.name]!;
        return new type('scripted error');
      }
      case 'date':
        return new Date(value.time);
      case 'promise':
        return later(() => made(value.value, renamed));
      case 'map': {
        const map = new Map(value.entries.map(([left, right]) => [made(left, renamed), made(right, renamed)]));
        recordMethods(map, renamed(value.path), ['set', 'delete', 'clear'], () => map);
        paths.set(map, renamed(value.path));
        reads.add(value.path);
        return map;
      }
      case 'set': {
        const set = new Set(value.items.map((item) => made(item, renamed)));
        recordMethods(set, renamed(value.path), ['add', 'delete', 'clear'], () => set);
        paths.set(set, renamed(value.path));
        reads.add(value.path);
        return set;
      }
    }
  };

  const fixEnvironment = (): void => {
    const NativeDate = Date;
    const FixedDate = class Date extends NativeDate {
      constructor(...values: unknown[]) {
        if (values.length === 0) super(fixedTime);
        else super(...(values as [number]));
      }
      static override now(): number {
        return fixedTime;
      }
    };
    const define = (name: string, value: unknown): void => {
      Object.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: false });
    };
    define('Date', FixedDate);
    Math.random = () => 0.5;
    define('queueMicrotask', (task: () => void) => {
      Promise.resolve().then(task);
    });
    define('setTimeout', (task: unknown, delay: unknown = 0, ...values: unknown[]) => {
      record('call', 'setTimeout', [task, delay]);
      return wait(Math.max(1, Number(delay) || 0), () => {
        if (typeof task === 'function') task(...values);
      });
    });
    define('clearTimeout', (id: unknown) => {
      record('call', 'clearTimeout', [id]);
      const at = waiting.findIndex((entry) => entry.id === id);
      if (at >= 0) waiting.splice(at, 1);
    });
    define('$element', (type: unknown, props: object | null, ...children: unknown[]) => ({ type, props: { ...props, children } }));
    define('$Fragment', 'Fragment');
  };

  return {
    start() {
      fixEnvironment();
      const plain: Renamed = (path) => path;
      try {
        const outside: unknown[] = [];
        for (const root of script.roots) {
          let value = made(root.value, plain);
          if (root.assigned) {
            Object.defineProperty(globalThis, root.name, {
              configurable: true,
              get: () => value,
              set(next: unknown) {
                record('set', root.name, [next]);
                value = next;
              },
            });
          } else if (unit.outsideNames.includes(root.name)) outside.push(value);
        }
        const self = made(script.self, plain);
        const values = script.arguments.map((value) => made(value, plain));
        const body: unknown = Reflect.apply(unit.build, self, [
          (line: number) => {
            currentLine = line;
            lines.add(line);
          },
          outside,
          script.base === undefined ? undefined : made(script.base, plain),
        ]);
        if (typeof body !== 'function') throw new TypeError('nothing to call');
        const returned: unknown = Reflect.apply(body, self, values);
        if (returned instanceof Promise) {
          returned.then(
            (value) => {
              settlement = { kind: 'resolves', value: render(value) };
            },
            (thrown) => {
              settlement = { kind: 'rejects', error: errorName(thrown) };
            },
          );
        } else settlement = { kind: 'returns', value: render(returned) };
      } catch (thrown) {
        settlement = { kind: 'throws', error: errorName(thrown) };
      }
    },
    step() {
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
    report() {
      if (need !== undefined) return stringify({ status: 'needs', path: need });
      if (refusal !== undefined) return stringify({ status: 'refused', reason: refusal });
      return stringify({ status: 'ran', effects, settlement, lines: [...lines], calls, reads: [...reads] });
    },
  };
}
