import type { Fact } from '../terms/fact.ts';

/** Two statements that cannot both be true of one unit. */
interface Contradiction {
  /** What the proven fact says: its detector and its wording. */
  readonly fact: (fact: Fact) => boolean;
  /** What must not be said then. */
  readonly claim: RegExp;
  /** Wording that makes the claim true after all: a condition, a part, somebody else's view. */
  readonly unless?: RegExp;
}

const of =
  (kinds: readonly string[], wording?: RegExp) =>
  ({ kind, text }: Fact): boolean =>
    kinds.includes(kind) && (wording === undefined || wording.test(text));

/** A claim about the whole unit, not about one of its paths. */
const limited = /\b(?:if|when|unless|except|only|as long as|provided|while|until|although|but|itself|first|inside)\b/iu;

/**
 * `mutates` proven: "it does not change its input" is struck. Only claims in so many words count: a model is contradicted by what is
 * proven or not at all.
 */
const contradictions: readonly Contradiction[] = [
  {
    fact: of(
      ['escaping-failures', 'thrown-below', 'before-the-try', 'empty-input', 'missing-entries'],
      /\bthrows?\b|\brejects?\b|\bfails?\b/iu,
    ),
    claim:
      /\b(?:never|cannot|can't|does not|doesn't|will not|won't) (?:throw|reject|fail)s?\b|\b(?:is|are) (?:always )?safe from (?:errors|exceptions)\b/iu,
    unless: limited,
  },
  {
    fact: of(
      ['escaping-failures', 'thrown-below', 'before-the-try'],
      /nothing here catches|reaches nobody|\bcallers get its error|no one|nobody/iu,
    ),
    claim:
      /\b(?:catches|handles|swallows) (?:all|any|every)\b[^.]{0,40}\b(?:error|exception|failure|rejection)s?\b|\ball (?:errors|exceptions|failures|rejections) are (?:caught|handled|swallowed)\b/iu,
    unless: limited,
  },
  {
    fact: of(['outside-changes', 'changed-through-calls', 'written-through-default'], /caller|passed|outlives/iu),
    claim:
      /\b(?:does not|doesn't|never|without) (?:ever )?(?:mutat|modif|chang|alter)(?:e|es|y|ies|ing)?\b[^.]{0,40}\b(?:input|argument|parameter|array|list|object|original|caller)s?\b|\b(?:is|as) (?:a )?pure\b|\bno side[- ]effects?\b|\bside[- ]effect[- ]free\b|\b(?:input|original|array|argument)s? (?:is|are|remains?|stays?) (?:unchanged|untouched|unmodified)\b/iu,
    unless: limited,
  },
  {
    fact: of(['returned-identity'], /not a copy|itself|very/iu),
    claim: /\breturns? (?:a|an) (?:\w+ )?(?:copy|clone|new (?:array|list|object|map|set))\b/iu,
    unless: limited,
  },
  {
    fact: of(['caught-failures'], /never learn|no error|not told|goes on/iu),
    claim:
      /\b(?:re-?throws|propagates|passes on|forwards)\b[^.]{0,30}\b(?:error|exception|failure|rejection)s?\b|\b(?:error|exception|failure|rejection)s? (?:is|are) (?:re-?thrown|propagated)\b/iu,
    unless: limited,
  },
  {
    fact: of(['await-order', 'escaping-failures'], /does not wait|Nothing waits/iu),
    claim:
      /\b(?:waits? for|awaits?) (?:all|each|every)\b|\b(?:runs?|executes?) (?:one after (?:another|the other)|sequentially|in sequence)\b/iu,
    unless: limited,
  },
  {
    fact: of(['await-order'], /starts only after/iu),
    claim: /\b(?:in parallel|concurrently|at the same time|simultaneously)\b/iu,
    unless: /\b(?:not|never|could|can|instead|rather|without|would|no longer|isn't|aren't|don't|doesn't)\b/iu,
  },
  {
    fact: of(['empty-input'], /empty/iu),
    claim: /\b(?:handles|copes with|works (?:fine )?(?:with|for)|is safe for) (?:an )?empty\b/iu,
  },
  {
    fact: of(['released-or-not']),
    claim:
      /\balways (?:releases?|closes?|frees?|cleans? up|unlocks?|removes?)\b|\b(?:released|closed|cleaned up|unlocked) (?:in all cases|in every case|no matter)\b/iu,
  },
  {
    fact: of(['unread-parameter']),
    claim: /\buses (?:all|every one) of its (?:parameters|arguments)\b/iu,
  },
];

/** The proven fact that a sentence contradicts. */
export function contradictedFact(sentence: string, facts: readonly Fact[]): Fact | undefined {
  // What stands in backticks is code, not a claim.
  const claimed = sentence.replaceAll(/`[^`]*`/gu, ' it ');
  for (const { fact, claim, unless } of contradictions) {
    if (!claim.test(claimed) || unless?.test(claimed) === true) continue;
    const found = facts.find(fact);
    if (found !== undefined) return found;
  }
  return undefined;
}
