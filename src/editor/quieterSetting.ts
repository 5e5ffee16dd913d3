import type { HoverMode } from './hoverSilence.ts';

/** A setting's value at each level; absent where it is not set. */
export interface InspectedSetting<Value> {
  readonly defaultValue?: Value | undefined;
  readonly globalValue?: Value | undefined;
  readonly workspaceValue?: Value | undefined;
  readonly workspaceFolderValue?: Value | undefined;
}

/** A repository may quieten a person's editor but not make it louder: what the person turned off stays off. */
export function quieterSwitch(setting: InspectedSetting<boolean>): boolean {
  return setting.globalValue !== false && nearest(setting) === true;
}

const fromQuietToLoud: readonly HoverMode[] = ['off', 'touched', 'unfamiliar'];

/** The quieter of what the person and the repository chose; a value that is none of the modes counts as not set. */
export function quieterHoverMode(setting: InspectedSetting<string>): HoverMode {
  const person = fromQuietToLoud.find((mode) => mode === setting.globalValue);
  const chosen = fromQuietToLoud.find((mode) => mode === nearest(setting)) ?? 'unfamiliar';
  return person !== undefined && fromQuietToLoud.indexOf(person) < fromQuietToLoud.indexOf(chosen) ? person : chosen;
}

function nearest<Value>(setting: InspectedSetting<Value>): Value | undefined {
  return setting.workspaceFolderValue ?? setting.workspaceValue ?? setting.globalValue ?? setting.defaultValue;
}
