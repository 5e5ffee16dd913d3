import { ts } from 'ts-morph';
import type { LocatedUnit } from '../../analysis/sourceText.ts';
import type { ScriptedValue } from '../../terms/proof.ts';
import { failure, success, type Result } from '../../terms/result.ts';
import { saysSomething, titled, valueInWords } from './callWords.ts';
import { decidingNames, plainConstants } from './decidingNames.ts';
import { namedAsInCode } from './namedAsInCode.ts';
import { overwrittenFirst } from './overwrittenFirst.ts';
import type { Draft } from '../kinds/exerciseKind.ts';
import type { Ran } from '../runs.ts';
import { unstatedCondition, type OpenTest } from '../gates/statedConditions.ts';
import { failureClass } from '../worlds/script.ts';
import { capitalised, lastName } from './stemWords.ts';
import type { UnitInContext } from '../worlds/world.ts';

export interface Situation {
  /** Opens the question: `\`order.status\` is \`"paid"\`.`; empty when nothing needs saying. */
  readonly opening: string;
  /** At most three sentences, the further deciding values first. */
  readonly assumptions: readonly string[];
  /** What is stated, by slot. */
  readonly stated: ReadonlySet<string>;
}

const inOpening = 2;
const inAssumption = 3;
const longestAssumption = 190;
/** Parts of what outside calls answer are hard to picture. */
const mostInAnswers = 1;
/** Where runs have shown that nothing else matters. */
const mostDecisiveInAnswers = 2;
const shownAtMost = 3;
/** `a.b.c.d` can still be pictured. */
const mostSteps = 4;
/** What takes a function and may well not call it before the unit is done. */
const keepsForLater =
  /(?:^|\.)(?:on|once|off|add\w*|subscribe|listen\w*|observe|watch\w*|set[A-Z]?\w*|then|catch|finally|schedule\w*|request\w*|register\w*|use[A-Z]\w*|defer\w*|queue\w*|enqueue\w*|create\w*|define\w*|remove\w*|start\w*|track|effect|debounce|throttle|memo\w*)(?:\(\))?$/;

/**
 * The stated call in words: the values the answer hangs on, the most telling in the question itself and the others in the first
 * assumption. `helpers` is the code of the file's own functions that ran with it; `from` the 1-based line up to which nothing
 * needs to be stated, because the question says that the call gets there. Fails when they are too many to state: then the question cannot be answered from what is shown.
 */
