import type { SecondCall } from '../worlds/script.ts';

/**
 * The pieces of a standalone program beside the unit's own code, as JavaScript text. Written apart from the sandbox's world: plain
 * objects and functions wherever the scenario writes nothing, no run-time script to interpret.
 */
export const statePart = `const $effects = [];
const $names = new Map(); // what stands for the outside, by the name the code reaches it
const $calls = new Map();
const $handed = new Map(); // the first function handed to each, by the last step of its name
const $waiting = [];
const $clock = { now: 0, order: 0 };`;

export const recordingPart = `function $named(name, thing) {
  $names.set(thing, name);
  return thing;
}
function $note(kind, target, values) {
  $effects.push({ kind, target, values: values.map($text) });
}`;

export const waitingPart = `// What is waited for happens one at a time, in the order of the calls; timers by their due time.
function $wait(delay, happen) {
  $clock.order += 1;
  $waiting.push({ due: $clock.now + delay, order: $clock.order, happen });
  return $clock.order;
}
function $later(value) {
  return new Promise((resolve) => void $wait(0, () => resolve(value)));
}
function $laterFails() {
  return new Promise((_, reject) => void $wait(0, () => reject(new ScriptedFailure('scripted failure'))));
}`;

export const pullPart = `function $pull(steps) {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    $note('call', 'yield', [value]);
  }
}`;

export const pullAsyncPart = `async function $pullAsync(steps) {
  for (;;) {
    const { done, value } = await steps.next();
    if (done) return value;
    $note('call', 'yield', [value]);
  }
}`;

export const samePart = `// The very thing of that name.
function $same(name) {
  return [...$names].find(([, given]) => given === name)?.[0];
}`;

export const classPart = `// Classes from outside that the code tests for.
function $prototype(name) {
  if (!$prototypes.has(name)) $prototypes.set(name, {});
  return $prototypes.get(name);
}
function $class(made) {
  made.prototype = $prototype(made.name);
  Object.defineProperty(made.prototype, 'constructor', { value: made });
  return made;
}
function $instance(name, fields) {
  return Object.setPrototypeOf(fields, $prototype(name));
}`;

/** A function from outside: notes each call, fails where the scenario says so, then answers. */
export const outsidePart = `// A function from outside the unit: notes the call, then answers as the scenario says.
function $outside(name, { returns, resolves, constructs, anew }) {
  let count = 0;
  let answer;
  const give = (make) => make(++count === 1 ? '' : '#' + count);
  const again = (make) => (anew ? give(make) : (answer ??= { value: give(make) }).value);
  const stub = function (...values) {
    $note(new.target ? 'new' : 'call', name, values);
    const handed = values.find((value) => typeof value === 'function' && !$names.has(value));
    const last = name.split('.').at(-1);
    if (handed && !$handed.has(last)) $handed.set(last, handed);
    const call = $calls.get(name) ?? 0;
    $calls.set(name, call + 1);
    if ($failure?.target === name && $failure.call === call) {
      if ($failure.with === 'throws') throw new ScriptedFailure('scripted failure');
      return $laterFails();
    }
    if (new.target) return give(constructs);
    return resolves ? $later(again(resolves)) : again(returns);
  };
  return $named(name, Object.defineProperty(stub, 'name', { value: name.split('.').at(-1) }));
}`;

