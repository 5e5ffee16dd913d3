import { visibleLines } from '../safety/visibleLines.ts';
import type { EditorSymbol } from '../terms/editorSymbol.ts';

interface Range {
  readonly start: { readonly line: number };
  readonly end: { readonly line: number };
}

/** `vscode.DocumentSymbol`, as far as it is read; lists of the older flat kind have no range and are left out. Lines are 0-based. */
export interface SymbolNode {
  readonly name: string;
  readonly kind: number;
  readonly range?: Range;
  readonly children?: readonly SymbolNode[];
}

export interface FoundSymbol<Node> {
  /** With its owners. */
  readonly name: string;
  readonly kind: EditorSymbol['kind'];
  readonly symbol: Node;
}

/** `vscode.SymbolKind`; everything else is no code that runs. */
const kinds: ReadonlyMap<number, EditorSymbol['kind']> = new Map([
  [4, 'class'],
  [5, 'method'],
  [8, 'constructor'],
  [11, 'function'],
  [22, 'class'],
]);
const longestHover = 1_000;
const mostParts = 4;

/** The innermost function, method or class around a line. */
export function innermostSymbol<Node extends SymbolNode>(
  symbols: readonly Node[],
  line: number,
  owners: readonly string[] = [],
): (FoundSymbol<Node> & { readonly symbol: Node & { readonly range: NonNullable<Node['range']> } }) | undefined {
  for (const symbol of symbols) {
    const { range } = symbol;
    if (range === undefined || line < range.start.line || line > range.end.line) continue;
    const names = [...owners, symbol.name];
    const inner = innermostSymbol((symbol.children ?? []) as readonly Node[], line, names);
    if (inner !== undefined) return inner;
    const kind = kinds.get(symbol.kind);
    if (kind !== undefined) return { name: names.join('.'), kind, symbol: { ...symbol, range } };
  }
  return undefined;
}

/** A hover as text: code without its fences, prose without links, images and HTML; hidden characters are made visible. */
export function plainHover(contents: readonly string[]): readonly string[] {
  let left = longestHover;
  const parts: string[] = [];
  for (const content of contents) {
    const text = visibleLines(
      content
        .replaceAll(/^\s*(?:```|~~~).*$/gmu, '')
        .replaceAll(/!\[[^\]]*\]\([^)]*\)/gu, '')
        .replaceAll(/\[([^\]]*)\]\([^)]*\)/gu, '$1')
        .replaceAll(/<!--[\s\S]*?-->|<\/?[a-z][^<>]*>/giu, '')
        .replaceAll(/\*\*|__/gu, '')
        .replaceAll(/^\s*(?:---+|\*\*\*+)\s*$/gmu, '')
        .replaceAll(/\n{2,}/gu, '\n'),
    ).trim();
    if (text === '' || left <= 0 || parts.length >= mostParts || parts.includes(text)) continue;
    parts.push(text.length > left ? `${text.slice(0, left)}…` : text);
    left -= text.length;
  }
  return parts;
}
