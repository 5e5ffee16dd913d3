/* Part of a standalone program, as source text: see `programRuntime.ts`. */

/** What comes back, and where its text is cut off also its parts, two levels deep; of a rendered element what is in it. */
export const toldPart = `function $isElement(given) {
  return given !== null && typeof given === 'object' && !$names.has(given) &&
    JSON.stringify(Object.keys(given).sort()) === '["props","type"]' && Array.isArray(given.props?.children);
}
function $tag(type) {
  const name = typeof type === 'string' ? type : $names.get(type);
  return name?.split('.').at(-1) === 'Fragment' ? undefined : name;
}
function $elementText({ type, props: { children, key, ref, ...others } }, show) {
  const flat = (all) => all.flatMap((child) =>
    Array.isArray(child) ? flat(child) : $isElement(child) && $tag(child.type) === undefined ? flat(child.props.children) : [child]);
  const held = flat(children).filter((child) => ![null, undefined, true, false].includes(child)).map(show);
  const given = Object.keys(others).sort().map((name) => ' ' + name + ': ' + show(others[name]));
  return '<' + ($tag(type) ?? '') + given.join('') + '>' + (held.length > 0 ? '[' + held.join(', ') + ']' : '');
}
function $shown(root) {
  if (!$isElement(root)) return undefined;
  const all = [];
  let budget = 300;
  const collect = (given) => {
    if (budget-- <= 0) return;
    if (Array.isArray(given)) return void given.forEach(collect);
    if (!$isElement(given)) return;
    const name = $tag(given.type);
    if (name !== undefined) all.push(['<' + name + '>', given.props]);
    for (const key of Object.keys(given.props).sort()) collect(given.props[key]);
  };
  collect(root);
  const fields = [];
  for (const tag of new Set(all.map(([name]) => name))) {
    const own = all.filter(([name]) => name === tag);
    fields.push([tag, String(own.length)]);
    if (own.length > 1) continue;
    const { children, key, ref, ...others } = own[0][1];
    for (const [name, given] of Object.entries(others)) {
      const isTold = typeof given === 'object' && given !== null ? $names.has(given) : typeof given !== 'function';
      if (isTold) fields.push([tag + '.' + name, $text(given)]);
    }
    const texts = children.flat(4).filter((child) => ![null, undefined, true, false].includes(child));
    if (texts.length > 0 && texts.every((child) => ['string', 'number'].includes(typeof child))) fields.push([tag + '.text', $text(texts.join(''))]);
  }
  return Object.fromEntries(fields.sort(([one], [other]) => (one < other ? -1 : 1)).slice(0, 40));
}
function $told(value) {
  const shown = $shown(value);
  if (shown) return { value: $text(value), fields: shown };
  const fields = {};
  const isCut = (given) => $text(given).includes('…(');
  const add = (given, above) => {
    if (given === null || typeof given !== 'object' || $names.has(given)) return;
    for (const [key, { value: held, get }] of Object.entries(Object.getOwnPropertyDescriptors(given)).sort(([left], [right]) => (left < right ? -1 : 1))) {
      if (get || !Object.keys(given).includes(key) || Object.keys(fields).length >= 24) continue;
      const isObject = held !== null && typeof held === 'object' && !$names.has(held);
      if (above === '' && isObject && isCut(held)) add(held, key + '.');
      else fields[above + key] = $text(held);
    }
  };
  if (isCut(value)) add(value, '');
  return { value: $text(value), ...(Object.keys(fields).length > 0 && { fields }) };
}`;
