/** No evidence is `unknown`, never `human`. */
export type OriginKind = 'ai' | 'human' | 'mixed' | 'unknown';

export interface Evidence {
  /** The signal that found it, e.g. `keyboard-receipt`, `commit-trailer`. */
  readonly source: string;
  /** 0–1, see the ranking in `changes/signals/`. */
  readonly strength: number;
  /** Commit, transcript, editor event: what a person could look up. */
  readonly where: string;
  /** One line that answers "how do you know?". */
  readonly why: string;
}

/** Who wrote a range, how sure we are (0–1), and why we say so. */
export interface Origin {
  readonly kind: OriginKind;
  readonly confidence: number;
  readonly tool?: string;
  readonly model?: string;
  readonly session?: string;
  readonly evidence: readonly Evidence[];
}

export const unknownOrigin: Origin = { kind: 'unknown', confidence: 0, evidence: [] };

/** Wording follows confidence: from 0.85 a statement, from 0.5 "probably", below that nothing is claimed. */
export function originInWords(origin: Origin): string {
  const tool = origin.tool ?? 'AI';
  if (origin.kind === 'human' && origin.confidence >= 0.5) return 'typed by hand';
  if (origin.kind === 'ai' && origin.confidence >= 0.85) return `written by ${tool}`;
  if (origin.kind === 'ai' && origin.confidence >= 0.5) return 'probably AI-assisted';
  if (origin.kind === 'mixed') return 'partly AI-assisted';
  return 'origin unknown';
}
