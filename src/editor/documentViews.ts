import type { DocumentView, UnitView } from '../terms/documentView.ts';
import { contains, type LineRange } from '../terms/ranges.ts';

/** What one edit does to lines: `lines` (1-based) are touched; `[n, n - 1]` touches none and inserts before line n. */
export interface LineEdit {
  readonly lines: LineRange;
  /** Lines after minus lines before. */
  readonly added: number;
}

/** A unit as it stands now. `edited`: it was touched since the view was made, so nothing is said about it; its mark stays. */
export interface CarriedUnit extends UnitView {
  readonly edited: boolean;
}

export interface DocumentViews {
  received(view: DocumentView): void;
  /** `edits` of one event, in any order; their lines are those before the event. */
  edited(uri: string, sequence: number, edits: readonly LineEdit[]): void;
  forget(uri: string): void;
  clear(): void;
  unitsOf(uri: string): readonly CarriedUnit[];
  /** The innermost unit that holds a line. */
  unitAt(uri: string, line: number): CarriedUnit | undefined;
  skipped(uri: string): string | undefined;
  /** Lines that came recently and are not shown to be typed; nothing while edits have come that the view does not know. */
  recentLines(uri: string): readonly LineRange[] | undefined;
  /** Called with the uri whose view was replaced; an edit alone calls nobody. Returns the way to stop. */
  onReceived(listener: (uri: string) => void): () => void;
}

interface KeptView {
  view?: DocumentView;
  /** Those of one event run from the last line up. */
  edits: { readonly sequence: number; readonly edits: readonly LineEdit[] }[];
  units?: readonly CarriedUnit[];
  /** Edits that `units` were not carried through yet: a file has thousands of units, and nobody asks for them at each key. */
  waiting: (readonly LineEdit[])[];
  /** Edits up to this sequence are no longer known: an older view cannot be carried through them. */
  forgottenThrough: number;
}

const mostKeptEdits = 1_000;
/** Carrying units through more edits than these at once would be felt. */
const mostWaiting = 100;

/**
 * The last view of each document, carried through the edits that came after it:
 *
 *     view (sequence 3) ── edit 4 ── edit 5 ── unitsOf: units moved by 4 and 5, touched ones without a card
 *     view (sequence 4) arrives late: only edit 5 is applied to it
 */
export function createDocumentViews(): DocumentViews {
  const documents = new Map<string, KeptView>();
  const listeners = new Set<(uri: string) => void>();

  const unitsOf = (uri: string): readonly CarriedUnit[] => {
    const kept = documents.get(uri);
    if (kept?.view === undefined) return [];
    const waiting = kept.units === undefined ? kept.edits.map(({ edits }) => edits) : kept.waiting;
    const units = kept.units ?? kept.view.units.map((unit) => ({ ...unit, edited: false }));
    kept.units = waiting.length === 0 ? units : units.map((unit) => waiting.reduce(carried, unit));
    kept.waiting = [];
    return kept.units;
  };
  const notify = (uri: string): void => listeners.forEach((listener) => listener(uri));

  return {
    received(view) {
      const kept = documents.get(view.uri);
      const forgottenThrough = kept?.forgottenThrough ?? 0;
      if (view.sequence < forgottenThrough) return;
      const edits = (kept?.edits ?? []).filter(({ sequence }) => sequence > view.sequence);
      documents.set(view.uri, { view, edits, waiting: [], forgottenThrough });
      notify(view.uri);
    },
    edited(uri, sequence, edits) {
      const kept = documents.get(uri) ?? { edits: [], waiting: [], forgottenThrough: 0 };
      documents.set(uri, kept);
      const sorted = edits.toSorted((left, right) => right.lines[0] - left.lines[0]);
      // What is typed into one line does the same at each key: a view that knows a part of it is carried through all of it.
      if (sameEdit(kept.edits.at(-1)?.edits, sorted)) kept.edits.pop();
      kept.edits.push({ sequence, edits: sorted });
      if (kept.units !== undefined && !sameEdit(kept.waiting.at(-1), sorted)) kept.waiting.push(sorted);
      if (kept.waiting.length > mostWaiting) unitsOf(uri);
      if (kept.edits.length <= mostKeptEdits) return;
      kept.edits = kept.edits.slice(-mostKeptEdits / 2);
      kept.forgottenThrough = (kept.edits[0]?.sequence ?? 1) - 1;
      delete kept.view;
      delete kept.units;
    },
    forget(uri) {
      if (documents.delete(uri)) notify(uri);
    },
    clear() {
      const uris = [...documents.keys()];
      documents.clear();
      uris.forEach(notify);
    },
    unitsOf,
    unitAt(uri, line) {
      const around = unitsOf(uri).filter((unit) => contains(unit.lines, line));
      return around.reduce<CarriedUnit | undefined>(
        (best, unit) => (best === undefined || span(unit) <= span(best) ? unit : best),
        undefined,
      );
    },
    skipped: (uri) => documents.get(uri)?.view?.skipped,
    recentLines(uri) {
      const kept = documents.get(uri);
      return kept !== undefined && kept.edits.length > 0 ? undefined : (kept?.view?.recent ?? []);
    },
    onReceived(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function span(unit: CarriedUnit): number {
  return unit.lines[1] - unit.lines[0];
}

/**
 * What a replacement does to lines. Positions are 1-based, `toColumn` exclusive.
 * Whole lines, inserted or removed from their first column on, leave the line behind them untouched.
 */
export function lineEdit(
  range: { readonly fromLine: number; readonly fromColumn: number; readonly toLine: number; readonly toColumn: number },
  text: string,
): LineEdit {
  const added = text.split('\n').length - 1 - (range.toLine - range.fromLine);
  const wholeLines = range.fromColumn === 1 && range.toColumn === 1 && (text === '' || text.endsWith('\n'));
  return { lines: [range.fromLine, wholeLines ? range.toLine - 1 : range.toLine], added };
}

/** Whether both touch the same lines and move none. */
function sameEdit(before: readonly LineEdit[] | undefined, after: readonly LineEdit[]): boolean {
  const [left, ...others] = before ?? [];
  const [right, ...more] = after;
  if (left === undefined || right === undefined || others.length + more.length > 0) return false;
  return left.added === 0 && right.added === 0 && left.lines[0] === right.lines[0] && left.lines[1] === right.lines[1];
}

/** `edits` from the last line up, so that the lines of those before it still hold. */
function carried(unit: CarriedUnit, edits: readonly LineEdit[]): CarriedUnit {
  let result = unit;
  for (const edit of edits) result = carriedThrough(result, edit);
  return result;
}

function carriedThrough(unit: CarriedUnit, { lines: [first, last], added }: LineEdit): CarriedUnit {
  const [from, to] = unit.lines;
  // A document has thousands of units, and this is asked of each at every key.
  if (first > to || (added === 0 && last < from)) return unit;
  const nameLine = unit.nameAt.from.line;
  const movedName = last < nameLine ? added : 0;
  const nameAt =
    movedName === 0
      ? unit.nameAt
      : {
          from: { ...unit.nameAt.from, line: nameLine + movedName },
          to: { ...unit.nameAt.to, line: unit.nameAt.to.line + movedName },
        };
  if (last < from) return { ...unit, lines: [from + added, to + added], nameAt };
  const { card: _card, ...rest } = unit;
  const start = Math.min(from, first);
  return { ...rest, lines: [start, Math.max(start, to + added)], nameAt, edited: true };
}
