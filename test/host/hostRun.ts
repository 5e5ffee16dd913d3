import type { VscodeOptions } from './startVscode.ts';

/** One run of a compiled test entry inside an extension host. */
export interface HostRun extends VscodeOptions {
  readonly testEntry: string;
  /** Where the test entry writes its results; removed before the run, so that an old answer is never read. */
  readonly resultsFile: string;
}
