import type { Fact } from '../terms/fact.ts';
import { contains } from '../terms/ranges.ts';
import type { LineRange } from '../terms/ranges.ts';
import type { SaidAnswer, SaidBlock, SaidSentence } from '../terms/said.ts';
import { contradictedFact } from './contradictions.ts';
import { knownNames } from './knownNames.ts';

export interface CheckedUnit {
  readonly name: string;
  readonly lines: LineRange;
  /** Its source, with comments. */
  readonly code: string;
  readonly facts: readonly Fact[];
  /** What else was sent or asked: names in it are known too. */
  readonly said: readonly string[];
}

/**
 * Holds a model's answer against the code: a sentence that names what is not there, points to lines outside the unit, or contradicts what
 * is proven is struck, with the reason. So is a question to the reader: we ask only what has a proven answer.
 */
export function checkAnswer(blocks: readonly SaidBlock[], unit: CheckedUnit): SaidAnswer {
  const told = [...unit.facts.map(({ text }) => text), ...unit.said];
  const known: Known = { names: knownNames([unit.code, unit.name, ...told]), lines: new Set(told.flatMap(linesIn)) };
  const check = ({ text }: SaidSentence): SaidSentence => {
    const struck = reasonToStrike(text, unit, known);
    return struck === undefined ? { text } : { text, struck };
  };
  const checked = blocks.map((block): SaidBlock => {
    switch (block.kind) {
      case 'paragraph':
        return { ...block, sentences: block.sentences.map(check) };
      case 'list':
        return { ...block, items: block.items.map((item) => item.map(check)) };
      case 'code':
        return block;
    }
  });
  const sentences = sentencesIn(checked);
  return { blocks: checked, sentences: sentences.length, struck: sentences.filter(({ struck }) => struck !== undefined).length };
}

export function sentencesIn(blocks: readonly SaidBlock[]): readonly SaidSentence[] {
  return blocks.flatMap((block) => (block.kind === 'paragraph' ? block.sentences : block.kind === 'list' ? block.items.flat() : []));
}

/** What was sent, facts about other places included: it may be spoken of. */
interface Known {
  readonly names: ReadonlySet<string>;
  readonly lines: ReadonlySet<number>;
}

function reasonToStrike(text: string, unit: CheckedUnit, known: Known): string | undefined {
  const unknown = namesIn(text).find((name) => !known.names.has(name));
  if (unknown !== undefined) return `names ${unknown}, which is not in this code`;
  const outside = linesIn(text).find((line) => !contains(unit.lines, line) && !known.lines.has(line));
  if (outside !== undefined) return `speaks of line ${outside}, which is outside this code`;
  const fact = contradictedFact(text, unit.facts);
  if (fact !== undefined) return `contradicts what is proven: ${fact.text.replaceAll('`', '')}`;
  return text.endsWith('?') ? 'asks a question that nothing proves an answer to' : undefined;
}

const path = /^(?:this\.)?[A-Za-z_$][\w$]*(?:\??\.[A-Za-z_$][\w$]*)*$/u;

/**
 * Names that a sentence claims to be there: a plain name or member path in backticks counts whole, of a call what is called; of any other
 * code nothing does, for an example may make up its values.
 */
function namesIn(text: string): readonly string[] {
  return [...text.matchAll(/`([^`]{1,200})`/gu)].flatMap(([, code = '']) => {
    const called = /^(?:await |new )?([\w$.?]+)\s*\(/u.exec(code)?.[1];
    const whole = called ?? code.replace(/\(\)$/u, '');
    return path.test(whole) ? whole.split(/\??\./u) : [];
  });
}

/** `line 7`, `lines 4–9`, `L12`. */
function linesIn(text: string): readonly number[] {
  return [...text.matchAll(/\b(?:lines? |L)(\d{1,6})(?:\s?(?:[-–]|to|and)\s?(\d{1,6}))?/giu)].flatMap(([, first, last]) =>
    [first, last].filter((line) => line !== undefined).map(Number),
  );
}
