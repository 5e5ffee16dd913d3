export interface GuestRender {
  readonly render: (value: unknown) => string;
  /**
   * Of a value whose text is cut off, the parts, by path: at most 24, two levels deep. Of a rendered element, how often each kind of element
   * is in it (`<Button>`), and of those that are in it once what they are given (`<Button>.disabled`) and the text they hold
   * (`<Button>.text`); at most 40. `undefined` where it is not cut off, or has no parts of its own.
   */
  readonly fields: (value: unknown) => Record<string, string> | undefined;
}

/**
 * Canonical text of a value, at most 60 characters; a longer one is cut off and ends as `…(length #mark)`. Runs inside QuickJS as its own source text: uses nothing from outside.
 * Things of the script are named by their path; keys are sorted; accessors are not invoked.
 */
export function guestRender(pathOf: (value: object) => string | undefined): GuestRender {
  const key = (name: string): string => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name));
  const className = (value: object): string => {
    const made: unknown = Object.getPrototypeOf(value)?.constructor;
    return typeof made === 'function' ? made.name : '';
  };
  const list = (items: readonly string[]): string => items.join(', ');

  interface Rendered {
    readonly type: unknown;
    readonly props: Record<string, unknown> & { readonly children: readonly unknown[] };
  }
  const isElement = (value: unknown): value is Rendered =>
    value !== null &&
    typeof value === 'object' &&
    pathOf(value) === undefined &&
    Object.keys(value).sort().join() === 'props,type' &&
    Array.isArray((value as Rendered).props?.children);
  const tagOf = ({ type }: Rendered): string | undefined => {
    const named =
      typeof type === 'string'
        ? type
        : typeof type === 'function' || (type !== null && typeof type === 'object')
          ? pathOf(type)
          : undefined;
    return named === undefined || /(?:^|\.)Fragment$/.test(named) ? undefined : `<${named}>`;
  };
  /** As it is shown: without fragments, and without what shows nothing. */
  const shownChildren = (children: readonly unknown[]): readonly unknown[] =>
    children.flatMap((child) => {
      if (Array.isArray(child)) return shownChildren(child);
      if (isElement(child) && tagOf(child) === undefined) return shownChildren(child.props.children);
      return child === null || child === undefined || typeof child === 'boolean' ? [] : [child];
    });
  const elementText = (element: Rendered, seen: readonly object[]): string => {
    const given = Object.keys(element.props)
      .filter((name) => name !== 'children' && name !== 'key' && name !== 'ref')
      .sort()
      .map((name) => ` ${name}: ${text(element.props[name], seen)}`);
    const children = shownChildren(element.props.children).map((child) => text(child, seen));
    return `<${(tagOf(element) ?? '<>').slice(1, -1)}${given.join('')}>${children.length === 0 ? '' : `[${list(children)}]`}`;
  };

  const objectText = (value: object, seen: readonly object[]): string => {
    const own = pathOf(value);
    if (own !== undefined) return own;
    if (isElement(value)) return elementText(value, seen);
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

  /** Tells long texts apart that begin alike. */
  const mark = (whole: string): string => {
    let sum = 0;
    for (let at = 0; at < whole.length; at += 1) sum = (Math.imul(sum, 31) + whole.charCodeAt(at)) >>> 0;
    return sum.toString(36);
  };

  const render = (value: unknown): string => {
    const whole = text(value, []);
    return whole.length <= 60 ? whole : `${whole.slice(0, 52)}…(${whole.length} #${mark(whole)})`;
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

  const elementFields = (root: Rendered): Record<string, string> => {
    const met = new Map<string, Rendered[]>();
    let left = 300;
    const visit = (value: unknown): void => {
      left -= 1;
      if (left < 0) return;
      if (Array.isArray(value)) for (const item of value) visit(item);
      if (!isElement(value)) return;
      const tag = tagOf(value);
      if (tag !== undefined) met.set(tag, [...(met.get(tag) ?? []), value]);
      for (const name of Object.keys(value.props).sort()) visit(value.props[name]);
    };
    visit(root);
    const found: [string, string][] = [];
    for (const [tag, all] of met) {
      found.push([tag, String(all.length)]);
      const [only] = all;
      if (only === undefined || all.length > 1) continue;
      for (const name of Object.keys(only.props)) {
        const given = only.props[name];
        if (name === 'children' || name === 'key' || name === 'ref' || typeof given === 'function') continue;
        if (given === null || typeof given !== 'object' || pathOf(given) !== undefined) found.push([`${tag}.${name}`, render(given)]);
      }
      const held = only.props.children.flat(4).filter((child) => child !== null && child !== undefined && typeof child !== 'boolean');
      if (held.length > 0 && held.every((child) => typeof child === 'string' || typeof child === 'number'))
        found.push([`${tag}.text`, render(held.join(''))]);
    }
    return Object.fromEntries(found.sort(([one], [other]) => (one < other ? -1 : 1)).slice(0, 40));
  };

  return {
    render,
    fields(value) {
      if (isElement(value)) return elementFields(value);
      if (!render(value).includes('…(')) return undefined;
      const found: Record<string, string> = {};
      addFields(value, '', found);
      return Object.keys(found).length === 0 ? undefined : found;
    },
  };
}
