import type { CallSite } from '../analysis/sourceText.ts';
import type { Concept, ConceptLevels } from '../terms/concept.ts';
import type { Explanation, Section, Sentence } from '../terms/explanation.ts';
import type { Fact } from '../terms/fact.ts';
import type { Outline } from '../terms/outline.ts';
import type { Unit } from '../terms/unit.ts';
import { alteredByChange } from './alteredByChange.ts';
import type { Altered } from './alteredByChange.ts';
import { inThisProject } from './inThisProject.ts';
import { restatesLine } from './restatesLine.ts';
import type { UnitCode } from './restatesLine.ts';

/** From this surprise on a fact is worth interrupting for: below it, name, signature or the line itself nearly say so. */
export const worthSaying = 0.5;
/** Whoever opened the sidebar asked, so it may say a little more. */
export const worthListing = 0.35;
const mostSteps = 6;
const mostWarnings = 4;
const mostConcepts = 3;
/** Said of half of all code, or told by the pattern already. */
const ofAllCode: ReadonlySet<string> = new Set([
  'any-leak',
  'generic-inference',
  'type-assertion',
  'private-hash',
  'readonly-shallow',
  'debounce-throttle',
]);
const toldByPattern: Readonly<Record<string, readonly string[]>> = {
  effects: ['hook-deps', 'hook-cleanup'],
  reducer: ['discriminated-union'],
  retry: ['await-in-loop'],
};

/** Facts that only tell how it goes; what is in neither set can go wrong and stands under "watch out". */
const howItRuns: ReadonlySet<string> = new Set(['await-order', 'outside-changes', 'quiet-exits', 'shared-state', 'state-read-here']);
/** Each tells of one variable or field who changes it and who goes by it. */
const ofState: ReadonlySet<string> = new Set(['closure-state', 'shared-state', 'state-read-here']);
const inProject: ReadonlySet<string> = new Set(['callers']);

export interface UnitKnowledge {
  readonly unit: Unit;
  readonly facts: readonly Fact[];
  readonly outline?: Outline;
  readonly code?: UnitCode;
  readonly callSites?: readonly CallSite[];
  /** Units of the same file that show the same pattern. */
  readonly siblings?: readonly string[];
  /** What held of the unit before the change that touched it, and what holds now, found in the same way. */
  readonly altered?: Omit<Altered, 'lines'> | undefined;
  readonly concepts?: readonly Concept[];
  /** Of idioms, what the person knows and what went wrong last; absent: nothing is known. */
  readonly levels?: ConceptLevels;
  /** What was recorded about it: a commit's subject, what was asked for. Text from outside, already made visible. */
  readonly recorded?: readonly Sentence[];
}

/**
 * Everything proven about a unit → sentences, each with the lines it rests on, one per matter. What only repeats a line is left out; a
 * unit of which nothing else can be said has no sentence at all.
 */
export function explainUnit(knowledge: UnitKnowledge): Explanation {
  const { unit, facts, outline, code, concepts, recorded = [] } = knowledge;
  const told = new Set<string>();
  const fresh = (sentences: readonly Sentence[]): readonly Sentence[] =>
    sentences.filter((sentence) => {
      if (told.has(sentence.text) || (code && restatesLine(sentence, code))) return false;
      told.add(sentence.text);
      return true;
    });
  const altered = knowledge.altered === undefined ? [] : alteredByChange({ ...knowledge.altered, lines: unit.lines });
  const alteredTexts = new Set(altered.map(({ text }) => text.replace(/^New with it: /u, '')));
  const pattern = outline?.pattern;
  const listed = onceOfEach(
    bySurprise(facts).filter(
      (fact) => fact.surprise >= (fact.kind === 'quiet-exits' ? worthSaying : worthListing) && !alteredTexts.has(fact.text),
    ),
    pattern?.id === 'private-state' ? pattern.text : '',
  );
  const factSentences = (section: Section): readonly Sentence[] =>
    listed.filter((fact) => sectionOf(fact) === section).map((fact) => ({ text: fact.text, lines: fact.lines, section }));
  const inOneLine = fresh(pattern ? [{ text: pattern.text, lines: pattern.lines, section: 'in one line' }] : []);
  const steps = fresh([
    ...(outline?.steps ?? []).map(({ text, lines }): Sentence => ({ text, lines, section: 'how it runs' })),
    ...factSentences('how it runs'),
  ]);
  const warnings = fresh(factSentences('watch out'));
  // How often a unit is called, and from where, is told better with all its places.
  const reliance = listed.filter((fact) => inProject.has(fact.kind) && fact.id !== 'callers:spread');
  const project = fresh([
    ...reliance.map(({ text, lines }): Sentence => ({ text, lines, section: 'in this project' })),
    ...inThisProject({ unit, callSites: knowledge.callSites ?? [], ...(knowledge.siblings && { siblings: knowledge.siblings }) }).filter(
      (sentence) => !isListedIn(reliance, sentence),
    ),
  ]);
  const proved = [...inOneLine, ...byLine(steps.slice(0, mostSteps)), ...warnings.slice(0, mostWarnings), ...altered, ...project];
  const known = new Set([...ofAllCode, ...(toldByPattern[pattern?.id ?? ''] ?? [])]);
  const untold = (concepts ?? []).filter(
    (concept) =>
      !known.has(concept.id) &&
      knowledge.levels?.understood.has(concept.id) !== true &&
      ![...steps, ...warnings, ...altered].some((sentence) => tellsOf(concept, sentence)),
  );
  return {
    ...(pattern && inOneLine.length > 0 && { headline: pattern.title }),
    proved,
    recorded,
    said: [],
    ...(untold.length > 0 && { concepts: shakyFirst(untold, knowledge.levels).slice(0, mostConcepts) }),
  };
}

