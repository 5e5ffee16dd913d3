import type { LocatedUnit } from '../../analysis/sourceText.ts';
import type { RecordedRun, RunnableScenario } from '../worlds/world.ts';
import type { TestStyle } from './testStyle.ts';

export interface KeptTestRequest {
  readonly located: LocatedUnit;
  readonly scenario: RunnableScenario;
  readonly title: string;
  readonly run: RecordedRun;
  readonly style: TestStyle;
  /** Absolute paths. */
  readonly unitFile: string;
  readonly testFile: string;
  /** What the test asks for instead of what happens today. */
  readonly expected?: Expectation;
}

/** What is expected where today's code does something else. */
export type Expectation = { readonly title: string } & (
  | { readonly kind: 'failure reaches the caller' }
  /** A call to it is among what is seen. */
  | { readonly kind: 'runs'; readonly target: string }
);
