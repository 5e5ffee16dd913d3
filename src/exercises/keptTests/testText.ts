import type { TestStyle } from './testStyle.ts';

/**
 * `/shop/test/a.test.ts` and `/shop/src/cart.ts` → `../src/cart`, `../src/cart.js` or `../src/cart.ts`, as the project's tests write it.
 * `as it is`: for a name that carries its ending or none already.
 */
export function relativeImport(from: string, to: string, style: TestStyle['imports'] | 'as it is'): string {
  const [source, target] = [from.split('/').slice(0, -1), to.split('/')];
  let shared = 0;
  while (shared < source.length && shared < target.length - 1 && source[shared] === target[shared]) shared += 1;
  const path = [...source.slice(shared).map(() => '..'), ...target.slice(shared)].join('/');
  const whole = path.startsWith('.') ? path : `./${path}`;
  if (style === 'as it is') return whole;
  if (style === '.ts') return whole;
  if (style === '.js') return whole.replace(/\.([cm]?)[jt]sx?$/u, '.$1js');
  return whole.replace(/\.[cm]?[jt]sx?$/u, '');
}

/** The text with the project's quotes, semicolons and indentation. It comes with single quotes, semicolons and two spaces. */
export function inStyle(text: string, { quote, semicolons, indent }: TestStyle): string {
  return text
    .split('\n')
    .map((line) => {
      const depth = /^(?: {2})*/u.exec(line)?.[0].length ?? 0;
      const moved = indent.repeat(depth / 2) + line.slice(depth);
      const ended = semicolons ? moved : moved.replace(/;$/u, '');
      return quote === '"' && !/["`]/u.test(ended) ? ended.replaceAll("'", '"') : ended;
    })
    .join('\n');
}

/** A text as a literal in single quotes. */
export function quoted(text: string): string {
  const plain = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"');
  return `'${plain.replaceAll("'", "\\'")}'`;
}