/** Of one variable it is told once who else has to do with it; `told` is a sentence that stands already. */
function onceOfEach(facts: readonly Fact[], told: string): readonly Fact[] {
  const variables = new Set([...told.matchAll(/`([^`]+)`/gu)].map(([, name]) => name));
  return facts.filter(({ kind, text }) => {
    if (!ofState.has(kind)) return true;
    const name = /`([^`]+)`/u.exec(text)?.[1];
    const isNew = !variables.has(name);
    variables.add(name);
    return isNew;
  });
}

/** What went wrong last time is worth more than what was never asked; otherwise as they stand in the code. */
function shakyFirst(concepts: readonly Concept[], levels: ConceptLevels | undefined): readonly Concept[] {
  const rank = ({ id }: Concept): number => (levels?.shaky.has(id) === true ? 0 : 1);
  return concepts.toSorted((left, right) => rank(left) - rank(right));
}

/** "Called by …" adds nothing when every caller has been named with what it relies on. */
function isListedIn(reliance: readonly Fact[], { text }: Sentence): boolean {
  const callers = /^(Called|Made) by /u.test(text) ? [...text.matchAll(/`[^`]+`/gu)].map(([name]) => name) : [];
  const isWhole = callers.length > 0 && !/ more\.$|code at /u.test(text);
  return isWhole && callers.every((name) => reliance.some((fact) => fact.text.includes(name)));
}

/** Idioms whose point a fact makes already, with this unit's own names. */
const toldByFact: Readonly<Record<string, RegExp>> = {
  'module-singleton': /outlives the call|lives as long as the module/u,
  'param-mutation': /very object the caller passed|the caller's own/u,
  'promise-race': /^Losing this race/u,
  'floating-promise': /^Nothing waits for/u,
};

/** A sentence that rests on the same line and speaks of the same name says it with this unit's own consequence. */
function tellsOf(concept: Concept, sentence: Sentence): boolean {
  if (toldByFact[concept.id]?.test(sentence.text) === true) return true;
  const touches = sentence.lines.some(([first, last]) => concept.lines.some((range) => range[0] <= last && first <= range[1]));
  const said = sentence.text.replaceAll('[…]', '[');
  return (
    touches && [...concept.why.matchAll(/`([^`]+)`/gu)].some(([name]) => said.includes(name) || said.includes(name.replace(/\[.*$/u, '[')))
  );
}

function sectionOf(fact: Fact): Section {
  if (inProject.has(fact.kind)) return 'in this project';
  return howItRuns.has(fact.kind) ? 'how it runs' : 'watch out';
}

function byLine(sentences: readonly Sentence[]): readonly Sentence[] {
  return sentences.toSorted((left, right) => (left.lines[0]?.[0] ?? 0) - (right.lines[0]?.[0] ?? 0));
}

export function bySurprise(facts: readonly Fact[]): readonly Fact[] {
  return [...facts].sort((left, right) => right.surprise - left.surprise);
}
