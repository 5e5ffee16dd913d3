import * as vscode from 'vscode';
import type { ChangeSummary } from '../terms/change.ts';
import type { ChangeId } from '../terms/ids.ts';
import type { Origin } from '../terms/origin.ts';
import type { UnitPanel } from '../terms/panel.ts';
import type { Result } from '../terms/result.ts';
import type { Tutor } from '../tutor.ts';

/** What other extensions may use. A member never changes its meaning without a new `version`. */
export interface UnderstandThisApi {
  readonly version: 1;
  /** The unit at a position of an open document; why not, in one sentence, where there is none. */
  explain(uri: vscode.Uri, position: vscode.Position): Promise<Result<UnitPanel>>;
  /** A Change that touched something worth knowing, once, when it arrives; those of earlier sessions are not told again. */
  readonly changes: vscode.Event<ChangeSummary>;
  /** Who wrote a line (0-based, as VS Code counts) of an open document, with the evidence; no evidence is `unknown`. */
  origin(uri: vscode.Uri, line: number): Promise<Origin>;
}

export interface PublicApi extends vscode.Disposable {
  readonly api: UnderstandThisApi;
  changesUpdated(changes: readonly ChangeSummary[]): void;
}

export function createPublicApi({ tutor }: { readonly tutor: Pick<Tutor, 'explain' | 'originOf'> }): PublicApi {
  const arrived = new vscode.EventEmitter<ChangeSummary>();
  const startedAt = Date.now();
  let told: Set<ChangeId> | undefined;
  return {
    api: {
      version: 1,
      explain: (uri, position) => tutor.explain({ uri: uri.toString(), line: position.line + 1 }),
      changes: arrived.event,
      origin: (uri, line) => tutor.originOf({ uri: uri.toString(), line: line + 1 }),
    },
    changesUpdated(changes) {
      const known = told ?? new Set(changes.filter((change) => change.at < startedAt).map((change) => change.id));
      told = known;
      for (const change of changes.toReversed()) {
        if (known.has(change.id)) continue;
        known.add(change.id);
        if (change.state === 'unchecked') arrived.fire(change);
      }
    },
    dispose: () => arrived.dispose(),
  };
}
