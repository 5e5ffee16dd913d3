import { diff, gt, minVersion } from 'semver';
import type { ManifestChange } from '../analysis/packages/manifestChanges.ts';
import type { PackageMention } from '../analysis/packages/packageMentions.ts';
import { visibleText } from '../safety/visibleText.ts';
import type { PackageNews, PackageNote } from '../terms/packageNews.ts';

export interface ChangedPackage {
  readonly change: ManifestChange;
  /** Of the manifest, relative to the root. */
  readonly path: string;
  readonly mentions: readonly PackageMention[];
  readonly notes: readonly PackageNote[];
}

/**
 *     Adds `zod` (`^4.1.8`).
 *     Moves `zod` from `^3.22.0` to `^4.1.8`: a new major version.
 *     Takes out `moment` (`^2.29.0`), and `src/dates.ts` still imports it.
 */
export function packageInWords({ change, path, mentions, notes }: ChangedPackage): PackageNews {
  const { name, from, to, line } = change;
  const shown = (range: string): string => `\`${visibleText(range.replaceAll('`', "'"), 60)}\``;
  if (to === undefined) {
    const [place] = mentions.flatMap(({ places }) => places);
    const files = new Set(mentions.flatMap(({ places }) => places.map((each) => each.path))).size;
    const others = files > 1 ? ` and ${String(files - 1)} more ${files === 2 ? 'file' : 'files'}` : '';
    const text = `Takes out \`${name}\` (${shown(from ?? '')}), and \`${place?.path ?? ''}\`${others} still ${files > 1 ? 'import' : 'imports'} it.`;
    return { name, kind: 'removed', path, line, text, notes: place ? [{ text: 'Still used here.', basis: 'syntax', place }] : [] };
  }
  if (from === undefined) return { name, kind: 'added', path, line, text: `Adds \`${name}\` (${shown(to)}).`, notes };
  const text = `Moves \`${name}\` from ${shown(from)} to ${shown(to)}${stepInWords(from, to)}.`;
  return { name, kind: 'moved', path, line, text, notes };
}

/** By the least version that each range lets in. Before 1.0.0 a minor version may break what a major one may afterwards. */
function stepInWords(from: string, to: string): string {
  const [old, now] = [leastIn(from), leastIn(to)];
  if (!old || !now || old.compare(now) === 0) return '';
  if (gt(old, now)) return ': back to an older version';
  const step = diff(old, now) ?? '';
  if (/major/u.test(step)) return ': a new major version';
  return old.major === 0 && /minor/u.test(step) ? ': before 1.0.0 a minor version may break what it likes' : '';
}

function leastIn(range: string): ReturnType<typeof minVersion> {
  try {
    return minVersion(range);
  } catch {
    return null;
  }
}