export function situationOf(
  unit: UnitInContext,
  draft: Draft,
  options: readonly string[],
  tests: readonly OpenTest[],
  {
    helpers = [],
    from,
    decisive,
  }: { readonly helpers?: readonly string[] | undefined; readonly from?: number; readonly decisive?: ReadonlySet<string> | undefined } = {},
): Result<Situation> {
  const { located } = unit;
  const asked = draft.key.shownBy;
  const calls = draft.calls ?? [asked];
  const ran = [...calls, ...(draft.followed ?? [])].flatMap((call) => call.run.executedLines);
  const executed = new Set([...(from === undefined ? ran : ran.slice(Math.max(0, ran.indexOf(from)))), ...linesIn(draft)]);
  const told = options.join('\n');
  // That an error comes through is decided by conditions alone; what is returned matters where it is told.
  const valueIsTold = /caller gets (?!that error|an? (?:new )?`)/i.test(told);
  const names = decidingNames({
    located,
    executed,
    aspects: (draft.aspects ?? []).filter((aspect) => aspect !== 'settlement' || valueIsTold),
    outside: new Set(calls.flatMap((call) => call.run.boundaryCalls.map((made) => made.target))),
    added: [...(draft.decidedBy ?? []), ...asked.edits.filter((edit) => edit.text.length < 200).map((edit) => edit.text)],
    helpers,
  });
  const known = sharedValues(calls, asked, draft.followed ?? []).filter(
    ({ slot }) =>
      slot !== `what \`${asked.scenario.failure?.call.target ?? ''}\` resolves to` &&
      slot !== `what \`${asked.scenario.failure?.call.target ?? ''}\` returns` &&
      !(asked.scenario.failure !== undefined && slot.startsWith(`\`${asked.scenario.failure.call.target}()`)) &&
      (asked.edits.length > 0 || !overwrittenFirst(pathOf(slot), located)),
  );
  const telling = new Set(draft.calls === undefined ? titled(asked.scenario).map((value) => value.slot) : []);
  if (draft.aspects !== undefined && decisive === undefined) {
    const unstated = unstatedCondition(tests, executed, [...asked.scenario.values, ...(asked.run.values ?? [])]);
    if (unstated !== undefined) return failure(unstated);
  }
  const matters = known.filter(
    (value) =>
      saysSomething(value) && ((decisive === undefined ? decides(value, names) : decisive.has(value.slot)) || isTold(value, told, known)),
  );
  if (decisive !== undefined && [...decisive].some((slot) => !matters.some((value) => value.slot === slot)))
    return failure('a value that decides cannot be said');
  const ranked = matters
    .filter((value) => !draft.stem.includes(valueInWords(value)))
    .toSorted((left, right) => Number(telling.has(right.slot)) - Number(telling.has(left.slot)));
  const ownWords =
    asked.scenario.values.length === 0 &&
    draft.calls === undefined &&
    asked.scenario.title !== 'a plain call' &&
    asked.scenario.failure === undefined;
  const opens = draft.aspects !== undefined && draft.calls === undefined && from === undefined;
  const opening = ownWords && opens ? [asked.scenario.title] : opens ? ranked.slice(0, inOpening).map(valueInWords) : [];
  const further = ranked.slice(opening.length).map(valueInWords);
  for (const [name, value] of plainConstants(located.sourceFile)) {
    if (names.has(name) && !stands(name, located)) further.push(`\`${name}\` is \`${value}\``);
  }
  if (ranked.filter(({ slot }) => slot.includes('().')).length > (decisive === undefined ? mostInAnswers : mostDecisiveInAnswers))
    return failure('the call takes too many values to state');
  const exclusive = ranked.filter(({ slot, value }) => value === 'true' && /^what `is[A-Z]\w*(?:\(\))?` returns$/.test(slot));
  if (exclusive.length > 1) return failure('one thing cannot pass tests that exclude each other');
  const named = namedAsInCode(located);
  if (ranked.some(({ slot }) => named(slot).includes('()['))) return failure('a value that decides cannot be said');
  const silent = asked.scenario.assumptions.flatMap((sentence) => silentTarget(sentence) ?? []);
  if (silent.some((target) => !keepsForLater.test(target) && callbackBears(target, located, told)))
    return failure('a function it hands over would be called');
  if (ranked.some(({ slot }) => pathOf(slot).split('.').length > mostSteps)) return failure('the call takes too many values to state');
  const given = further.length === 0 ? undefined : `Say ${listed(further)}.`;
  if (further.length > inAssumption || (given?.length ?? 0) > longestAssumption) return failure('the call takes too many values to state');
  const stated = [
    ...new Set([...(draft.assumptions ?? []), ...(given === undefined ? [] : [given]), ...worldSentences(draft, names, told, located)]),
  ];
  return success({
    opening: [...answeredWords(asked, located), ...(opening.length === 0 ? [] : [`${capitalised(opening.join(' and '))}.`])].join(' '),
    assumptions: stated.slice(0, shownAtMost),
    stated: new Set(matters.map(({ slot }) => slot)),
  });
}

/** What only the edited unit looks at decides what it does further on, and nothing else in the question says it. */
function sharedValues(calls: readonly Ran[], asked: Ran, followed: readonly Ran[]): readonly ScriptedValue[] {
  const all = [...asked.scenario.values];
  const slots = new Set(all.map((value) => value.slot));
  for (const value of [asked, ...followed].flatMap(({ run }) => run.values ?? [])) {
    if (!slots.has(value.slot)) all.push(value);
    slots.add(value.slot);
  }
  return all.filter((value) =>
    calls.every((call) => call.scenario.values.every((other) => other.slot !== value.slot || other.value === value.value)),
  );
}

