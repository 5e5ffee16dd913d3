import { RegExpParser, type AST } from '@eslint-community/regexpp';

const longest = 40;
const mostTexts = 3;

/**
 * Short texts that a regular expression is meant to match: `/^v(\d+)\.(\d+)$/` → `v1.1`. Made from its syntax alone, nothing is matched
 * here. Look-around and word boundaries are passed over, so a text may fail to match: it is a value to try, not a claim. Of top-level
 * alternatives one each, at most three; empty where the expression cannot be read.
 */
export function matchingTexts(source: string, flags: string): readonly string[] {
  const pattern = parsed(source, flags);
  if (pattern === undefined) return [];
  const groups = new Map<AST.Element, string>();
  const texts = pattern.alternatives.slice(0, mostTexts).map((alternative) => ofAlternative(alternative, groups));
  return [...new Set(texts)].filter((text) => text !== '' && text.length <= longest);
}

function parsed(source: string, flags: string): AST.Pattern | undefined {
  try {
    return new RegExpParser().parsePattern(source, 0, source.length, { unicode: flags.includes('u'), unicodeSets: flags.includes('v') });
  } catch {
    return undefined;
  }
}

type Groups = Map<AST.Element, string>;

function ofAlternative({ elements }: AST.Alternative, groups: Groups): string {
  return elements.map((element) => ofElement(element, groups)).join('');
}

function ofElement(element: AST.Element, groups: Groups): string {
  switch (element.type) {
    case 'Character':
      return String.fromCodePoint(element.value);
    case 'CharacterSet':
      return ofSet(element);
    case 'CharacterClass':
      return element.negate ? outsideOf(element) : (element.elements.map(ofClassElement).find((text) => text !== '') ?? '');
    case 'Quantifier': {
      const times = Math.min(Math.max(element.min, Math.min(1, element.max)), longest);
      return ofElement(element.element, groups).repeat(times);
    }
    case 'CapturingGroup':
    case 'Group': {
      const [first] = element.alternatives;
      const text = first === undefined ? '' : ofAlternative(first, groups);
      groups.set(element, text);
      return text;
    }
    case 'Backreference': {
      const [group] = [element.resolved].flat();
      return (group && groups.get(group)) ?? '';
    }
    default:
      return '';
  }
}

function ofSet(set: AST.CharacterSet | AST.EscapeCharacterSet | AST.UnicodePropertyCharacterSet): string {
  switch (set.kind) {
    case 'digit':
      return set.negate ? 'a' : '1';
    case 'space':
      return set.negate ? 'a' : ' ';
    case 'word':
      return set.negate ? '-' : 'a';
    default:
      return 'x';
  }
}

function ofClassElement(element: AST.CharacterClass['elements'][number]): string {
  switch (element.type) {
    case 'Character':
      return String.fromCodePoint(element.value);
    case 'CharacterClassRange':
      return String.fromCodePoint(element.min.value);
    case 'CharacterSet':
      return ofSet(element);
    default:
      return '';
  }
}

/** The first common character that a negated class does not name. */
function outsideOf({ elements }: AST.CharacterClass): string {
  return Array.from('xa1- _/é').find((character) => !elements.some((element) => holds(element, character))) ?? '';
}

function holds(element: AST.CharacterClass['elements'][number], character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  if (element.type === 'Character') return element.value === code;
  if (element.type === 'CharacterClassRange') return element.min.value <= code && code <= element.max.value;
  // What else a class may hold is not looked into.
  if (element.type !== 'CharacterSet') return true;
  const isOne = { digit: /\d/u, space: /\s/u, word: /\w/u, property: /./u }[element.kind].test(character);
  return isOne !== element.negate;
}
