import * as vscode from 'vscode';
import { withinTime } from './withinTime.ts';
import type { Clock } from '../terms/clock.ts';
import type { EditorSymbol } from '../terms/editorSymbol.ts';
import type { Place } from '../tutor.ts';
import { innermostSymbol, plainHover } from './editorSymbolText.ts';

/** Other extensions answer these; a language server that starts or hangs is not waited for longer. */
const patienceMs = 4_000;

/**
 * What the editor knows of the code around a place, by the symbol and hover providers of whoever brings the language. Asked only for a
 * sidebar that is shown. Undefined where no provider names a function or class there, or none answers in time.
 */
export function createSymbolAt(clock: Clock): (place: Place, language: string) => Promise<EditorSymbol | undefined> {
  const ask = async <Value>(command: string, ...values: readonly unknown[]): Promise<Value | undefined> => {
    // A provider that throws knows nothing.
    const asked = Promise.resolve(vscode.commands.executeCommand<Value>(command, ...values)).catch(() => undefined);
    return await withinTime(asked, clock, patienceMs);
  };
  return async ({ uri, line }, language) => {
    const document = vscode.Uri.parse(uri);
    const symbols = await ask<readonly vscode.DocumentSymbol[]>('vscode.executeDocumentSymbolProvider', document);
    const found = innermostSymbol(symbols ?? [], line - 1);
    if (found === undefined) return undefined;
    const { name, kind, symbol } = found;
    const { start, end } = symbol.range;
    const hovers = await ask<readonly vscode.Hover[]>('vscode.executeHoverProvider', document, symbol.selectionRange?.start ?? start);
    const contents = (hovers ?? []).flatMap((hover) => hover.contents).map((each) => (typeof each === 'string' ? each : each.value));
    return {
      language,
      name,
      kind,
      lines: [start.line + 1, Math.max(start.line, end.character === 0 ? end.line - 1 : end.line) + 1],
      hover: plainHover(contents),
    };
  };
}
