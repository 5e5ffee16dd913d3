import type { ts } from 'ts-morph';

/** What a scripted list is called. */
export function lengthWords(length: number): string {
  if (length === 0) return '[] (empty)';
  return length === 1 ? 'an array of one item' : `an array of ${length} items`;
}

/** What a scripted object is called: `a Cart`, `an object` where its type has no name. */
export function objectWords(type: ts.Type): string {
  const name = type.aliasSymbol?.name ?? type.symbol?.name ?? '';
  if (name === '' || name.startsWith('__')) return 'an object';
  return `${/^[AEIO]/u.test(name) ? 'an' : 'a'} ${name}`;
}
