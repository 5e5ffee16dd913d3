import variant from '@jitl/quickjs-singlefile-cjs-release-sync';
import { newQuickJSWASMModuleFromVariant, type QuickJSContext, type QuickJSHandle, type QuickJSWASMModule } from 'quickjs-emscripten-core';
import { failureClass, stepPath } from '../script.ts';
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
 * Runs one source after another, each in a fresh QuickJS runtime without host functions. After an interrupt or a fault the whole module
 * is thrown away: its heap may be corrupt.
 */
export function createQuickjsRunner(parts: { readonly limits: RunnerLimits; readonly now: () => number }): {
  run(source: string): Promise<RunnerOutcome>;
} {
  const { limits, now } = parts;
  let current: QuickJSWASMModule | undefined;

  const execute = (module: QuickJSWASMModule, source: string): RunnerOutcome & { readonly spoiled?: boolean } => {
    const deadline = now() + limits.deadlineMs;
    let interrupted = false;
    const runtime = module.newRuntime();
    runtime.setMemoryLimit(limits.memoryBytes);
    runtime.setMaxStackSize(limits.stackBytes);
    runtime.setInterruptHandler(() => {
      interrupted ||= now() > deadline;
      return interrupted;
    });
    const context = runtime.newContext();
    const text = session(context, source, limits.turns, () => interrupted || now() > deadline);
    if (interrupted) return { reason: 'runs longer than its time', spoiled: true };
    context.dispose();
    runtime.dispose();
    return text;
  };

  return {
    async run(source) {
      current ??= await newQuickJSWASMModuleFromVariant(variant.default);
      try {
        const outcome = execute(current, source);
        if (outcome.spoiled === true) current = undefined;
        return outcome;
      } catch {
        current = undefined;
        return { reason: 'the run broke its engine' };
      }
    },
  };
}

/** The guest's functions travel as their own source text; names bind them together, whatever a bundler calls them. */
const guestText = `((parts) => {
  const trace = (${guestTrace.toString()})(${guestRender.toString()});
  const made = (${guestValues.toString()})(trace, parts.script.failure, ${JSON.stringify(failureClass)}, ${stepPath.toString()});
  (${guestEnvironment.toString()})(trace);
  return (${guestWorld.toString()})(parts.script, parts.unit, trace, made);
})`;

function session(context: QuickJSContext, source: string, turns: number, late: () => boolean): RunnerOutcome {
  const handles: QuickJSHandle[] = [];
  const method = (owner: QuickJSHandle, name: string): QuickJSHandle => {
    const handle = context.getProp(owner, name);
    handles.push(handle);
    return handle;
  };
  try {
    const made = context.evalCode(`"use strict"; ${guestText}(${source})`);
    if (made.error) {
      const said = JSON.stringify(context.dump(made.error));
      made.error.dispose();
      return { reason: `the sandbox cannot run it: ${said.slice(0, 160)}` };
    }
    handles.push(made.value);
    const [start, step, report] = [method(made.value, 'start'), method(made.value, 'step'), method(made.value, 'report')];
    const call = (handle: QuickJSHandle): string | boolean | undefined => {
      const result = context.callFunction(handle, made.value);
      if (result.error) {
        const said = JSON.stringify(context.dump(result.error));
        result.error.dispose();
        throw new Stopped(`the sandbox cannot run it: ${said.slice(0, 160)}`);
      }
      const kind = context.typeof(result.value);
      const value =
        kind === 'string' ? context.getString(result.value) : kind === 'boolean' ? context.dump(result.value) === true : undefined;
      result.value.dispose();
      return value;
    };
    const drain = (): void => {
      for (let round = 0; context.runtime.hasPendingJob(); round += 1) {
        if (late() || round > 1_000) throw new Stopped('its promises never come to rest');
        const jobs = context.runtime.executePendingJobs(100);
        if (jobs.error) jobs.error.dispose();
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
  } finally {
    for (const handle of handles) handle.dispose();
  }
}

/** Ends a session early; never leaves this file. */
class Stopped extends Error {}
