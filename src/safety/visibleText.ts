/** Longer text from outside is cut here unless the caller says otherwise. */
const defaultLength = 200;

/**
 * Text from outside as one line that hides nothing: control characters, terminal escapes, characters that turn the reading direction or
 * take no room are written as `\u{…}`; line ends and tabs become spaces; what is longer than `maxLength` characters ends in `…`.
 * The result is text, not markup: whoever draws it still escapes it.
 */
export function visibleText(text: string, maxLength = defaultLength): string {
  // Cut first: text from outside may be megabytes long.
  const visible = text
    .slice(0, maxLength * 2)
    .replaceAll(/[\t\n\v\f\r\u0085\u2028\u2029]+/gu, ' ')
    .replaceAll(hidden, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()}}`)
    .trim();
  const characters = Array.from(visible);
  return characters.length > maxLength || text.length > maxLength * 2 ? `${characters.slice(0, maxLength - 1).join('')}…` : visible;
}

/** Control (Cc), format (Cf: bidi, zero width, tags), lone surrogates (Cs), private use (Co), fillers and variation selectors. */
const hidden =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\u115f\u1160\u2800\u3164\uffa0]|\u034f|\u17b4|\u17b5|[\u180b-\u180d]|[\ufe00-\ufe0e]|[\u{e0100}-\u{e01ef}]/gu;
