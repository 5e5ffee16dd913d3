import * as vscode from 'vscode';
import type { ModelSettings } from '../terms/model.ts';
import type { HoverMode } from './hoverSilence.ts';
import { modelSettings } from './personalSetting.ts';
import { quieterHoverMode, quieterSwitch } from './quieterSetting.ts';

/** Each surface is off when everything is off. */
export interface Settings extends vscode.Disposable {
  /** Asked at every key. */
  readonly enabled: () => boolean;
  readonly hoverMode: () => HoverMode;
  readonly gutter: () => boolean;
  readonly codeLens: () => boolean;
  readonly statusBar: () => boolean;
  /** What the person chose about models; a workspace has no say in it. */
  readonly models: () => ModelSettings;
  /** Whether local records of agents may be read: the person's own choice alone, whatever a workspace says. */
  readonly transcripts: () => boolean;
  /** Called after any setting of ours has changed. */
  onChange(listener: () => void): vscode.Disposable;
}

export function createSettings(): Settings {
  const configuration = (): vscode.WorkspaceConfiguration => vscode.workspace.getConfiguration('understand');
  const inspected = <Value>(name: string) => configuration().inspect<Value>(name) ?? {};
  const isOn = (name: string): boolean => quieterSwitch(inspected<boolean>(name));
  // Reading a setting takes longer than all else that a key is looked at for.
  let lastRead: boolean | undefined;
  const subscription = vscode.workspace.onDidChangeConfiguration(() => (lastRead = undefined));
  const enabled = (): boolean => (lastRead ??= isOn('enabled'));
  return {
    enabled,
    dispose: () => void subscription.dispose(),
    hoverMode: () => (enabled() ? quieterHoverMode(inspected<string>('hover.mode')) : 'off'),
    gutter: () => enabled() && isOn('gutter.enabled'),
    codeLens: () => enabled() && isOn('codeLens.enabled'),
    transcripts: () => enabled() && configuration().inspect<boolean>('transcripts.enabled')?.globalValue === true,
    statusBar: () => enabled() && isOn('statusBar.enabled'),
    models() {
      const chosen = modelSettings((name) => inspected(`llm.${name}`));
      // Whoever turned the editor's AI features off, a workspace too, is not offered its models by us.
      const noAi = vscode.workspace.getConfiguration('chat').get('disableAIFeatures') === true;
      return enabled() && !(noAi && chosen.mode === 'vscode') ? chosen : { ...chosen, mode: 'off' };
    },
    onChange: (listener) =>
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('understand')) listener();
      }),
  };
}
