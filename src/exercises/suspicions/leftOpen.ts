import type { Effect } from '../../terms/proof.ts';
import type { Suspicion } from '../../terms/play.ts';
import { stepsSeen } from '../wording/runSteps.ts';
import { withoutFailure, type SuspicionDetector } from './suspicionDetector.ts';

/** What is begun, and what ends it. */
const pairs: readonly (readonly [begins: RegExp, ends: RegExp])[] = [
  [/^lock$/u, /^unlock$/u],
  [/^acquire$/u, /^release$/u],
  [/^open$/u, /^close$/u],
  [/^connect$/u, /^(?:disconnect|close|end|release)$/u],
  [/^begin(?:Transaction)?$/u, /^(?:commit|rollback|end)$/u],
  [/^subscribe$/u, /^unsubscribe$/u],
  [/^on$/u, /^(?:off|removeListener)$/u],
  [/^addEventListener$/u, /^removeEventListener$/u],
  [/^addListener$/u, /^removeListener$/u],
  [/^(?:start|begin)(\w*)$/u, /^(?:stop|end)\w*$/u],
  [/^setTimeout$/u, /^clearTimeout$/u],
  [/^pause$/u, /^resume$/u],
  [/^(?:increment|inc)$/u, /^(?:decrement|dec)$/u],
];

/**
 * What a run ends when all goes well stays as it is when a call in between fails.
 *
 *     const lock = await locks.acquire(id); await charge(id); lock.release();        `charge` rejects: `release` never runs
 */
export const leftOpen: SuspicionDetector = {
  id: 'left open',
  async detect({ located, rans }) {
    const found = rans.flatMap((ran): readonly Suspicion[] => {
      const base = withoutFailure(ran, rans);
      const failed = ran.scenario.failure?.call.target;
      if (base === undefined || failed === undefined || ran === base) return [];
      const after = ran.run.observation.effects;
      for (const [begun, ended] of pairsIn(base.run.observation.effects)) {
        if (failed === begun.target || failed === ended.target) continue;
        if (!after.some(({ target }) => target === begun.target) || after.some((effect) => ends(effect, begun))) continue;
        const line = ran.run.boundaryCalls.find(({ target }) => target === begun.target)?.line;
        return [
          {
            kind: 'left open',
            scenarioId: ran.scenario.id,
            text: `When \`${failed}\` ${ran.scenario.failure?.with ?? 'fails'}, \`${begun.target}\` has run but \`${ended.target}\` never does: what it holds stays held.`,
            evidence: stepsSeen(ran, located),
            lines: line === undefined ? [] : [[line, line]],
            expected: `\`${ended.target}\` runs even when \`${failed}\` fails`,
          },
        ];
      }
      return [];
    });
    return found.slice(0, 1);
  },
};

/** Calls of a run that a later one ends, with it. */
function pairsIn(effects: readonly Effect[]): readonly (readonly [Effect, Effect])[] {
  return effects.flatMap((effect, index) => {
    const ended = effects.slice(index + 1).find((later) => ends(later, effect));
    return ended === undefined ? [] : [[effect, ended] as const];
  });
}

/** On the same owner, or on what the first call answered. */
function ends(later: Effect, first: Effect): boolean {
  if (first.kind !== 'call' || later.kind !== 'call') return false;
  const [firstOwner, firstName] = split(first.target);
  const [owner, name] = split(later.target);
  const about = owner === firstOwner || owner === `${first.target}()` || owner.startsWith(`${first.target}().`);
  return about && pairs.some(([begins, closes]) => begins.test(firstName) && closes.test(name));
}

function split(target: string): readonly [owner: string, name: string] {
  const at = target.lastIndexOf('.');
  return at < 0 ? ['', target] : [target.slice(0, at), target.slice(at + 1)];
}
