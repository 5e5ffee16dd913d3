import type { ModelSettings } from '../terms/model.ts';
import type { InspectedSetting } from './quieterSetting.ts';

/** What the person chose, else the default; what a workspace says is as if it were not there. */
export function personalSetting<Value>({ globalValue, defaultValue }: InspectedSetting<Value>): Value | undefined {
  return globalValue ?? defaultValue;
}

const modes: readonly ModelSettings['mode'][] = ['off', 'vscode', 'endpoint'];
/** Numbers that are none, negative or beyond reason count as nothing to spend. */
const mostTokens = 100_000_000;
const mostDollars = 10_000;

/** `inspected`: a setting below `understand.llm.`. Values of another type count as not set; a mode that is none is `off`. */
export function modelSettings(inspected: (name: string) => InspectedSetting<unknown>): ModelSettings {
  const text = (name: string): string => {
    const value = personalSetting(inspected(name));
    return typeof value === 'string' ? value.trim() : '';
  };
  const limit = (name: string, most: number): number => {
    const value = personalSetting(inspected(name));
    return typeof value === 'number' && value >= 0 && value <= most ? value : 0;
  };
  return {
    mode: modes.find((mode) => mode === text('mode')) ?? 'off',
    endpoint: text('endpoint'),
    model: text('model'),
    dailyTokens: limit('dailyTokens', mostTokens),
    dailyDollars: limit('dailyDollars', mostDollars),
  };
}
