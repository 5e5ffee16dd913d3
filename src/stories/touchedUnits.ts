import type { LocatedUnit } from '../analysis/sourceText.ts';
import { locateUnits } from '../analysis/locateUnits.ts';
import { matchUnits } from '../analysis/matchUnits.ts';
import { parseSource } from '../analysis/parseSource.ts';
import { isSupported, skipReason } from '../analysis/skipReason.ts';
import type { Change, TouchedFile } from '../terms/change.ts';
import { contains, overlaps } from '../terms/ranges.ts';
import type { LineRange } from '../terms/ranges.ts';
import { isSubstantial } from '../terms/unit.ts';
import type { TouchedUnit } from './changeBook.ts';

const mostUnits = 12;

/**
 * The units of a change worth a mark, the largest first: substantial, and not the same behaviour as before (renamed, moved and
 * reformatted code is nothing new). A class is named only when none of its members is.
 */
export function touchedUnits(change: Change): readonly TouchedUnit[] {
  return change.files
    .flatMap((file) => touchedIn(change, file))
    .sort((left, right) => right.size - left.size)
    .slice(0, mostUnits)
    .map(({ unit }) => unit);
}

function touchedIn(change: Change, file: TouchedFile): readonly { unit: TouchedUnit; size: number }[] {
  if (!isSupported(file.path) || skipReason(file.path, file.after) !== undefined) return [];
  const absolute = `${change.root}/${file.path}`;
  const now = locateUnits(parseSource(absolute, file.after), file.path);
  const before = file.before === undefined ? [] : locateUnits(parseSource(absolute, file.before), file.beforePath ?? file.path);
  const news = new Set(
    matchUnits(before, now)
      .filter((match) => match.status === 'new' || match.status === 'edited')
      .map((match) => match.after),
  );
  const touched = now.filter((located) => news.has(located) && isSubstantial(located.unit) && isTouched(file, located.unit.lines));
  return touched
    .filter((located) => !touched.some((inner) => isInside(inner, located)))
    .map(({ unit: { key, path, name, lines, size } }) => ({
      unit: { key, path, name, line: lines[0], checked: false },
      size: size.statements + 2 * size.branches,
    }));
}

/** A removed guard adds no line, yet it is the kind of change that matters. */
function isTouched(file: TouchedFile, unit: LineRange): boolean {
  const removed = file.removedAfter?.some((line) => contains(unit, line) && line < unit[1]) ?? false;
  return removed || file.lines.some((lines) => overlaps(lines, unit));
}

function isInside(inner: LocatedUnit, outer: LocatedUnit): boolean {
  return inner !== outer && inner.node.pos >= outer.node.pos && inner.node.end <= outer.node.end;
}
