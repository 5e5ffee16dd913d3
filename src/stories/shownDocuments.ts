import type { OriginTracker } from '../changes/originTracker.ts';
import { hoverCard } from '../explain/hoverCard.ts';
import { offeredCards } from '../explain/offeredCards.ts';
import type { Clock } from '../terms/clock.ts';
import type { DocumentView } from '../terms/documentView.ts';
import { originInWords } from '../terms/origin.ts';
import type { Origin } from '../terms/origin.ts';
import { contains } from '../terms/ranges.ts';
import type { ShownDocument } from '../terms/shownDocument.ts';
import type { ChangeBook } from './changeBook.ts';
import { takeTurns } from './takeTurns.ts';
import type { CodeStudy, StudiedFile, StudiedUnit } from './studyCode.ts';

const settleMs = 300;
const typesAfterMs = 700;

/** A document without a folder is read alone: syntax only, nothing around it. */
export interface KnownDocument {
  readonly uri: string;
  readonly file: string;
  readonly path: string;
  readonly root?: string;
  readonly text: string;
  readonly sequence: number;
}

/** The documents an editor shows: studied when they settle, and their views pushed. */
export interface ShownDocuments {
  show(document: ShownDocument): void;
  hide(uri: string): void;
  /** The text changed: study it again once it settles. */
  edited(uri: string, sequence: number): void;
  find(uri: string): KnownDocument | undefined;
  findFile(file: string): KnownDocument | undefined;
  /** The latest study of a document, made now if the text is newer. */
  study(uri: string): StudiedFile | { readonly skipped: string } | undefined;
  /** Pushes the views again, e.g. after a mark was cleared. */
  pushAll(): void;
  /** Studies everything again, e.g. when the index is ready or the workspace was trusted. */
  restudy(): void;
  dispose(): void;
}

export interface ShownDocumentsParts {
  readonly study: CodeStudy;
  readonly origins: Pick<OriginTracker, 'text' | 'originOfLines' | 'linesSince'>;
  readonly book: ChangeBook;
  readonly clock: Clock;
  readonly trusted: () => boolean;
  readonly understood: (unit: StudiedUnit) => boolean;
  /** A document of a folder came to rest, before it is studied: callers are looked up in its newest text. */
  readonly onSettled: (root: string, document: KnownDocument) => void;
  readonly onView: (view: DocumentView) => void;
}

interface Shelved {
  readonly document: ShownDocument;
  sequence: number;
  study?: { readonly text: string; readonly depth: 'syntax' | 'types'; readonly result: StudiedFile | { readonly skipped: string } };
  cancel: () => void;
}

