import type { Concept } from '../terms/concept.ts';
import type { HoverCard } from '../terms/explanation.ts';
import type { Fact } from '../terms/fact.ts';
import { originInWords } from '../terms/origin.ts';
import type { Origin } from '../terms/origin.ts';
import type { Outline } from '../terms/outline.ts';
import { overlaps } from '../terms/ranges.ts';
import type { Unit } from '../terms/unit.ts';
import { bySurprise, worthSaying } from './explainUnit.ts';

/** Of the 90 words of a card: its links and its source take the rest. */
const mostWords = 78;
const mostSentences = 4;

export interface CardRequest {
  readonly unit: Unit;
  readonly facts: readonly Fact[];
  readonly outline?: Outline;
  readonly concepts?: readonly Concept[];
  readonly origin: Origin;
  /** Recent and not shown to be typed by hand. */
  readonly touched: boolean;
}

/**
 * The card under TypeScript's hover, or nothing. On code that was just touched any fact worth saying will do; on other code the card
 * must lead with one from elsewhere (a caller, a failure path), because the rest can be read off the lines in front of the reader.
 * The pattern names the card and follows the lead; it is never the reason for one.
 */
export function hoverCard({ facts, outline, concepts = [], origin, touched }: CardRequest): HoverCard | undefined {
  const worth = bySurprise(facts).filter((fact) => fact.surprise >= worthSaying);
  const lead = worth.find((fact) => fact.reach === 'elsewhere') ?? (touched ? worth[0] : undefined);
  if (lead === undefined) return undefined;
  const pattern = outline?.pattern;
  const provenance = touched ? `New here, ${originInWords(origin)}` : undefined;
  const headline = [pattern?.title, provenance].filter((part) => part !== undefined).join(' · ') || 'Worth knowing';
  const rest = worth.filter((other) => other !== lead).map(({ text }) => text);
  const body: string[] = [];
  let words = wordCount(headline);
  for (const text of [lead.text, ...(pattern ? [pattern.text] : []), ...rest]) {
    if (body.length === mostSentences || body.includes(text)) break;
    words += wordCount(text);
    if (words > mostWords) break;
    body.push(text);
  }
  const concept = concepts.find(({ lines }) => lines.some((shown) => lead.lines.some((rests) => overlaps(shown, rests))))?.id;
  const about = { kind: lead.kind, ...(concept !== undefined && { concept }) };
  return { headline, body, source: sourceOf(worth), worth: lead.surprise, about };
}

function sourceOf(facts: readonly Fact[]): string {
  return facts.some((fact) => fact.basis === 'execution') ? 'From analysis and from running it' : 'From static analysis';
}

function wordCount(text: string): number {
  return text.split(/\s+/u).filter(Boolean).length;
}
