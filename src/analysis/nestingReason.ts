const maximumDepth = 256;
/** Each operator is a level of the tree, and each level several calls of whoever walks it. */
const maximumOperators = 1_000;
const maximumCommas = 1_000;
const maximumElseIfs = 1_000;

const operators = new Set('+-*/%!~.?<>&^='.split(''));
const resets = new Set(';,{}'.split(''));

/**
 * Why a text would nest too deeply for a parser and for walks over its tree, or `undefined`. One pass that skips strings and
 * comments; it does not know regular expressions, which at worst costs a count of a few brackets.
 */
export function nestingReason(text: string): string | undefined {
  let depth = 0;
  let chain = 0;
  let commas = 0;
  let previous = '';
  const around: { readonly bracket: string; readonly commas: number }[] = [];
  let bracket = '';
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index] ?? '';
    if (character === '"' || character === "'") index = endOfString(text, index, character);
    else if (character === '`') index = endOfTemplateText(text, index);
    else if (character === '/' && text[index + 1] === '/') index = endOr(text, text.indexOf('\n', index));
    else if (character === '/' && text[index + 1] === '*') index = endOr(text, text.indexOf('*/', index + 2));
    else if (character === '(' || character === '[' || character === '{') {
      depth += 1;
      around.push({ bracket, commas });
      bracket = character;
      commas = 0;
    } else if (character === ')' || character === ']' || character === '}') {
      depth = Math.max(0, depth - 1);
      const outside = around.pop();
      bracket = outside?.bracket ?? '';
      commas = outside?.commas ?? 0;
    }
    if (resets.has(character)) chain = 0;
    // A union of names is a flat list of types.
    else if (character === '|' && previous !== '"' && previous !== "'") chain += 1;
    else if (operators.has(character)) chain += 1;
    // `a, b, c` is one level each, but for the elements of an array and the members of an object.
    if (character === ',' && bracket !== '[') commas += 1;
    else if (character === ';' || character === ':') commas = 0;
    if (character.trim() !== '') previous = character;
    if (depth > maximumDepth) return 'nested more than 256 levels deep';
    if (chain > maximumOperators) return 'one expression of more than 1,000 operators';
    if (commas > maximumCommas) return 'one list of more than 1,000 parts';
  }
  return text.split(/\belse\s+if\b/, maximumElseIfs + 1).length > maximumElseIfs ? 'more than 1,000 else-ifs' : undefined;
}

/** Offset of the closing quote; a quote that no line closes ends with its line. */
function endOfString(text: string, start: number, quote: string): number {
  for (let index = start + 1; index < text.length; index += 1) {
    const character = text[index];
    if (character === '\\') index += 1;
    else if (character === quote || character === '\n') return index;
  }
  return text.length;
}

/** Offset of the closing backtick. Code inside `${}` is skipped with the text around it. */
function endOfTemplateText(text: string, start: number): number {
  for (let index = start + 1; index < text.length; index += 1) {
    const character = text[index];
    if (character === '\\') index += 1;
    else if (character === '`') return index;
  }
  return text.length;
}

function endOr(text: string, found: number): number {
  return found === -1 ? text.length : found;
}
