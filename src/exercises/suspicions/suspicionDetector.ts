import type { LocatedUnit } from '../../analysis/sourceText.ts';
import type { Suspicion } from '../../terms/play.ts';
import type { Ran, Runs } from '../runs.ts';

export interface SuspicionRequest {
  readonly located: LocatedUnit;
  readonly runs: Runs;
  /** Scenarios as found, then the same with a call failing. */
  readonly rans: readonly Ran[];
}

/** Where code and what such code is mostly meant to do disagree, shown by a run. One file, one line in `allSuspicions.ts`, one test. */
export interface SuspicionDetector {
  readonly id: Suspicion['kind'];
  detect(request: SuspicionRequest): Promise<readonly Suspicion[]>;
}

/** The same scenario without its failure. */
export function withoutFailure(ran: Ran, rans: readonly Ran[]): Ran | undefined {
  const id = ran.scenario.id.split('/')[0];
  return rans.find((other) => other.scenario.id === id);
}
