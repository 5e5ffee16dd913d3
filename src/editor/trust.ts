import * as vscode from 'vscode';
import type { Tutor } from '../tutor.ts';

export interface TrustParts {
  readonly tutor: Pick<Tutor, 'trust'>;
  readonly onChanged: (trusted: boolean) => void;
  readonly report: (error: unknown) => void;
}

/** Tells the tutor and the surfaces whether this window is trusted, now and once it is. Trust ends only with a reload. */
export function watchTrust({ tutor, onChanged, report }: TrustParts): vscode.Disposable {
  const tell = (): void => {
    const { isTrusted } = vscode.workspace;
    void tutor.trust(isTrusted).catch(report);
    onChanged(isTrusted);
  };
  tell();
  return vscode.workspace.onDidGrantWorkspaceTrust(tell);
}
