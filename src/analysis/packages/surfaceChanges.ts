import type { DeclaredName } from './packageSurface.ts';

const longestSignature = 70;
const mostMembers = 3;

/**
 * How what an installed copy declares of a name differs from what another one did, as the end of a sentence that begins with the name;
 * `undefined` where both say the same. It compares what is written, so a type by another name counts; the name of a parameter does not.
 *
 *     → is marked as deprecated since · has lost `errors` since · was `(text: string) => void` and is `(text: URL) => void` now
 */
export function surfaceChange(before: DeclaredName, now: DeclaredName): string | undefined {
  if (before.deprecated === undefined && now.deprecated !== undefined) return 'is marked as deprecated since';
  const lost = [...before.members.keys()].filter((member) => !now.members.has(member));
  if (lost.length > 0) return `has lost ${listed(lost)} since`;
  if (shapes(before) !== shapes(now)) {
    const [old, ...others] = before.signatures;
    const [current, ...more] = now.signatures;
    const isAlone = old !== undefined && current !== undefined && others.length + more.length === 0;
    return isAlone && Math.max(old.text.length, current.text.length) <= longestSignature
      ? `was \`${plain(old.text)}\` and is \`${plain(current.text)}\` now`
      : 'is called otherwise now';
  }
  const altered = [...before.members].filter(([member, type]) => now.members.get(member) !== type).map(([member]) => member);
  return altered.length > 0 ? `declares ${listed(altered)} otherwise now` : undefined;
}

function shapes({ signatures }: DeclaredName): string {
  return signatures.map(({ shape }) => shape).join('\n');
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, mostMembers).map((name) => `\`${plain(name)}\``);
  const more = names.length - shown.length;
  return more > 0 ? `${shown.join(', ')} and ${String(more)} more` : shown.join(' and ');
}

function plain(text: string): string {
  return text.replaceAll('`', "'");
}
