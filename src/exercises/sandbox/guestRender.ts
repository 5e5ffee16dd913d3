export interface GuestRender {
  readonly render: (value: unknown) => string;
  /** Of a value whose text is cut off, the parts, by path: at most 24, two levels deep. `undefined` where it is not cut off, or has no parts of its own. */
  readonly fields: (value: unknown) => Record<string, string> | undefined;
}

/**
 * Canonical text of a value, at most 60 characters. Runs inside QuickJS as its own source text: uses nothing from outside.
 * Things of the script are named by their path; keys are sorted; accessors are not invoked.
 */
export function guestRender(pathOf: (value: object) => string | undefined): GuestRender {
  const key = (name: string): string => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name));
  const className = (value: object): string => {
    const made: unknown = Object.getPrototypeOf(value)?.constructor;
    return typeof made === 'function' ? made.name : '';
  };
  const list = (items: readonly string[]): string => items.join(', ');

  const objectText = (value: object, seen: readonly object[]): string => {
    const own = pathOf(value);
    if (own !== undefined) return own;
    if (typeof value === 'function') return 'function';
    if (value instanceof Promise) return 'Promise';
    if (value instanceof Error) return className(value) || 'Error';
    if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'Date(invalid)' : `Date(${value.toISOString()})`;
    if (value instanceof RegExp) return String(value);
    if (value instanceof WeakMap || value instanceof WeakSet) return className(value);
    if (seen.includes(value)) return '(cycle)';
    if (seen.length > 4) return '…';
    const inner = [...seen, value];
    if (Array.isArray(value)) {
      const items: string[] = [];
      for (let at = 0; at < value.length && at < 30; at += 1) items.push(at in value ? text(value[at], inner) : 'empty');
      return `[${list(items)}]`;
    }
    if (value instanceof Map) return `Map{${list([...value].map(([left, right]) => `${text(left, inner)}: ${text(right, inner)}`))}}`;
    if (value instanceof Set) return `Set{${list([...value].map((item) => text(item, inner)))}}`;
    if (ArrayBuffer.isView(value)) return className(value);
    const fields = Object.keys(value)
      .sort()
      .map((name) => {
        const described = Object.getOwnPropertyDescriptor(value, name);
        return `${key(name)}: ${described !== undefined && 'value' in described ? text(described.value, inner) : 'accessor'}`;
      });
    const named = className(value);
    return `${named === '' || named === 'Object' ? '' : `${named} `}{${list(fields)}}`;
  };

  const text = (value: unknown, seen: readonly object[]): string => {
    if (typeof value === 'string') return JSON.stringify(value);
    if (typeof value === 'bigint') return `${value}n`;
    if (typeof value === 'symbol') return `Symbol(${value.description ?? ''})`;
    if (typeof value === 'number') return Object.is(value, -0) ? '-0' : String(value);
    if (value === null || (typeof value !== 'object' && typeof value !== 'function')) return String(value);
    return objectText(value, seen);
  };

  const render = (value: unknown): string => {
    const whole = text(value, []);
    return whole.length <= 60 ? whole : `${whole.slice(0, 52)}…(${whole.length})`;
  };

  const addFields = (value: unknown, at: string, into: Record<string, string>): void => {
    const names = value === null || typeof value !== 'object' || pathOf(value) !== undefined ? [] : Object.keys(value);
    for (const name of names.sort()) {
      if (Object.keys(into).length >= 24) return;
      const described = Object.getOwnPropertyDescriptor(value, name);
      if (described === undefined || !('value' in described)) continue;
      const shown = render(described.value);
      const isObject = described.value !== null && typeof described.value === 'object' && pathOf(described.value) === undefined;
      if (at === '' && isObject && shown.includes('…(')) addFields(described.value, `${name}.`, into);
      else into[`${at}${name}`] = shown;
    }
  };

  return {
    render,
    fields(value) {
      if (!render(value).includes('…(')) return undefined;
      const found: Record<string, string> = {};
      addFields(value, '', found);
      return Object.keys(found).length === 0 ? undefined : found;
    },
  };
}