export const watchedPart = `// Something from outside that the unit writes to: each write is noted.
function $step(name, key) {
  const symbol = /^Symbol\\(([A-Za-z_$][\\w$]*)\\)$/.exec(key);
  if (symbol !== null) return name + '[' + symbol[1] + ']';
  if (/^#?[A-Za-z_$][\\w$]*$/.test(key)) return name + '.' + key;
  return name + '[' + (/^\\d+$/.test(key) ? key : JSON.stringify(key)) + ']';
}
function $watched(name, thing) {
  const writers = ['push', 'pop', 'shift', 'unshift', 'splice', 'sort', 'reverse', 'fill', 'copyWithin'];
  const watched = new Proxy(thing, {
    set(_, key, value, receiver) {
      if (receiver !== watched) return Reflect.set(thing, key, value, receiver);
      $note('set', $step(name, String(key)), [value]);
      return Reflect.set(thing, key, value);
    },
    deleteProperty: (_, key) => ($note('delete', $step(name, String(key)), []), Reflect.deleteProperty(thing, key)),
    get(_, key) {
      if (!Array.isArray(thing) || !writers.includes(key)) return Reflect.get(thing, key);
      return (...values) => {
        $note('call', $step(name, key), values);
        const result = thing[key](...values);
        return result === thing ? watched : result;
      };
    },
  });
  return $named(name, watched);
}
function $collection(name, thing) {
  for (const key of ['set', 'add', 'delete', 'clear']) {
    if (!(key in thing)) continue;
    const original = thing[key];
    Object.defineProperty(thing, key, { value: (...values) => ($note('call', name + '.' + key, values), original.apply(thing, values)) });
  }
  return $named(name, thing);
}`;

export const timerPart = `function setTimeout(task, delay = 0, ...values) {
  $note('call', 'setTimeout', [task, delay]);
  return $wait(Math.max(1, Number(delay) || 0), () => void task(...values));
}
function clearTimeout(id) {
  $note('call', 'clearTimeout', [id]);
  const at = $waiting.findIndex((entry) => entry.order === id);
  if (at >= 0) $waiting.splice(at, 1);
}`;

export const clockPart = `const Date = class Date extends globalThis.Date {
  constructor(...values) {
    if (values.length === 0) super('2026-01-01T00:00:00.000Z');
    else super(...values);
  }
  static now() {
    return globalThis.Date.parse('2026-01-01T00:00:00.000Z');
  }
};`;

export const randomPart = 'Math.random = () => 0.5;';

export const elementPart = `const $element = (type, props, ...children) => ({ type, props: { ...props, children } });
const $Fragment = 'Fragment';`;

/** Canonical text of a value: sorted keys, things from outside by their name, at most 60 characters. */
export const textPart = `function $text(value) {
  const key = (name) => (/^[A-Za-z_$][\\w$]*$/.test(name) ? name : JSON.stringify(name));
  const show = (given, above) => {
    if (typeof given === 'string') return JSON.stringify(given);
    if (typeof given === 'bigint') return given + 'n';
    if (typeof given === 'symbol') return 'Symbol(' + (given.description ?? '') + ')';
    if (Object.is(given, -0)) return '-0';
    if (given === null || !['object', 'function'].includes(typeof given)) return String(given);
    if ($names.has(given)) return $names.get(given);
    if ($isElement(given)) return $elementText(given, (item) => show(item, above));
    if (typeof given === 'function') return 'function';
    const type = Object.getPrototypeOf(given)?.constructor?.name ?? '';
    if (given instanceof Promise) return 'Promise';
    if (given instanceof Error) return type || 'Error';
    if (given instanceof globalThis.Date) return 'Date(' + (Number.isNaN(+given) ? 'invalid' : given.toISOString()) + ')';
    if (given instanceof RegExp) return String(given);
    if (given instanceof WeakMap || given instanceof WeakSet || ArrayBuffer.isView(given)) return type;
    if (above.includes(given)) return '(cycle)';
    if (above.length === 5) return '…';
    const inside = (item) => show(item, [...above, given]);
    if (Array.isArray(given)) return '[' + Array.from(given.slice(0, 30), (item, at) => (at in given ? inside(item) : 'empty')).join(', ') + ']';
    if (given instanceof Map) return 'Map{' + Array.from(given, ([left, right]) => inside(left) + ': ' + inside(right)).join(', ') + '}';
    if (given instanceof Set) return 'Set{' + Array.from(given, inside).join(', ') + '}';
    const fields = Object.keys(given).sort().map((name) => {
      const found = Object.getOwnPropertyDescriptor(given, name);
      return key(name) + ': ' + ('value' in found ? inside(found.value) : 'accessor');
    });
    return (type === '' || type === 'Object' ? '' : type + ' ') + '{' + fields.join(', ') + '}';
  };
  const whole = show(value, []);
  if (whole.length <= 60) return whole;
  const mark = Array.from({ length: whole.length }, (_, at) => whole.charCodeAt(at)).reduce((sum, code) => (Math.imul(sum, 31) + code) >>> 0, 0);
  return whole.slice(0, 52) + '…(' + whole.length + ' #' + mark.toString(36) + ')';
}`;

