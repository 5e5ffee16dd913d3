/**
 * How the code reaches something, step by step: `order.lines[0].price` is `order`, `lines`, `[]`, `price`; what `this.api.load(…)` answers
 * is `this`, `api`, `load`, `()`. A variable of the unit is its name. All elements of a list are one place.
 */
export type Place = readonly string[];

/** `order.lines[0].price` → its steps; `undefined` for a path that names something else. */
export function placeOf(path: string): Place | undefined {
  const plain = path.replace(/^awaited /u, '');
  if (!/^(?:new )?[\w$#]+(?:\.[\w$#]+|\[\d+\]|\(\))*$/u.test(plain)) return undefined;
  return plain
    .replaceAll(/\[\d+\]/gu, '.[]')
    .replaceAll('()', '.()')
    .split('.');
}

/** Whether one lies within the other: who reads `order` reads `order.total`. */
export function overlap(left: Place, right: Place): boolean {
  const shorter = Math.min(left.length, right.length);
  for (let at = 0; at < shorter; at += 1) if (left[at] !== right[at]) return false;
  return true;
}

/** Whether what is written may be read there: the same place, or a field of that name on what may be the same thing. */
export function mayMeet(written: Place, read: Place): boolean {
  if (overlap(written, read)) return true;
  const field = written.at(-1) ?? '';
  return written.length > 1 && field !== '()' && read.indexOf(field) > 0;
}
