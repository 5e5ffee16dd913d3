import { failure, success, type Result } from '../../terms/result.ts';
import type { Observation } from '../../terms/proof.ts';
import type { GuestReport } from '../sandbox/sandboxMessages.ts';
import type { Sandbox } from '../sandboxClient.ts';
import type { AnsweredCall } from './answeredCalls.ts';
import type { Script, SecondCall } from './script.ts';
import type { SlotState } from './slots.ts';
import { engineText } from './refusal.ts';
import { withTextSpread } from './textSpread.ts';
import type { BoundaryCall, Failure, SecondCallStart } from './world.ts';
import type { BuiltScript, EditedUnit, WorldFrame } from './worldFrame.ts';

/** A run together with what it was made from. */
export interface ScriptedRun {
  readonly script: Script;
  readonly slots: ReadonlyMap<string, SlotState>;
  readonly edited: EditedUnit;
  readonly observation: Observation;
  readonly lines: readonly number[];
  /** A line each time one begins, then how many effects there had been by then, and so on; at most 400 pairs. */
  readonly steps: readonly number[];
  readonly calls: readonly BoundaryCall[];
  /** Paths of the script that the run read. */
  readonly reads: ReadonlySet<string>;
  readonly secondCall?: SecondCallStart;
}

export interface WantedRun {
  readonly chosen: ReadonlyMap<string, number>;
  readonly edited: EditedUnit;
  readonly failure: Failure | undefined;
  readonly secondCall?: SecondCall | undefined;
  readonly answered?: AnsweredCall | undefined;
}

const mostRounds = 40;

/**
 * Runs scripts in batches. A run that touches something undecided says so; the path joins `decided`, which all later scripts share,
 * and the run is repeated. With `twice`, each result is from two runs that agree.
 */
export function createScriptRunner(parts: { readonly frame: WorldFrame; readonly sandbox: Sandbox }): {
  run(wanted: readonly WantedRun[], twice: boolean, signal?: AbortSignal): Promise<readonly Result<ScriptedRun>[]>;
} {
  const { frame, sandbox } = parts;
  const decided = new Set<string>();

  const finish = (want: WantedRun, built: BuiltScript, first: GuestReport, again: GuestReport): Result<ScriptedRun> => {
    if (first.status !== 'ran') return failure(first.status === 'refused' ? first.reason : 'it asks for more than a scenario can say');
    if (JSON.stringify(first) !== JSON.stringify(again)) return failure('two runs of it differ');
    const { effects, settlement, second, secondCall } = first;
    const observation: Observation = { effects, settlement, ...(second && { second }) };
    if (engineText.test(JSON.stringify(observation))) return failure('what it does rests on the wording of an engine’s error');
    return success({
      ...built,
      edited: want.edited,
      observation,
      lines: first.lines,
      steps: first.steps,
      calls: first.calls,
      reads: new Set(first.reads),
      ...(secondCall && { secondCall }),
    });
  };

  return {
    async run(wanted, twice, signal) {
      const results = new Map<number, Result<ScriptedRun>>();
      const asked = new Map<number, Set<string>>();
      let open = wanted.map((want, index) => ({ want, index }));
      for (let round = 0; open.length > 0; round += 1) {
        const ready: { index: number; want: WantedRun; built: BuiltScript; source: string }[] = [];
        for (const { want, index } of open) {
          const built = frame.build({ chosen: want.chosen, decided }, want.edited, want);
          ready.push({ index, want, built, source: guestSource(want.edited, built.script) });
        }
        open = [];
        const sources = ready.map(({ source }) => source);
        const reports = await sandbox.run(twice ? sources.flatMap((source) => [source, source]) : sources, signal);
        if (signal?.aborted === true) return wanted.map(() => failure('cancelled'));
        for (const [at, entry] of ready.entries()) {
          const { index, want, built } = entry;
          const first = reports[twice ? 2 * at : at];
          const again = twice ? reports[2 * at + 1] : first;
          if (first === undefined || again === undefined) results.set(index, failure('the run says nothing'));
          else if (!first.ok) results.set(index, first);
          else if (!again.ok) results.set(index, again);
          else if (first.value.status !== 'needs') results.set(index, finish(want, built, first.value, again.value));
          else if (round >= mostRounds) results.set(index, failure('it asks for more than a scenario can say'));
          else if (asked.get(index)?.has(first.value.path) === true) {
            results.set(index, failure(built.refusals.get(first.value.path) ?? `nothing is known of \`${first.value.path}\``));
          } else {
            (asked.get(index) ?? asked.set(index, new Set()).get(index))?.add(first.value.path);
            decided.add(first.value.path);
            open.push({ want, index });
          }
        }
      }
      return wanted.map((_, index) => results.get(index) ?? failure('the run says nothing'));
    },
  };
}

function guestSource(edited: EditedUnit, script: Script): string {
  const names = script.roots.filter(({ assigned }) => !assigned).map(({ name }) => name);
  const body = [
    `const [${names.join(', ')}] = $outside;`,
    ...edited.bundled.map(({ code }) => withTextSpread(code)),
    ...callableCode(withTextSpread(edited.probed.code), edited.probed.form, edited.probed.name, edited.selfName),
  ].join('\n');
  return `{ script: ${JSON.stringify(script)}, unit: { outsideNames: ${JSON.stringify(names)}, calling: ${JSON.stringify(edited.probed.calling)}, build($line, $outside, $base) {\n${body}\n} } }`;
}

function callableCode(code: string, form: EditedUnit['probed']['form'], name: string, selfName: string | undefined): readonly string[] {
  if (form === 'declaration') return [code, `return ${name};`];
  if (form === 'expression') return selfName === undefined ? [`return ${code};`] : [`const ${selfName} = ${code};`, `return ${selfName};`];
  return [
    `const $holder = ${code};`,
    'if (typeof $base === "object") Object.setPrototypeOf($holder, $base);',
    'const $own = Object.getOwnPropertyDescriptor($holder, Object.getOwnPropertyNames($holder)[0]);',
    'return $own.value ?? $own.get ?? $own.set;',
  ];
}
