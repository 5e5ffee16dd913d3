import type { DraftOption, Judge } from '../kinds/exerciseKind.ts';
import { frameFor } from './outcomeFrame.ts';
import type { SettlementWords } from './outcomeFeatures.ts';
import { sameObservation } from './runWords.ts';
import type { Ran } from '../runs.ts';

export type UntoldOption = Omit<DraftOption, 'text'>;

export interface Contrast {
  /** Finishes a stem: `what does the caller see`. */
  readonly ask: string;
  readonly aspects: readonly string[];
  readonly key: DraftOption;
  readonly distractors: readonly DraftOption[];
  readonly judge: Judge;
  /** Another run in the same words. */
  readonly tell: (run: Ran) => string | undefined;
}

export interface ContrastRequest {
  readonly key: UntoldOption;
  readonly others: readonly UntoldOption[];
  readonly words: SettlementWords;
  /** The run that counts as "nothing changes", where that is one of the answers. */
  readonly unchanged?: Ran;
  /** A run whose sentence has to differ from the key's, in every aspect save where two calls are told. */
  readonly apartFrom?: Ran;
}

const nothingChanges = 'Nothing changes here.';

/** `order.status` becomes what it is already: whether that is a change is a matter of words. */
function writesWhatIsThere(sentence: string, { scenario, run }: Ran): boolean {
  return [...scenario.values, ...(run.values ?? [])].some(({ slot, value }) => {
    const place = /`[^`]+`/.exec(slot)?.[0] ?? `\`${slot}\``;
    return sentence.includes(`${place} becomes \`${value}\``);
  });
}

/** Tells observed runs as options that differ in one or two aspects; `undefined` when they cannot be told apart in few words. */
export function contrast(request: ContrastRequest): Contrast | undefined {
  const { key, unchanged } = request;
  const asked = key.shownBy.run.observation;
  const others = request.others.filter((other) => !sameObservation(other.shownBy.run.observation, asked));
  const changed = unchanged !== undefined && !sameObservation(asked, unchanged.run.observation);
  const frame = frameFor(
    asked,
    others.map((other) => other.shownBy.run.observation),
    request.words,
    changed ? unchanged.run.observation : request.apartFrom?.run.observation,
    unchanged && { observation: unchanged.run.observation, text: nothingChanges },
  );
  if (frame === undefined) return undefined;
  const truth = frame.tell(asked);
  const clausesOf = ({ shownBy }: UntoldOption): Pick<DraftOption, 'clauses'> => {
    const clauses = frame.clauses(shownBy.run.observation);
    return clauses === undefined ? {} : { clauses };
  };
  const isUnchanged = (ran: Ran): boolean => unchanged !== undefined && sameObservation(ran.run.observation, unchanged.run.observation);
  const keyText = isUnchanged(key.shownBy) ? nothingChanges : truth;
  if (truth === undefined || keyText === undefined || writesWhatIsThere(truth, key.shownBy)) return undefined;
  const distractors: DraftOption[] = [];
  for (const other of others) {
    const told = frame.tell(other.shownBy.run.observation);
    if (told === undefined || told === truth) continue;
    // As it was in this respect, and otherwise elsewhere: beside "nothing changes" nobody could tell which is meant.
    if (unchanged !== undefined && !isUnchanged(other.shownBy) && told === frame.tell(unchanged.run.observation)) continue;
    if (writesWhatIsThere(told, key.shownBy)) continue;
    // What a call receives when other values are stated is no answer to anybody who reads the stated ones.
    const otherValues = other.shownBy.scenario.id.split('/')[0] !== key.shownBy.scenario.id.split('/')[0];
    if (otherValues && frame.aspects.some((aspect) => / arguments /.test(aspect))) continue;
    distractors.push({ ...other, text: isUnchanged(other.shownBy) ? nothingChanges : told, ...clausesOf(other) });
  }
  return {
    ask: frame.ask,
    aspects: frame.aspects,
    key: { ...key, text: keyText, ...clausesOf(key) },
    distractors,
    async judge(again) {
      const now = await again(key.shownBy);
      if (now === undefined) return false;
      const usual = unchanged && (await again(unchanged));
      const isSame = usual !== undefined && sameObservation(now.run.observation, usual.run.observation);
      return keyText === nothingChanges ? isSame : !isSame && frame.tell(now.run.observation) === truth;
    },
    tell: ({ run }) => frame.tell(run.observation),
  };
}
