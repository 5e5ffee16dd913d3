import * as vscode from 'vscode';
import type { HoverMode } from './hoverSilence.ts';
import { quieterHoverMode, quieterSwitch } from './quieterSetting.ts';

/** Each surface is off when everything is off. */
export interface Settings {
  readonly enabled: () => boolean;
  readonly hoverMode: () => HoverMode;
  readonly gutter: () => boolean;
  readonly codeLens: () => boolean;
  readonly statusBar: () => boolean;
  /** Called after any setting of ours has changed. */
  onChange(listener: () => void): vscode.Disposable;
}

export function createSettings(): Settings {
  const inspected = <Value>(name: string) => vscode.workspace.getConfiguration('understand').inspect<Value>(name) ?? {};
  const isOn = (name: string): boolean => quieterSwitch(inspected<boolean>(name));
  const enabled = (): boolean => isOn('enabled');
  return {
    enabled,
    hoverMode: () => (enabled() ? quieterHoverMode(inspected<string>('hover.mode')) : 'off'),
    gutter: () => enabled() && isOn('gutter.enabled'),
    codeLens: () => enabled() && isOn('codeLens.enabled'),
    statusBar: () => enabled() && isOn('statusBar.enabled'),
    onChange: (listener) =>
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('understand')) listener();
      }),
  };
}
