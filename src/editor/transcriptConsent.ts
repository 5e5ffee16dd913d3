import * as vscode from 'vscode';
import type { Tutor } from '../tutor.ts';
import type { Settings } from './settings.ts';

export interface TranscriptConsentParts {
  readonly tutor: Pick<Tutor, 'allowTranscripts'>;
  readonly settings: Pick<Settings, 'transcripts' | 'onChange'>;
  /** The extension's own folder for this workspace: the folder around it holds what VS Code keeps of the same windows. */
  readonly storageUri: vscode.Uri | undefined;
  /** The tutor knows now: what was read, or no longer may be, shows. */
  readonly onTold: () => void;
  readonly report: (error: unknown) => void;
}

/** Tells the tutor whether local records of agents may be read, once at the start where they may, and when that changes. */
export function watchTranscriptConsent({ tutor, settings, storageUri, onTold, report }: TranscriptConsentParts): vscode.Disposable {
  const windows = storageUri?.scheme === 'file' ? [vscode.Uri.joinPath(storageUri, '..').fsPath.replaceAll('\\', '/')] : [];
  let told = false;
  const tell = (): void => {
    const allowed = settings.transcripts();
    if (allowed === told) return;
    told = allowed;
    void tutor.allowTranscripts(allowed, windows).then(onTold, report);
  };
  tell();
  return settings.onChange(tell);
}
