import type { Transcripts } from '../changes/transcripts/transcripts.ts';

/** Agents' records are read when a person allowed it and the window is trusted; `onAllowed` when both have become true. */
export function createRecordsConsent(
  transcripts: Pick<Transcripts, 'allow' | 'allowed'>,
  onAllowed: () => void,
): { allow(allowed: boolean, windows: readonly string[]): void; trust(trusted: boolean): void } {
  let [isAllowed, isTrusted] = [false, false];
  let folders: readonly string[] = [];
  const tell = (): void => {
    const wasAllowed = transcripts.allowed();
    transcripts.allow(isAllowed && isTrusted, folders);
    if (!wasAllowed && transcripts.allowed()) onAllowed();
  };
  return {
    allow(allowed, windows) {
      [isAllowed, folders] = [allowed, windows];
      tell();
    },
    trust(trusted) {
      isTrusted = trusted;
      tell();
    },
  };
}
