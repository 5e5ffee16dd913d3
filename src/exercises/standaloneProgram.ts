import { failure, type Result } from '../terms/result.ts';
import type { ScriptedRun } from './runScripts.ts';
import type { RunnableScenario } from './world.ts';
import type { WorldFrame } from './worldFrame.ts';

export function standaloneProgram(_parts: {
  readonly scenario: RunnableScenario;
  readonly run: ScriptedRun;
  readonly frame: WorldFrame;
}): Result<{ readonly program: string; readonly expected: string }> {
  return failure('not yet');
}