/** `CALL` is the call of the unit. */
export const observationPart = `globalThis.process?.on?.('unhandledRejection', () => {});
const $errorText = (error) => (error instanceof Error ? '' : 'thrown ') + $text(error);
let $settlement = { kind: 'pending' };
try {
  const returned = CALL;
  if (returned instanceof Promise) {
    returned.then(
      (value) => ($settlement = { kind: 'resolves', ...$told(value) }),
      (error) => ($settlement = { kind: 'rejects', error: $errorText(error) }),
    );
  } else $settlement = { kind: 'returns', ...$told(returned) };
} catch (error) {
  $settlement = { kind: 'throws', error: $errorText(error) };
}
for (let turn = 0; turn <= 200; turn += 1) {
  for (let tick = 0; tick < 400; tick += 1) await null; // until no promise is left to react
  $waiting.sort((left, right) => left.due - right.due || left.order - right.order);
  const next = $waiting.shift();
  if (next === undefined) break;
  $clock.now = Math.max($clock.now, next.due);
  next.happen();
}
globalThis.console.log(JSON.stringify({ effects: $effects, settlement: $settlement }));`;

/** Two calls over the same state. `CALL` is one call of the unit. */
export function twicePart(secondCall: SecondCall): string {
  const starts =
    secondCall === 'after the first'
      ? `// The second call starts when the first has settled.
while ($first.kind === 'pending' && $next()) await $rest();`
      : `// The second call starts while the first waits.${
          secondCall === 'second answered first'
            ? '\n$held.push(...$waiting.filter(({ due }) => due <= $clock.now));\n$waiting.splice(0, $waiting.length, ...$waiting.filter((entry) => !$held.includes(entry)));'
            : ''
        }`;
  return `globalThis.process?.on?.('unhandledRejection', () => {});
const $errorText = (error) => (error instanceof Error ? '' : 'thrown ') + $text(error);
const $held = []; // what the first call waits for, kept back until the second has its answers
const $rest = async () => {
  for (let tick = 0; tick < 400; tick += 1) await null; // until no promise is left to react
};
const $next = () => {
  if (!$waiting.some(({ due }) => due <= $clock.now)) $waiting.push(...$held.splice(0));
  $waiting.sort((left, right) => left.due - right.due || left.order - right.order);
  const next = $waiting.shift();
  if (next === undefined) return false;
  $clock.now = Math.max($clock.now, next.due);
  next.happen();
  return true;
};
const $call = (note) => {
  try {
    const returned = CALL;
    if (returned instanceof Promise) {
      returned.then(
        (value) => note({ kind: 'resolves', ...$told(value) }),
        (error) => note({ kind: 'rejects', error: $errorText(error) }),
      );
    } else note({ kind: 'returns', ...$told(returned) });
  } catch (error) {
    note({ kind: 'throws', error: $errorText(error) });
  }
};
let $first = { kind: 'pending' };
let $second = { kind: 'pending' };
$call((settled) => ($first = settled));
await $rest();
${starts}
$call((settled) => ($second = settled));
await $rest();
for (let turn = 0; turn <= 200 && $next(); turn += 1) await $rest();
globalThis.console.log(JSON.stringify({ effects: $effects, settlement: $first, second: $second }));`;
}
