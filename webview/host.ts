import type { Snapshot, WebviewMessage } from '../src/protocol.ts';
import { parseUiState } from './uiState.ts';
import type { UiState } from './uiState.ts';
import { visibleSnapshot } from './visibleSnapshot.ts';

declare function acquireVsCodeApi(): {
  postMessage(message: WebviewMessage): void;
  getState(): unknown;
  setState(state: UiState): void;
};

export interface Host {
  send(message: WebviewMessage): void;
  readonly savedUiState: UiState;
  save(state: UiState): void;
}

/** The extension, as the page sees it. Call once: the page gets its connection only once. */
export function connectHost(onSnapshot: (snapshot: Snapshot) => void): Host {
  const api = acquireVsCodeApi();
  window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (isSnapshot(data)) onSnapshot(visibleSnapshot(data));
  });
  return {
    send: (message) => api.postMessage(message),
    savedUiState: parseUiState(api.getState()),
    save: (state) => api.setState(state),
  };
}

/** Both ends are built together, so the shape is known once the message is told apart from what the editor itself sends. */
function isSnapshot(data: unknown): data is Snapshot {
  return typeof data === 'object' && data !== null && 'screen' in data && 'changes' in data;
}
