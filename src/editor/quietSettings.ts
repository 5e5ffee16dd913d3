import { Disposable } from 'vscode';
import type { Quiet } from './quiet.ts';
import type { Settings } from './settings.ts';

/** The settings as surfaces that show something unasked get them: off while everything is snoozed, and in the middle of a merge or rebase. */
export function quietSettings(settings: Settings, quiet: Pick<Quiet, 'snoozed' | 'busy' | 'onChange'>): Settings {
  const awake = (): boolean => quiet.snoozed() === undefined && quiet.busy() === undefined;
  return {
    ...settings,
    dispose: () => settings.dispose(),
    hoverMode: () => (awake() ? settings.hoverMode() : 'off'),
    gutter: () => awake() && settings.gutter(),
    codeLens: () => awake() && settings.codeLens(),
    onChange: (listener) => Disposable.from(settings.onChange(listener), new Disposable(quiet.onChange(listener))),
  };
}
