/** What an answer may name without its standing in the code: the language, and how values are written out. */
const everywhere: ReadonlySet<string> = new Set(
  (
    'undefined null true false NaN Infinity this super new function Promise Error TypeError RangeError ReferenceError SyntaxError EvalError ' +
    'AggregateError Map Set Date Array Object Symbol RegExp WeakMap WeakSet item items empty cycle accessor invalid'
  ).split(' '),
);

/** Why a sentence cannot be understood from what is shown, or `undefined`: it names something that stands neither in the code nor in `stated`. */
export function unshownName(sentences: readonly string[], code: string, stated: string): string | undefined {
  const shown = new Set([...namesIn(code), ...namesIn(stated)]);
  for (const sentence of sentences) {
    for (const [, quoted = ''] of sentence.matchAll(/`([^`]+)`/g)) {
      if (namesIn(withoutTexts(quoted)).some((name) => !shown.has(name) && !everywhere.has(name)))
        return 'an answer names what is not shown';
    }
  }
  return undefined;
}

function namesIn(text: string): readonly string[] {
  return text.match(/#?[A-Za-z_$][\w$]*/g) ?? [];
}

/** `"a"` names nothing, and neither does `/a/g`. */
function withoutTexts(code: string): string {
  return code
    .replaceAll(/"(?:[^"\\]|\\.)*"?/g, '')
    .replaceAll(/\/(?:[^/\\]|\\.)+\/[a-z]*/g, '')
    .replaceAll(/\b\d[\w.]*/g, '');
}
