import type { Script, ScriptValue } from '../worlds/script.ts';
import type { GuestTrace } from './guestTrace.ts';

type Field = readonly [string, ScriptValue];
/** Tells the second thing that one stub makes from the first: `make()#2`. */
type Renamed = (path: string) => string;

/**
 * Makes what the script holds. Everything is wrapped: reads are noted, writes and calls are effects, and touching what the script has
 * not decided ends the run with a need. Runs inside QuickJS as its own source text: uses nothing from outside.
 */
export function guestValues(
  trace: GuestTrace,
  { failure, secondCall }: Pick<Script, 'failure' | 'secondCall'>,
  failureName: string,
  stepPath: (base: string, key: string) => string,
): (value: ScriptValue) => unknown {
  const hole = Symbol('hole');
  const language = new Set<unknown>(Object.getOwnPropertyNames(Symbol).map((name) => Reflect.get(Symbol, name)));
  const errorClass = (name: string): new (message: string) => Error => {
    const Type = class extends Error {};
    Object.defineProperty(Type, 'name', { value: name });
    return Type;
  };
  const standardErrors = [Error, TypeError, RangeError, SyntaxError, ReferenceError, EvalError, URIError];
  const FailureType = errorClass(failureName);

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
    return code.startsWith('Symbol(') ? Symbol.for(JSON.parse(code.slice(7, -1))) : JSON.parse(code);
  };

  /** `Symbol(STATE)` names the field under the symbol that stands for `STATE`. */
  const keyOf = (name: string): PropertyKey => {
    const symbol = /^Symbol\(([A-Za-z_$][\w$]*)\)$/.exec(name);
    return symbol === null ? name : Symbol.for(symbol[1] ?? '');
  };

  const prototypes = new Map<string, object>();
  const prototypeOf = (name: string): object => {
    const known = prototypes.get(name) ?? {};
    prototypes.set(name, known);
    return known;
  };

  /** For values that are handed over at once: nobody reads them before the unit does. */
  const made = (value: ScriptValue, renamed: Renamed): unknown => (value.kind === 'hole' ? trace.ask(value.path) : make(value, renamed));

  const wrap = <Target extends object>(
    target: Target,
    path: string,
    absent: readonly string[],
    complete: boolean,
    renamed: Renamed,
  ): Target => {
    const gone = new Set<PropertyKey>([...absent.map(keyOf), 'then', 'toJSON', 'constructor', '$$typeof', 'nodeType']);
    const check = (name: PropertyKey): void => {
      if (typeof name === 'symbol') {
        if (language.has(name) || gone.has(name)) return;
        if (!Reflect.has(target, name) || Reflect.get(target, name) === hole) trace.ask(stepPath(path, String(name)));
        trace.read(stepPath(path, String(name)));
        return;
      }
      const at = stepPath(path, String(name));
      trace.read(at);
      if (Reflect.get(target, name) === hole) trace.ask(at);
      if (!complete && !(name in target) && !gone.has(name)) trace.ask(at);
    };
    const wrapped: Target = new Proxy(target, {
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
        if (!complete && typeof target !== 'function') trace.ask(`${path}.*`);
        trace.read(`${path}.*`);
        return Reflect.ownKeys(target);
      },
      set(_, name, value, receiver) {
        // A write to an object made from this one stays there: `Object.create(options).limit = 3`.
        if (receiver !== wrapped) return Reflect.set(target, name, value, receiver);
        trace.record('set', stepPath(renamed(path), String(name)), [value]);
        return Reflect.set(target, name, value);
      },
      deleteProperty(_, name) {
        trace.record('delete', stepPath(renamed(path), String(name)), []);
        gone.add(name);
        return Reflect.deleteProperty(target, name);
      },
    });
    trace.named(wrapped, renamed(path));
    return wrapped;
  };

  const addFields = (target: object, fields: readonly Field[], renamed: Renamed): void => {
    for (const [name, value] of fields) {
      Object.defineProperty(target, keyOf(name), { value: make(value, renamed), enumerable: true, writable: true, configurable: true });
    }
  };

  const recordMethods = (target: object, path: string, names: readonly string[], self: () => object): void => {
    for (const name of names) {
      const original: unknown = Reflect.get(target, name);
      if (typeof original !== 'function') continue;
      const value = (...values: unknown[]): unknown => {
        trace.record('call', stepPath(path, name), values);
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
          trace.read(path);
          if (/^\d+$/.test(name)) trace.read(stepPath(path, name));
          if (Reflect.get(target, name) === hole) trace.ask(stepPath(path, name));
        } else if (name === Symbol.iterator) trace.read(path);
        const found: unknown = Reflect.get(target, name);
        if (typeof name !== 'string' || !writers.includes(name) || typeof found !== 'function') return found;
        return (...values: unknown[]): unknown => {
          trace.record('call', stepPath(renamed(path), name), values);
          const result: unknown = Reflect.apply(found, target, values);
          return result === target ? wrapped : result;
        };
      },
      set(_, name, value) {
        if (typeof name !== 'symbol') trace.record('set', stepPath(renamed(path), name), [value]);
        return Reflect.set(target, name, value);
      },
      deleteProperty(_, name) {
        if (typeof name !== 'symbol') trace.record('delete', stepPath(renamed(path), name), []);
        return Reflect.deleteProperty(target, name);
      },
    });
    trace.named(wrapped, renamed(path));
    return wrapped;
  };

  const makeFunction = (value: Extract<ScriptValue, { kind: 'function' }>, renamed: Renamed): object => {
    const { path } = value;
    const shown = renamed(path);
    if (value.instance === 'error') {
      const name = path.split('.').at(-1) ?? path;
      return errorClass(name);
    }
    const instance = value.instance;
    const remembered = new Map<string, unknown>();
    let made = 0;
    const answerOf = (answer: ScriptValue, fresh: boolean): unknown => {
      if (answer.kind === 'hole') return trace.ask(answer.path);
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
      trace.record(constructed ? 'new' : 'call', shown, values);
      trace.hand(shown, values);
      const occurrence = trace.called(shown, value.async && !constructed);
      const fails = failure !== undefined && failure.target === shown && failure.occurrence === occurrence;
      const fail = (): never => {
        throw new FailureType('scripted failure');
      };
      if (fails && failure?.with === 'throws') fail();
      if (fails) return trace.later(fail);
      if (constructed) return answerOf(instance, true);
      if (value.answer.kind === 'thrown') throw new Error('scripted error');
      trace.read(`${path}()`);
      // Of two calls, each is answered on its own.
      const answer = answerOf(value.answer, value.fresh || (value.async && secondCall !== undefined));
      return value.async ? trace.later(() => answer) : answer;
    };
    Object.defineProperty(target, 'name', { value: shown.split('.').at(-1) });
    addFields(target, value.fields, renamed);
    if (value.tested === true) target.prototype = prototypeOf(path);
    const wrapped = wrap(target, path, value.absent, false, renamed);
    if (value.tested === true) Object.defineProperty(prototypeOf(path), 'constructor', { value: wrapped, configurable: true });
    return wrapped;
  };

  const make = (value: ScriptValue, renamed: Renamed): unknown => {
    switch (value.kind) {
      case 'hole':
        return hole;
      case 'thrown':
        throw new Error('scripted error');
      case 'same': {
        const thing = trace.thing(value.path);
        if (thing === undefined) trace.refuse('a thing it compares with is not there yet');
        return thing;
      }
      case 'primitive':
        return scalar(value.code);
      case 'object': {
        const target: object = value.instanceOf === undefined ? {} : Object.create(prototypeOf(value.instanceOf));
        addFields(target, value.fields, renamed);
        return wrap(target, value.path, value.absent, value.complete, renamed);
      }
      case 'array':
        return makeArray(value.path, value.items, renamed);
      case 'function':
        return makeFunction(value, renamed);
      case 'error': {
        const Type = standardErrors.find(({ name }) => name === value.name) ?? errorClass(value.name);
        return new Type('scripted error');
      }
      case 'date':
        return new Date(value.time);
      case 'promise':
        return trace.later(() => made(value.value, renamed));
      case 'map': {
        const map = new Map(value.entries.map(([left, right]) => [made(left, renamed), made(right, renamed)]));
        recordMethods(map, renamed(value.path), ['set', 'delete', 'clear'], () => map);
        trace.named(map, renamed(value.path));
        trace.read(value.path);
        return map;
      }
      case 'set': {
        const set = new Set(value.items.map((item) => made(item, renamed)));
        recordMethods(set, renamed(value.path), ['add', 'delete', 'clear'], () => set);
        trace.named(set, renamed(value.path));
        trace.read(value.path);
        return set;
      }
    }
  };

  return (value) => made(value, (path) => path);
}
