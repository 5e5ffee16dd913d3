/** A place that a sentence names: `src/cart.ts:12`, or `line 12` of the unit's own file. */
export interface NamedPlace {
  /** Where it stands in the sentence, in UTF-16 units; `to` is exclusive. */
  readonly from: number;
  readonly to: number;
  /** Relative to the unit's folder; absent: the unit's own file. */
  readonly path?: string;
  readonly line: number;
}

const place = /(?<![\w`/.])(?:(?<path>(?:[\w@.-]+\/)*[\w@.-]+\.[cm]?[jt]sx?):(?<at>\d+)|line (?<own>\d+))(?!\w)/gu;

/** The places of a sentence, in order; none within backticks, and none that leads out of the folder. */
export function sentencePlaces(text: string): readonly NamedPlace[] {
  const withoutCode = text.replaceAll(/`[^`]*`/gu, (code) => '`'.repeat(code.length));
  return [...withoutCode.matchAll(place)].flatMap((match): readonly NamedPlace[] => {
    const { path, at, own } = match.groups ?? {};
    if (path?.split('/').includes('..') === true) return [];
    const range = { from: match.index, to: match.index + match[0].length, line: Number(at ?? own) };
    return [path === undefined ? range : { ...range, path }];
  });
}
