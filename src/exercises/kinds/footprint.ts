import type { Observation } from '../../terms/proof.ts';
import type { Ran } from '../runs.ts';
import { capitalised } from '../wording/stemWords.ts';
import type { DraftOption } from './exerciseKind.ts';

const arrayWriter = /\.(?:push|pop|shift|unshift|splice|sort|reverse|fill|copyWithin|set|add|delete|clear)$/u;

/** A run whose footprint may be one of the answers. */
export type FootprintRun = Omit<DraftOption, 'text' | 'clauses'>;

export interface FootprintAnswers {
  /** The two things asked about, as the code reaches them. */
  readonly paths: readonly [string, string];
  readonly key: DraftOption;
  readonly distractors: readonly DraftOption[];
}

/**
 * What a run wrote to of the things that outlive it, by the path through which they were handed in: `order.items` for
 * `order.items.push(line)`, also where the code reached the list under another name. What outside calls answered and what collections
 * hold is left out: it has no name that a reader knows.
 */
export function footprintOf({ effects }: Observation): ReadonlySet<string> {
  const written = new Set<string>();
  for (const { kind, target } of effects) {
    if (/[(\s]|#\d/u.test(target)) continue;
    if (kind === 'set' || kind === 'delete') written.add(target);
    else if (kind === 'call' && arrayWriter.test(target)) written.add(target.replace(arrayWriter, ''));
  }
  return written;
}

/**
 * The two things for which the runs tell the most different answers: each is written to or is not. `undefined` when there are not two
 * wrong answers, or when nothing that could be asked is left untouched by one of the runs.
 */
export function footprintAnswers(
  asked: FootprintRun,
  others: readonly FootprintRun[],
  mayAsk: (path: string) => boolean,
): FootprintAnswers | undefined {
  const footprints = new Map([asked, ...others].map((each) => [each, footprintOf(each.shownBy.run.observation)]));
  const touches = (each: FootprintRun, path: string): boolean => footprints.get(each)?.has(path) ?? false;
  const paths = [...new Set([...footprints.values()].flatMap((found) => [...found]))].filter(
    (path) => mayAsk(path) && path.length <= 40 && [asked, ...others].some((each) => touches(each, path) !== touches(asked, path)),
  );
  let best: { readonly answers: FootprintAnswers; readonly score: number } | undefined;
  for (const [index, first] of paths.entries()) {
    for (const second of paths.slice(index + 1)) {
      const clausesOf = (each: FootprintRun): readonly string[] =>
        [first, second].map((path) => `\`${path}\` ${touches(each, path) ? 'is written to' : 'is left alone'}`);
      const optionOf = (each: FootprintRun): DraftOption => {
        const clauses = clausesOf(each);
        return { ...each, clauses, text: `${capitalised(clauses.join('; '))}.` };
      };
      const key = optionOf(asked);
      const wrong = new Map<string, DraftOption>();
      for (const other of others) {
        const option = optionOf(other);
        if (option.text !== key.text && !wrong.has(option.text)) wrong.set(option.text, option);
      }
      // A thing that is touched beside one that is not says more than two of one fate.
      const score = 2 * wrong.size + Number(touches(asked, first) !== touches(asked, second));
      if (wrong.size >= 2 && (best === undefined || score > best.score))
        best = { answers: { paths: [first, second], key, distractors: [...wrong.values()] }, score };
    }
  }
  return best?.answers;
}

/** Whether a run hands one of these things on as a whole: then what it calls could write to it as well. */
export function handsOn({ run }: Ran, paths: readonly string[]): boolean {
  return run.observation.effects.some(({ kind, values }) =>
    kind === 'call' || kind === 'new'
      ? values.some((value) => paths.some((path) => path === value || path.startsWith(`${value}.`)))
      : false,
  );
}
