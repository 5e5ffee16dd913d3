import type { CallSite, Reliance } from '../analysis/sourceText.ts';
import type { Sentence } from '../terms/explanation.ts';
import type { Unit } from '../terms/unit.ts';

const mostPlaces = 3;

/** Order in which it is told what callers rely on: what breaks silently first. */
const relianceWords: readonly (readonly [Reliance, one: string, several: string])[] = [
  ['ignores the result', 'ignores what it returns', 'ignore what it returns'],
  ['catches its failure', 'catches its failure', 'catch its failure'],
  ['tests it for absence', 'tests the result for absence', 'test the result for absence'],
  ['returns it on', 'hands the result straight on', 'hand the result straight on'],
];

export interface ProjectKnowledge {
  readonly unit: Unit;
  readonly callSites: readonly CallSite[];
  /** Units of the same file that show the same pattern. */
  readonly siblings?: readonly string[];
}

/** Who calls the unit and what they rely on, which tests call it, what is built the same way. Never that nobody does: not every call can be seen. */
export function inThisProject({ unit, callSites, siblings = [] }: ProjectKnowledge): readonly Sentence[] {
  const others = callSites.filter((site) => site.caller !== unit.name);
  const callers = others.filter((site) => !site.inTest);
  const tests = others.filter((site) => site.inTest);
  const texts = [...calledBy(callers, unit), ...reliedOn(callers, unit), ...testedBy(tests), ...builtAlike(siblings)];
  return texts.map((text) => ({ text, lines: [[unit.lines[0], unit.lines[0]]], section: 'in this project' }));
}

function isMade({ kind }: Unit): boolean {
  return kind === 'class' || kind === 'constructor';
}

function calledBy(sites: readonly CallSite[], unit: Unit): readonly string[] {
  const verb = isMade(unit) ? 'Made' : 'Called';
  const places = [...new Map(sites.map((site) => [`${site.path} ${site.caller ?? ''}`, site])).values()].toSorted(
    (left, right) => Number(left.path === unit.path) - Number(right.path === unit.path),
  );
  if (places.length === 0) return [];
  const named = places.slice(0, mostPlaces).map((site) => {
    const place = site.path === unit.path ? `line ${site.lines[0]}` : `${site.path}:${site.lines[0]}`;
    return site.caller === undefined ? `code at ${place}` : `\`${site.caller}\` (${place})`;
  });
  const more = places.length - named.length;
  return [`${verb} by ${listed([...named, ...(more > 0 ? [`${more} more`] : [])])}.`];
}

/** Only where callers differ, or several do the same: of one caller its own line is read faster. What is made by `new` is always there. */
function reliedOn(sites: readonly CallSite[], unit: Unit): readonly string[] {
  if (sites.length < 2 || isMade(unit)) return [];
  const told = relianceWords.flatMap(([reliance, one, several]) => {
    const count = sites.filter((site) => site.reliance.includes(reliance)).length;
    return count === 0 ? [] : [count === sites.length ? `all ${several}` : `${count} ${count === 1 ? one : several}`];
  });
  return told.length === 0 ? [] : [`Of its ${sites.length} calls ${listed(told.slice(0, 3))}.`];
}

function testedBy(sites: readonly CallSite[]): readonly string[] {
  const places = [...new Map(sites.map((site) => [site.path, `${site.path}:${site.lines[0]}`])).values()];
  if (places.length === 0) return [];
  const more = places.length > 2 ? [`${places.length - 2} more`] : [];
  return [`Tests call it in ${listed([...places.slice(0, 2), ...more])}.`];
}

function builtAlike(siblings: readonly string[]): readonly string[] {
  if (siblings.length === 0) return [];
  const shown = siblings.slice(0, 3).map((name) => `\`${name}\``);
  const more = siblings.length - shown.length;
  const names = [...shown, ...(more > 0 ? [`${more} more`] : [])];
  return [`${listed(names)} in this file ${siblings.length === 1 ? 'is' : 'are'} built the same way.`];
}

function listed(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}
