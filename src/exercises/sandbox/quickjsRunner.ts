import variant from '@jitl/quickjs-singlefile-cjs-release-sync';
import { newQuickJSWASMModuleFromVariant, type QuickJSContext, type QuickJSHandle, type QuickJSWASMModule } from 'quickjs-emscripten-core';
import { failureClass, stepPath } from '../worlds/script.ts';
import { guestEnvironment } from './guestEnvironment.ts';
import { guestRender } from './guestRender.ts';
import { guestTrace } from './guestTrace.ts';
import { guestValues } from './guestValues.ts';
import { guestWorld } from './guestWorld.ts';

export interface RunnerLimits {
  readonly memoryBytes: number;
  readonly stackBytes: number;
  readonly deadlineMs: number;
  /** Turns of waiting things after which a run counts as pending. */
  readonly turns: number;
}

export type RunnerOutcome = { readonly report: string } | { readonly reason: string };

/**
 * Runs one source after another, each in a heap of its own without host functions: the guest's functions are read once, and before each
 * run the engine's whole memory is put back to how it was after that. After an interrupt or a fault the module itself is thrown away.
 */
export function createQuickjsRunner(parts: { readonly limits: RunnerLimits; readonly now: () => number }): {
  run(source: string): Promise<RunnerOutcome>;
  /** Runs a standalone module in a context of its own, without the guest; the report is the line it prints. */
  print(program: string): Promise<RunnerOutcome>;
} {
  const { limits, now } = parts;
  let current: Prepared | undefined;
  let deadline = 0;
  let interrupted = false;

  const interrupts = (): boolean => {
    interrupted ||= now() > deadline;
    return interrupted;
  };

  const within = async (work: (prepared: Prepared) => RunnerOutcome): Promise<RunnerOutcome> => {
    try {
      current ??= prepare(await newQuickJSWASMModuleFromVariant(variant.default), limits, interrupts);
      current.restore();
      deadline = now() + limits.deadlineMs;
      interrupted = false;
      const outcome = work(current);
      if (!interrupted) return outcome;
      current = undefined;
      return { reason: 'runs longer than its time' };
    } catch {
      current = undefined;
      return { reason: 'the run broke its engine' };
    }
  };

  return {
    run: async (source) => await within((prepared) => session(prepared, source, limits.turns, interrupts)),
    print: async (program) => await within((prepared) => printedBy(prepared, program, interrupts)),
  };
}

/** The guest's functions travel as their own source text; names bind them together, whatever a bundler calls them. */
const guestText = `(() => {
  const trace = (${guestTrace.toString()})(${guestRender.toString()});
  (${guestEnvironment.toString()})(trace);
  return (parts) => {
    const made = (${guestValues.toString()})(trace, parts.script, ${JSON.stringify(failureClass)}, ${stepPath.toString()});
    return (${guestWorld.toString()})(parts.script, parts.unit, trace, made);
  };
})()`;

interface Prepared {
  readonly context: QuickJSContext;
  readonly guest: QuickJSHandle;
  /** Handles made since the last time are void afterwards, and must not be disposed. */
  restore(): void;
}

function prepare(module: QuickJSWASMModule, limits: RunnerLimits, interrupts: () => boolean): Prepared {
  const runtime = module.newRuntime();
  runtime.setMemoryLimit(limits.memoryBytes);
  runtime.setMaxStackSize(limits.stackBytes);
  const context = runtime.newContext();
  const guest = context.unwrapResult(context.evalCode(`"use strict"; ${guestText}`));
  runtime.setInterruptHandler(interrupts);
  const memory = module.getWasmMemory();
  const snapshot = usedPart(new Uint8Array(memory.buffer)).slice();
  return { context, guest, restore: () => new Uint8Array(memory.buffer).set(snapshot) };
}

/** Memory up to its last byte that is set: the allocator marks the end of what it has taken, and trusts nothing behind it. */
function usedPart(bytes: Uint8Array): Uint8Array {
  let end = bytes.length;
  while (end > 0 && bytes[end - 1] === 0) end -= 1;
  return bytes.subarray(0, end);
}

/** Leaves its handles behind: the next `restore` voids them. */
function session({ context, guest }: Prepared, source: string, turns: number, late: () => boolean): RunnerOutcome {
  const { runtime } = context;
  const valueOf = (result: ReturnType<QuickJSContext['callFunction']>): QuickJSHandle => {
    if (result.error === undefined) return result.value;
    throw new Stopped(`the sandbox cannot run it: ${JSON.stringify(context.dump(result.error)).slice(0, 160)}`);
  };
  try {
    const given = valueOf(context.evalCode(`"use strict"; (${source})`));
    const made = valueOf(context.callFunction(guest, context.undefined, given));
    const [start, step, report] = [context.getProp(made, 'start'), context.getProp(made, 'step'), context.getProp(made, 'report')];
    const call = (method: QuickJSHandle): string | boolean | undefined => {
      const value = valueOf(context.callFunction(method, made));
      const kind = context.typeof(value);
      return kind === 'string' ? context.getString(value) : kind === 'boolean' ? context.dump(value) === true : undefined;
    };
    const drain = (): void => {
      for (let round = 0; runtime.hasPendingJob(); round += 1) {
        if (late() || round > 1_000) throw new Stopped('its promises never come to rest');
        runtime.executePendingJobs(100);
      }
    };
    call(start);
    drain();
    for (let turn = 0; turn < turns && call(step) === true; turn += 1) drain();
    const text = call(report);
    return typeof text === 'string' ? { report: text } : { reason: 'the run says nothing' };
  } catch (thrown) {
    if (thrown instanceof Stopped) return { reason: thrown.message };
    throw thrown;
  }
}

/** Its context is left behind like the handles of a session. */
function printedBy({ context: { runtime } }: Prepared, program: string, late: () => boolean): RunnerOutcome {
  const context = runtime.newContext();
  context.unwrapResult(context.evalCode('globalThis.console = { log(line) { globalThis.printed ??= line; } };'));
  const result = context.evalCode(program, 'program.mjs', { type: 'module' });
  if (result.error !== undefined) return { reason: 'the program does not run' };
  for (let round = 0; runtime.hasPendingJob(); round += 1) {
    if (late() || round > 2_000) return { reason: 'the program never comes to rest' };
    runtime.executePendingJobs(100);
  }
  const line = context.getProp(context.global, 'printed');
  return context.typeof(line) === 'string' ? { report: context.getString(line) } : { reason: 'the program prints nothing' };
}

/** Ends a session early; never leaves this file. */
class Stopped extends Error {}
