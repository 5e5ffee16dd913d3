import { unknownOrigin } from '../terms/origin.ts';
import type { Evidence, Origin } from '../terms/origin.ts';
import { handsInPart } from './handsInPart.ts';

/** Everything that speaks about one committed line. */
export interface LineClues {
  /** What this product recorded when the line was written, or what a person said of it since. */
  readonly own?: Origin | undefined;
  /** Records that name this very line of the commit that wrote it. */
  readonly records: readonly Origin[];
  /** The records are about an earlier commit with the same text: agreement adds nothing to them. */
  readonly inherited?: boolean;
  /** A record of the commit names its AI lines, and this line is not among them. */
  readonly omitted: boolean;
  /** What the commit says of itself as a whole. */
  readonly commit: Origin;
  /** Evidence that decides nothing. */
  readonly weak: readonly Evidence[];
}

/** A statement from here on, see `originInWords`. Inference from the whole commit must not reach beyond it by itself. */
const mostByAgreement = 0.9;
const agreement = 0.05;
const conflict = 0.25;
/** Below this a verdict would say nothing. */
const least = 0.5;
const decisive = new Set(['ai', 'human', 'mixed']);

/**
 * One origin for a line. What a person said of it comes first, then the strongest record that names the line. What speaks of the commit as
 * a whole only raises what it agrees with, to 0.9 at most, and lowers what it contradicts; it decides where no record names lines. Between
 * a record of hands and one of AI that is hardly stronger the line stays open: calling a person's own line AI is the worst error. For the
 * same reason a record of a whole line does not take the part of it that a person was seen to type.
 */
export function fuseOrigins(clues: LineClues): Origin {
  const origin = decide(clues);
  const isShared = origin.kind === 'ai' && !isOwnWord(origin) && clues.own !== undefined && handsInPart(clues.own);
  return isShared ? { ...origin, kind: 'mixed' } : origin;
}

function decide({ own, records, inherited = false, omitted, commit, weak }: LineClues): Origin {
  const named = [...(own === undefined ? [] : [own]), ...records].filter(({ kind }) => decisive.has(kind));
  const ranked = named.toSorted((left, right) => rankOf(right) - rankOf(left));
  const evidence = distinct(
    [...named, ...(own === undefined ? [] : [own]), ...records, commit].flatMap((origin) => origin.evidence).concat(weak),
  );
  const [best] = ranked;
  if (best === undefined) {
    if (omitted || commit.kind === 'unknown') return { ...unknownOrigin, evidence };
    return { ...commit, evidence };
  }
  if (isOwnWord(best)) return { ...best, evidence };
  const others = ranked.slice(1).filter(({ kind }) => kind !== best.kind);
  if (others.some(({ kind, confidence }) => kind === 'human' && best.confidence - confidence < conflict))
    return { ...unknownOrigin, evidence };
  const agrees = !inherited && (ranked.length - others.length > 1 || (commit.kind === best.kind && commit.kind !== 'unknown'));
  const contradicted = others.length > 0 || (best.kind === 'human' && commit.kind === 'ai');
  const raised = agrees ? Math.max(best.confidence, Math.min(mostByAgreement, best.confidence + agreement)) : best.confidence;
  const confidence = rounded(contradicted ? best.confidence - conflict : raised);
  return confidence < least ? { ...unknownOrigin, evidence } : { ...best, confidence, evidence };
}

function rankOf(origin: Origin): number {
  return isOwnWord(origin) ? 2 : origin.confidence;
}

function isOwnWord({ evidence }: Origin): boolean {
  return evidence.some(({ source }) => source === 'own-word');
}

function rounded(confidence: number): number {
  return Math.round(confidence * 100) / 100;
}

/** Strongest first, each said once, at most six. */
function distinct(evidence: readonly Evidence[]): readonly Evidence[] {
  const seen = new Map(evidence.map((piece) => [`${piece.source}\0${piece.where}\0${piece.why}`, piece]));
  return [...seen.values()].toSorted((left, right) => right.strength - left.strength).slice(0, 6);
}