export function createShownDocuments(parts: ShownDocumentsParts): ShownDocuments {
  const shelf = new Map<string, Shelved>();
  const withTypes = takeTurns(parts.clock);

  const known = (shelved: Shelved): KnownDocument => {
    const { uri, path: file = uri, root, text } = shelved.document;
    const path = root !== undefined && file.startsWith(`${root}/`) ? file.slice(root.length + 1) : (file.split('/').at(-1) ?? file);
    return { uri, file, path, text: parts.origins.text(uri) ?? text, sequence: shelved.sequence, ...(root !== undefined && { root }) };
  };

  const studyAt = (shelved: Shelved, depth: 'syntax' | 'types'): StudiedFile | { readonly skipped: string } => {
    const document = known(shelved);
    const before = shelved.study;
    if (before?.text === document.text && (before.depth === 'types' || depth === 'syntax')) return before.result;
    const studied = parts.study.study(document, { root: document.root ?? '', depth });
    const result = studied.ok ? studied.value : { skipped: studied.reason };
    shelved.study = { text: document.text, depth, result };
    if ('units' in result) {
      // Facts and words are kept; the program they came from is not.
      result.program?.dispose();
      for (const { located } of result.units) parts.book.follow(document.path, located.unit.name, located.unit.key, located.unit.lines[0]);
    }
    return result;
  };

  const push = (shelved: Shelved): void => {
    const { uri, sequence } = known(shelved);
    const result = shelved.study?.result;
    if (result === undefined) return;
    if ('skipped' in result) return parts.onView({ uri, sequence, units: [], skipped: result.skipped });
    const unchecked = parts.book.uncheckedKeys();
    const units = result.units.map((studied) => {
      const { key, name, lines, nameAt } = studied.located.unit;
      const touched = unchecked.has(key);
      const origin = originOf(parts, uri, studied, touched);
      const silent = origin.kind === 'human' || parts.understood(studied);
      const card = silent
        ? undefined
        : hoverCard({
            unit: studied.located.unit,
            facts: studied.facts,
            outline: studied.outline,
            concepts: studied.concepts,
            origin,
            touched,
          });
      const originText = origin.kind === 'unknown' ? undefined : originInWords(origin);
      return { key, name, lines, nameAt, unchecked: touched, ...(originText && { originText }), ...(card && { card }) };
    });
    const recent = parts.origins.linesSince(uri);
    parts.onView({ uri, sequence, units: offeredCards(units), ...(recent.length > 0 && { recent }) });
  };

  const settle = (shelved: Shelved, delayMs: number): void => {
    shelved.cancel();
    shelved.cancel = parts.clock.after(delayMs, () => {
      const { root } = shelved.document;
      if (root !== undefined) parts.onSettled(root, known(shelved));
      studyAt(shelved, 'syntax');
      push(shelved);
      if (!parts.trusted() || root === undefined) return;
      const { uri } = shelved.document;
      shelved.cancel = parts.clock.after(typesAfterMs, () =>
        withTypes.want(uri, () => {
          if (shelf.get(uri) !== shelved) return;
          studyAt(shelved, 'types');
          push(shelved);
        }),
      );
    });
  };

  return {
    show(document) {
      shelf.get(document.uri)?.cancel();
      const shelved: Shelved = { document, sequence: document.sequence, cancel: () => undefined };
      shelf.set(document.uri, shelved);
      settle(shelved, 0);
    },
    hide(uri) {
      shelf.get(uri)?.cancel();
      withTypes.forget(uri);
      shelf.delete(uri);
    },
    edited(uri, sequence) {
      const shelved = shelf.get(uri);
      if (shelved === undefined) return;
      shelved.sequence = Math.max(shelved.sequence, sequence);
      settle(shelved, settleMs);
    },
    find: (uri) => mapped(shelf.get(uri), known),
    findFile: (file) =>
      mapped(
        [...shelf.values()].find((shelved) => shelved.document.path === file),
        known,
      ),
    study: (uri) => mapped(shelf.get(uri), (shelved) => studyAt(shelved, 'syntax')),
    pushAll() {
      for (const shelved of shelf.values()) push(shelved);
    },
    restudy() {
      for (const shelved of shelf.values()) {
        delete shelved.study;
        settle(shelved, 0);
      }
    },
    dispose() {
      withTypes.dispose();
      for (const shelved of shelf.values()) shelved.cancel();
      shelf.clear();
    },
  };
}

function mapped<Value, Result>(value: Value | undefined, map: (value: Value) => Result): Result | undefined {
  return value === undefined ? undefined : map(value);
}

/** What a change recorded counts for units it touched; for the rest, what the live edits show. */
function originOf(parts: ShownDocumentsParts, uri: string, studied: StudiedUnit, touched: boolean): Origin {
  const { key, lines } = studied.located.unit;
  const live = parts.origins.originOfLines(uri, lines);
  if (!touched || live.kind !== 'unknown') return live;
  const change = parts.book.touching(key)[0];
  return (change && parts.book.find(change.id)?.change.origin) ?? live;
}

/** The innermost unit around a line. */
export function unitAt(file: StudiedFile, line: number): StudiedUnit | undefined {
  return file.units
    .filter((studied) => contains(studied.located.unit.lines, line))
    .sort((left, right) => left.located.unit.size.lines - right.located.unit.size.lines)[0];
}
