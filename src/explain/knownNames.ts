/** Names that need not stand in the code to be spoken of: the language's own. */
const words =
  'abstract any arguments as async await bigint boolean break case catch class const constructor continue debugger declare default delete do else enum export extends false finally for from function get if implements import in Infinity instanceof interface is keyof let module NaN namespace never new null number object of override private protected public readonly return satisfies set static string super switch symbol this throw true try type typeof undefined unique unknown var void while with yield ' +
  'Awaited Exclude Extract NonNullable Omit Parameters Partial Pick Readonly Record Required ReturnType Array ReadonlyArray Iterable Iterator AsyncIterable Generator PromiseLike ' +
  'document window localStorage sessionStorage addEventListener removeEventListener requestAnimationFrame cancelAnimationFrame process Buffer require exports length message stack cause then catch finally';

const builtins: readonly object[] = [
  ...[Array, String, Number, Boolean, Symbol, BigInt, Object, Function, RegExp, Date, Promise, Map, Set, WeakMap, WeakSet, Error].flatMap(
    (constructor) => [constructor, constructor.prototype as object],
  ),
  Math,
  JSON,
  Reflect,
  console,
  globalThis,
];

/** Every identifier in the texts, and what the language and its library bring. */
export function knownNames(texts: readonly string[]): ReadonlySet<string> {
  const names = new Set(words.split(' '));
  for (const builtin of builtins) for (const name of Object.getOwnPropertyNames(builtin)) names.add(name);
  for (const text of texts) for (const [name] of text.matchAll(/[\p{L}_$][\p{L}\p{N}_$]*/gu)) names.add(name);
  return names;
}
