import type { HoverCard } from '../terms/explanation.ts';
import type { Fact } from '../terms/fact.ts';
import { originInWords } from '../terms/origin.ts';
import type { Origin } from '../terms/origin.ts';
import type { Unit } from '../terms/unit.ts';
import { bySurprise, worthSaying } from './explainUnit.ts';

const mostWords = 90;
const mostFacts = 3;

export interface CardRequest {
  readonly unit: Unit;
  readonly facts: readonly Fact[];
  readonly origin: Origin;
  /** Recent and not shown to be typed by hand. */
  readonly touched: boolean;
}

/**
 * The card under TypeScript's hover, or nothing. On code that was just touched any fact worth saying will do; on other code the card
 * must lead with one from elsewhere (a caller, a failure path), because the rest can be read off the lines in front of the reader.
 */
export function hoverCard(request: CardRequest): HoverCard | undefined {
  const worth = bySurprise(request.facts).filter((fact) => fact.surprise >= worthSaying);
  const lead = worth.find((fact) => fact.reach === 'elsewhere') ?? (request.touched ? worth[0] : undefined);
  if (lead === undefined) return undefined;
  const headline = request.touched ? `New here, ${originInWords(request.origin)}` : 'Worth knowing';
  const body: string[] = [];
  let words = wordCount(headline);
  for (const fact of [lead, ...worth.filter((other) => other !== lead)]) {
    words += wordCount(fact.text);
    if (body.length === mostFacts || words > mostWords || body.includes(fact.text)) break;
    body.push(fact.text);
  }
  return { headline, body, source: sourceOf(worth), worth: lead.surprise };
}

function sourceOf(facts: readonly Fact[]): string {
  return facts.some((fact) => fact.basis === 'execution') ? 'From analysis and from running it' : 'From static analysis';
}

function wordCount(text: string): number {
  return text.split(/\s+/u).filter(Boolean).length;
}
