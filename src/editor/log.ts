import * as vscode from 'vscode';

/** The one channel that everything which needs no attention goes to. */
export function createLog(): vscode.LogOutputChannel {
  return vscode.window.createOutputChannel('Understand This', { log: true });
}
