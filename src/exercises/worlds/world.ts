import type { ts } from 'ts-morph';
import type { Script } from './script.ts';
import type { Recompile } from '../../analysis/recompile.ts';
import type { TypeRipple } from '../../analysis/typeRipple.ts';
import type { CallSite, LocatedUnit } from '../../analysis/sourceText.ts';
import type { Observation, Scenario, ScriptedValue } from '../../terms/proof.ts';
import type { TextRange } from '../../terms/ranges.ts';
import type { Result } from '../../terms/result.ts';
import type { SecondCall } from './script.ts';

/** A unit with what is known around it. Without `checker` only syntax, call sites and comparisons supply values. */
export interface UnitInContext {
  readonly located: LocatedUnit;
  readonly checker?: ts.TypeChecker;
  readonly callSites: readonly CallSite[];
  /** What the compiler says to an edit; absent where the unit was not studied with types. */
  readonly recompile?: Recompile;
  /** What the compiler says to an edit in the files that call the unit. */
  readonly typeRipple?: TypeRipple;
}

/** A replacement in the unit's file, offsets as in the file's text: how a mutant differs from the unit. */
export interface UnitEdit extends TextRange {
  readonly text: string;
}

/** One call, construction or read that leaves the unit and whose outcome the script decides. */
export interface BoundaryCall {
  /** `api.save`, `this.cache.get`, as in the code. */
  readonly target: string;
  /** 0-based: the n-th time this target is called in the scenario's run. */
  readonly occurrence: number;
  /** 1-based line of the file. */
  readonly line: number;
  /** The callee answers with a promise, by its declared type or because the unit awaits it. */
  readonly async: boolean;
}

export interface Failure {
  readonly call: Pick<BoundaryCall, 'target' | 'occurrence'>;
  readonly with: 'rejects' | 'throws';
}

/** A scenario that can be run: values are fixed, at most one failure is injected. */
export interface RunnableScenario extends Scenario {
  readonly id: string;
  readonly failure?: Failure;
  readonly secondCall?: SecondCall;
  /** In words, the function that is called next: `\`cancel\` of what it answers`. */
  readonly answered?: string;
}

export interface Run {
  readonly observation: Observation;
  /** 1-based lines of the file, in the order first executed. */
  readonly executedLines: readonly number[];
  /** A line (1-based) each time one begins, then how many effects there had been by then, and so on; at most 400 pairs. */
  readonly steps?: readonly number[];
  /** Boundary calls in the order made. */
  readonly boundaryCalls: readonly BoundaryCall[];
  /** What this run looked at: an edited unit may look at more than the scenario's own run did. */
  readonly values?: readonly ScriptedValue[];
  readonly secondCall?: SecondCallStart;
}

/** Where a second call came in. */
export interface SecondCallStart {
  /** 1-based line of the file at which the first call stood; 0 when it stood in no statement. */
  readonly line: number;
  /** Number of effects before it. */
  readonly effects: number;
}

/** What a run was made from: for a test that does the same outside the sandbox. */
export interface RecordedRun {
  readonly script: Script;
  readonly observation: Observation;
  /** Paths of the script that the run read. */
  readonly reads: ReadonlySet<string>;
  readonly calls: readonly BoundaryCall[];
  /** JavaScript that ran, and of the helpers that came along. */
  readonly code: string;
  readonly helperCode: readonly string[];
  readonly calling: 'plain' | 'constructs' | 'pulls' | 'pulls async';
}

/** A scenario in which one value is another one that it may have. */
export interface Variation {
  /** How the code reaches what differs: `order.total`, `api.load()` for what a call answers. */
  readonly path: string;
  /** The value in the scenario, and the other one, as a reader sees them. */
  readonly usual: string;
  readonly shown: string;
  /** Its `values` are those of the scenario it varies; what a run of it looked at is in `Run.values`. */
  readonly scenario: RunnableScenario;
}

export interface OpenValue {
  readonly path: string;
  /** As in `ScriptedValue`. */
  readonly slot: string;
  /** How many values it may have, and which of them it has, 0-based. */
  readonly count: number;
  readonly chosen: number;
}

/** The real body of one unit, with everything outside it scripted. */
export interface World {
  /** Scenarios without a failure, most telling first, at most six; each ran cleanly and twice the same. */
  readonly scenarios: readonly RunnableScenario[];
  /** Further scenarios with a behaviour of their own, at most sixteen: for who looks for a call in which something differs. */
  readonly others: readonly RunnableScenario[];
  /** Runs the unit, or the unit with `edits` applied. Fails when the run is refused, not deterministic or out of limits. */
  run(scenario: RunnableScenario, edits?: readonly UnitEdit[], signal?: AbortSignal): Promise<Result<Run>>;
  /** For a unit that makes functions: scenarios in which one that it answers is called next. Not deterministic ones are left out; may be empty. */
  answered(signal?: AbortSignal): Promise<readonly RunnableScenario[]>;
  /** The same scenario with one boundary call failing; title and assumptions say so. */
  withFailure(scenario: RunnableScenario, failure: Failure): RunnableScenario;
  /** One of its scenarios with one value that it looks at changed, in all ways; not yet run. Empty for a scenario made from another one. */
  variations(scenario: RunnableScenario): readonly Variation[];
  /** What a run of this world looked at and might have been otherwise; `undefined` where that is not all of it: it listed the fields of something. */
  openValues(run: Run): readonly OpenValue[] | undefined;
  /** The same scenario, with a failure or a second call that it may have, with other values: by path, which of them. */
  withOther(scenario: RunnableScenario, changes: ReadonlyMap<string, number>): RunnableScenario;
  /** The same scenario with a second call over the same state. Each promise from outside then answers with a thing of its own. */
  withSecondCall(scenario: RunnableScenario, secondCall: SecondCall): RunnableScenario;
  /** What a run of this world was made from: its script, and the text that ran. `undefined` for a run of another world. */
  recorded(run: Run): RecordedRun | undefined;
  /**
   * A standalone module for plain Node that shows `run`'s observation, built apart from the sandbox harness, and the line it must
   * print; it watches what `beside` writes to as well. Fails when the independent build cannot express the scenario: then no option may rest on it.
   */
  program(
    scenario: RunnableScenario,
    run: Run,
    edits?: readonly UnitEdit[],
    beside?: Run,
  ): Result<{ readonly program: string; readonly expected: string }>;
}
