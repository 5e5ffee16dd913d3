import * as vscode from 'vscode';
import type { ChangeSummary } from '../terms/change.ts';
import type { Quiet } from './quiet.ts';
import type { Settings } from './settings.ts';
import { statusText, uncheckedChanges } from './uncheckedChanges.ts';

export interface StatusBar extends vscode.Disposable {
  changesUpdated(changes: readonly ChangeSummary[]): void;
}

/** One item, `1 to check`, that takes the newest change to its check and is gone when nothing is left. */
export function createStatusBar({ settings, quiet }: { readonly settings: Settings; readonly quiet: Quiet }): StatusBar {
  const item = vscode.window.createStatusBarItem('understand.status', vscode.StatusBarAlignment.Right, 100);
  item.name = 'Understand This: changes to check';
  let changes: readonly ChangeSummary[] = [];

  const draw = (): void => {
    const snoozed = settings.statusBar() ? quiet.snoozed() : undefined;
    if (snoozed !== undefined) {
      item.text = '$(bell-slash) Snoozed';
      item.tooltip = `${snoozed} Changes are still recorded, and asking works. Click to resume.`;
      item.accessibilityInformation = { label: `Understand This: ${snoozed}` };
      item.command = 'understand.resume';
      item.show();
      return;
    }
    const status = settings.statusBar() && quiet.busy() === undefined ? statusText(changes) : undefined;
    const newest = uncheckedChanges(changes)[0];
    if (status === undefined || newest === undefined) {
      item.hide();
      return;
    }
    item.text = status.text;
    const left = quiet.leftQuiet();
    item.tooltip = `${status.label}. Open a quick check.${left === undefined ? '' : ` ${left}`}`;
    item.accessibilityInformation = { label: status.label };
    item.command = { command: 'understand.quickCheck', title: 'Quick check', arguments: [{ changeId: newest.id }] };
    item.show();
  };
  const listening = settings.onChange(draw);
  const stopListening = quiet.onChange(draw);
  draw();
  return {
    changesUpdated(updated) {
      changes = updated;
      draw();
    },
    dispose() {
      listening.dispose();
      stopListening();
      item.dispose();
    },
  };
}
