import type { ts } from 'ts-morph';
import type { Step } from '../../terms/outline.ts';
import type { FactContext } from '../factDetector.ts';
import type { LocatedUnit } from '../sourceText.ts';

/** What a detector found: words with the unit's own names and values, and the syntax they rest on. */
export interface Recognised {
  /** At most nine words. */
  readonly title: string;
  /** One sentence: what it does here. */
  readonly text: string;
  readonly on: readonly ts.Node[];
  /** How it runs, where the pattern knows better than the general steps. */
  readonly steps?: readonly Step[];
}

/** One pattern. It recognises by structure alone, or is silent; it never throws and keeps nothing between calls. */
export interface PatternDetector {
  readonly id: string;
  recognise(located: LocatedUnit, context: FactContext): Recognised | undefined;
}
