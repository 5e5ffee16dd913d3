import type { ValueHelper } from '../programs/programValues.ts';

/** What the values of a kept test are made with, by the names it uses. */
export const helperNames: Readonly<Record<ValueHelper, string>> = {
  outside: 'stub',
  named: 'named',
  watched: 'watched',
  collection: 'collection',
  class: 'asClass',
  instance: 'instance',
  later: 'later',
  same: 'same',
};

/**
 * The small functions at the end of a kept test, in TypeScript; each is written only where it is used. `MOCK(…)` stands for the runner's
 * own mock function.
 */
export const testHelpers = {
  named: `function named<Thing extends object>(name: string, thing: Thing): Thing {
  names.set(thing, name);
  return thing;
}`,
  note: `function note(call: string, values: readonly unknown[]): void {
  seen.push(\`\${call}(\${values.map(show).join(', ')})\`);
}`,
  stub: `/** A stand-in: notes each call, fails where the scenario says so, then answers. */
function stub(name: string, { returns, resolves, constructs, anew }: Answers): any {
  let count = 0;
  let answer: { value: unknown } | undefined;
  const give = (make?: (n: string) => unknown) => make?.(++count === 1 ? '' : \`#\${count}\`);
  const again = (make?: (n: string) => unknown) => (anew ? give(make) : (answer ??= { value: give(make) }).value);
  const stand = MOCK(function (this: unknown, ...values: unknown[]): unknown {
    note(new.target ? \`new \${name}\` : name, values);
    const call = calls.get(name) ?? 0;
    calls.set(name, call + 1);
    if (fails.call === name && fails.time === call) {
      if (fails.with === 'throws') throw new ScriptedFailure('scripted failure');
      return new Promise((_, reject) => setImmediate(() => reject(new ScriptedFailure('scripted failure'))));
    }
    if (new.target) return give(constructs);
    return resolves ? later(again(resolves)) : again(returns);
  });
  return named(name, stand);
}`,
  same: `/** The very thing of that name. */
function same(name: string): any {
  return [...names].find(([, given]) => given === name)?.[0];
}`,
  later: `/** Answers one after another, in the order of the calls. */
function later<Value>(value: Value): Promise<Value> {
  return new Promise((resolve) => setImmediate(() => resolve(value)));
}`,
  watched: `/** Something whose writes are noted. */
function watched<Thing extends object>(name: string, thing: Thing): Thing {
  const step = (given: string | symbol) => {
    const key = String(given);
    if (typeof given === 'symbol') return \`\${name}[\${given.description}]\`;
    return /^#?[A-Za-z_$][\\w$]*$/.test(key) ? \`\${name}.\${key}\` : \`\${name}[\${/^\\d+$/.test(key) ? key : JSON.stringify(key)}]\`;
  };
  const writers = ['push', 'pop', 'shift', 'unshift', 'splice', 'sort', 'reverse', 'fill', 'copyWithin'];
  const proxy: any = new Proxy(thing, {
    set(_, key, value, receiver) {
      if (receiver !== proxy) return Reflect.set(thing, key, value, receiver);
      seen.push(\`\${step(key)} = \${show(value)}\`);
      return Reflect.set(thing, key, value);
    },
    deleteProperty: (_, key) => (seen.push(\`delete \${step(key)}\`), Reflect.deleteProperty(thing, key)),
    get(_, key) {
      const found: any = Reflect.get(thing, key);
      if (!Array.isArray(thing) || !writers.includes(String(key))) return found;
      return (...values: unknown[]) => {
        note(step(key), values);
        const result = found.apply(thing, values);
        return result === thing ? proxy : result;
      };
    },
  });
  return named(name, proxy);
}`,
  collection: `/** A map or set whose changes are noted. */
function collection<Thing extends object>(name: string, thing: Thing): Thing {
  for (const key of ['set', 'add', 'delete', 'clear']) {
    const original: any = Reflect.get(thing, key);
    if (original) Object.defineProperty(thing, key, { value: (...values: unknown[]) => (note(\`\${name}.\${key}\`, values), original.apply(thing, values)) });
  }
  return named(name, thing);
}`,
  asClass: `/** A class that the code tests for. */
function asClass(made: any): any {
  made.prototype = prototypeOf(made.getMockName?.() ?? names.get(made) ?? '');
  Object.defineProperty(made.prototype, 'constructor', { value: made, configurable: true });
  return made;
}
function prototypeOf(name: string): object {
  if (!prototypes.has(name)) prototypes.set(name, {});
  return prototypes.get(name)!;
}
function instance<Thing extends object>(name: string, fields: Thing): Thing {
  return Object.setPrototypeOf(fields, prototypeOf(name));
}`,
  assigned: `/** A variable from outside that the code writes to: each write is noted. */
function assigned(name: string, first: unknown): void {
  let value = first;
  Object.defineProperty(globalThis, name, {
    configurable: true,
    get: () => value,
    set(next) {
      seen.push(\`\${name} = \${show(next)}\`);
      value = next;
    },
  });
}`,
  taken: `/** A function out of the text of a file, from its first line to the line that closes it, with what it takes from outside. */
function taken({ file, firstLine, nth, form, name }: Taken, outside: Record<string, unknown>, self: unknown, base?: object): any {
  const lines = readFileSync(FILE, 'utf8').split(/\\r?\\n/);
  const at = lines.flatMap((line, index) => (line.trim() === firstLine ? [index] : []))[nth] ?? -1;
  const indent = /^\\s*/.exec(lines[at] ?? '')?.[0] ?? '';
  const end = lines.findIndex((line, index) => index > at && line.startsWith(\`\${indent}}\`));
  if (at < 0 || end < 0) throw new Error(\`\${firstLine} no longer stands in \${file}\`);
  const text = [...lines.slice(at, end), \`\${indent}}\`].join('\\n').replace(/(\\?\\.|\\.)#(\\w+)/g, (_, dot, field) => \`\${dot === '?.' ? dot : ''}["#\${field}"]\`);
  const code = {
    statement: text.replace(/^\\s*export\\s+(?:default\\s+)?/, ''),
    member: \`class Holder { \${text.replace(/^\\s*(?:(?:public|private|protected|static|override)\\s+)*/, '')} }\`,
    property: \`const holder = { \${text} }\`,
  }[form];
  const made = {
    statement: \`return \${name};\`,
    member: 'if ($base) Object.setPrototypeOf(Holder.prototype, $base); const [, key] = Reflect.ownKeys(Holder.prototype); const found = Object.getOwnPropertyDescriptor(Holder.prototype, key); return found.value ?? found.get ?? found.set;',
    property: 'return Object.values(holder)[0];',
  }[form];
  const build = new Function('$base', ...Object.keys(outside), \`"use strict"; \${helpers} \${STRIP}; \${made}\`);
  return build.call(self, base, ...Object.values(outside));
}`,
  pull: `/** Takes one value after another, to the end. */
function pull(steps: any): unknown {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    note('yield', [value]);
  }
}`,
  pullAsync: `/** Takes one value after another, to the end. */
async function pullAsync(steps: any): Promise<unknown> {
  for (;;) {
    const { done, value } = await steps.next();
    if (done) return value;
    note('yield', [value]);
  }
}`,
  outcomeOf: `/** How a call ends, once nothing moves any more. */
async function outcomeOf(call: () => unknown): Promise<string> {
  let outcome = 'pending';
  const failed = (how: string) => (error: unknown) => {
    outcome = \`\${how} \${error instanceof Error ? show(error) : \`thrown \${show(error)}\`}\`;
  };
  try {
    const result = call();
    if (result instanceof Promise) result.then((value) => { outcome = \`resolves \${show(value)}\`; }, failed('rejects'));
    else outcome = \`returns \${show(result)}\`;
  } catch (error) {
    failed('throws')(error);
  }
  for (let turn = 0; turn < 60; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  return outcome;
}`,
  plainShow: `/** A value in few words: stand-ins by their name. */
function show(value: any): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (names.has(value)) return names.get(value)!;
  if (typeof value === 'function') return 'function';
  if (value instanceof Error) return value.constructor.name;
  if (Array.isArray(value)) return \`[\${value.map(show).join(', ')}]\`;
  if (typeof value !== 'object' || value === null) return String(value);
  return \`{\${Object.keys(value).sort().map((key) => \`\${key}: \${show(value[key])}\`).join(', ')}}\`;
}`,
  show: `/** A value in few words: stand-ins by their name. */
function show(value: unknown): string {
  const whole = text(value, []);
  return whole.length <= 60 ? whole : \`\${whole.slice(0, 52)}…(\${whole.length})\`;
}
function text(value: any, above: readonly unknown[]): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'bigint') return \`\${value}n\`;
  if (typeof value === 'symbol') return \`Symbol(\${value.description ?? ''})\`;
  if (Object.is(value, -0)) return '-0';
  if (value === null || !['object', 'function'].includes(typeof value)) return String(value);
  if (names.has(value)) return names.get(value)!;
  if (typeof value === 'function') return 'function';
  const type: string = Object.getPrototypeOf(value)?.constructor?.name ?? '';
  if (value instanceof Promise) return 'Promise';
  if (value instanceof Error) return type || 'Error';
  if (value instanceof Date) return \`Date(\${Number.isNaN(+value) ? 'invalid' : value.toISOString()})\`;
  if (value instanceof RegExp) return String(value);
  if (value instanceof WeakMap || value instanceof WeakSet || ArrayBuffer.isView(value)) return type;
  if (above.includes(value)) return '(cycle)';
  if (above.length === 5) return '…';
  const inside = (item: unknown) => text(item, [...above, value]);
  if (Array.isArray(value)) return \`[\${Array.from(value.slice(0, 30), (item, at) => (at in value ? inside(item) : 'empty')).join(', ')}]\`;
  if (value instanceof Map) return \`Map{\${Array.from(value, ([key, item]) => \`\${inside(key)}: \${inside(item)}\`).join(', ')}}\`;
  if (value instanceof Set) return \`Set{\${Array.from(value, inside).join(', ')}}\`;
  const fields = Object.keys(value).sort().map((key) => {
    const field = Object.getOwnPropertyDescriptor(value, key)!;
    return \`\${/^[A-Za-z_$][\\w$]*$/.test(key) ? key : JSON.stringify(key)}: \${'value' in field ? inside(field.value) : 'accessor'}\`;
  });
  return \`\${type && type !== 'Object' ? \`\${type} \` : ''}{\${fields.join(', ')}}\`;
}`,
} as const;