/** `The function that \`createTimer\` returns is called.`, `\`stop\` of what \`createTimer\` returns is called.` */
function answeredWords({ scenario }: Ran, { unit }: UnitInContext['located']): readonly string[] {
  if (scenario.answered === undefined) return [];
  const member = /^(`[^`]+`) of /u.exec(scenario.answered)?.[1];
  const handed = /^the function that it hands to (`[^`]+`)$/u.exec(scenario.answered)?.[1];
  if (handed !== undefined) return [`The function that \`${lastName(unit.name)}\` hands to ${handed} is called.`];
  const made = `\`${lastName(unit.name)}\` returns`;
  return [member === undefined ? `The function that ${made} is called.` : `${member} of what ${made} is called.`];
}

function silentTarget(sentence: string): string | undefined {
  return /^`([^`]+)` does not call the function it is given\.$/.exec(sentence)?.[1];
}

function pathOf(slot: string): string {
  return /`([^`]+)`/.exec(slot)?.[1] ?? slot;
}

/** `order.lines[0].quantity` decides where `quantity` does. */
function decides({ slot }: ScriptedValue, names: ReadonlySet<string>): boolean {
  const path = pathOf(slot);
  const steps = path.replaceAll(/\[\d+\]|\(\)/g, '').split('.');
  const last = steps.at(-1) ?? '';
  const first = steps[0] ?? '';
  return names.has(last) && (steps.length === 1 || first === 'this' || names.has(first) || path.includes('()'));
}

/** A text that an answer shows has to come from somewhere the reader can see. */
function isTold({ value }: ScriptedValue, told: string, known: readonly ScriptedValue[]): boolean {
  return /^"[^"]+"$/.test(value) && told.includes(value) && known.filter((other) => other.value === value).length <= 2;
}

/** What the scenario assumes about the outside, where it bears on this question; said to a person. */
function worldSentences(draft: Draft, names: ReadonlySet<string>, told: string, located: LocatedUnit): readonly string[] {
  const { scenario, run } = draft.key.shownBy;
  return scenario.assumptions.flatMap((sentence): readonly string[] => {
    if (sentence.includes(failureClass) || sentence.startsWith('Next, ')) return [];
    if (sentence.startsWith('Promises from outside')) {
      if (draft.orderMatters !== true) return [];
      const [first, second] = [...new Set(run.boundaryCalls.filter((call) => call.async).map((call) => call.target))];
      return first === undefined || second === undefined ? [] : [`\`${first}\` answers before \`${second}\`.`];
    }
    if (sentence.startsWith('The clock')) return names.has('Date') || /\d{10}/.test(told) ? ['It is 2026-01-01T00:00:00Z.'] : [];
    const silent = silentTarget(sentence);
    if (
      silent !== undefined &&
      (!callbackBears(silent, located, told) || scenario.answered?.includes(`hands to \`${lastName(silent)}\``) === true)
    )
      return [];
    if (sentence.startsWith('`Math.random()`')) return names.has('random') ? [sentence] : [];
    return [sentence];
  });
}

/** Whether the function handed to `target` speaks of anything that the answers speak of. */
function callbackBears(target: string, { node, sourceFile }: LocatedUnit, told: string): boolean {
  const spoken = new Set([...told.matchAll(/`([^`]+)`/g)].flatMap((match) => match[1]?.match(/[A-Za-z_$][\w$]*/g) ?? []));
  function bears(child: ts.Node): boolean {
    if (ts.isCallExpression(child) && child.expression.getText(sourceFile) === target) {
      const handed = child.arguments.filter(ts.isFunctionLike).map((callback) => callback.getText(sourceFile));
      if (handed.some((text) => (text.match(/[A-Za-z_$][\w$]*/g) ?? []).some((name) => spoken.has(name)))) return true;
    }
    return ts.forEachChild(child, bears) ?? false;
  }
  return bears(node);
}

function linesIn({ lines }: Draft): readonly number[] {
  return lines.flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, index) => first + index));
}

/** Whether the shown code itself holds the constant's declaration. */
function stands(name: string, { node, sourceFile }: UnitInContext['located']): boolean {
  return new RegExp(String.raw`\bconst ${name.replaceAll('$', String.raw`\$`)}\b`).test(node.getText(sourceFile));
}

function listed(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}
