import { diffChars, diffLines } from 'diff';
import type { RecordedEvent } from '../../extensions/recorder/recordedEvent.ts';

/** Text that stood there before anyone was watching. */
const before = 'before';

/** Who wrote each UTF-16 unit of a document, in VS Code's own words; ` (through …)` where something carried it since. */
export interface TruthDocument {
  readonly uri: string;
  readonly text: string;
  readonly authors: readonly string[];
  /** Numbers of change events by their word. */
  readonly events: Readonly<Record<string, number>>;
}

interface Held {
  text: string;
  authors: string[];
  readonly states: Map<string, string[]>;
  readonly events: Record<string, number>;
}

type Change = Extract<RecordedEvent, { what: 'change' }>;

/** Edits that only put text that is there in another place or shape, whoever asked for them. */
const carrying =
  /^(?:cursor\/(?:paste|cut|executeCommands?)|unknown\/formatEditsCommand|reloadFromDisk|codeAction|unknown|applyEdits|setValue)/u;

/** VS Code's word for an edit: its source, and the kind or name where it gives one. */
export function reasonOf({ standsFor, source, metadata }: Change): string {
  if (standsFor !== undefined) return `${standsFor} (synthesised)`;
  const detail = metadata['kind'] ?? metadata['name'];
  return typeof detail === 'string' && detail !== '' ? `${source}/${detail}` : source;
}

/** Follows every document through the log, without anything of the product's. */
export function followTruth(log: readonly RecordedEvent[]): readonly TruthDocument[] {
  const documents = new Map<string, Held>();
  for (const event of log) {
    if (event.what === 'open') {
      const known = documents.get(event.uri);
      const authors = known === undefined ? filled(event.text, before) : throughLines(known, event.text, 'reloadFromDisk while closed');
      documents.set(event.uri, { text: event.text, authors, states: known?.states ?? new Map(), events: known?.events ?? {} });
    }
    const document = documents.get(event.uri);
    if (event.what === 'change' && document !== undefined) apply(document, event, [...documents.values()]);
  }
  return [...documents].map(([uri, { text, authors, events }]) => ({ uri, text, authors, events }));
}

function apply(document: Held, event: Change, all: readonly Held[]): void {
  const reason = reasonOf(event);
  document.events[reason] = (document.events[reason] ?? 0) + 1;
  document.states.set(document.text, document.authors);
  const old: Held = { ...document };
  let text = old.text;
  let authors = old.authors;
  for (const { offset, length, text: inserted } of event.changes.toSorted((left, right) => right.offset - left.offset)) {
    const replaced = old.text.slice(offset, offset + length);
    const replacedAuthors = old.authors.slice(offset, offset + length);
    const isPasted = reason.includes('paste') || isPastedWithImports(reason, inserted, all);
    const written =
      isPasted || carrying.test(reason)
        ? carried({ text: replaced, authors: replacedAuthors }, inserted, reason, isPasted ? all : [old])
        : filled(inserted, reason);
    text = text.slice(0, offset) + inserted + text.slice(offset + length);
    authors = [...authors.slice(0, offset), ...written, ...authors.slice(offset + length)];
  }
  const earlier = event.reason === undefined ? undefined : document.states.get(text);
  document.text = text;
  if (reason === 'codeAction') authors = throughOrder(old, text, reason) ?? authors;
  document.authors = earlier?.map((author) => through(author, event.reason ?? '')) ?? authors;
}

/** TypeScript pastes what was copied in the editor with its imports, and the editor calls that a snippet. */
function isPastedWithImports(reason: string, inserted: string, places: readonly Held[]): boolean {
  return reason === 'snippet' && inserted.trim().length >= 20 && places.some(({ text }) => text.includes(inserted.trim()));
}

/** What `inserted` says again, of what it replaces or of what stands elsewhere, keeps its author. */
function carried(replaced: Pick<Held, 'text' | 'authors'>, inserted: string, reason: string, places: readonly Held[]): string[] {
  if (inserted.trim().length >= 4) {
    for (const { text, authors } of places) {
      const at = text.indexOf(inserted.trim());
      if (at < 0) continue;
      const start = inserted.indexOf(inserted.trim());
      const moved = authors.slice(at, at + inserted.trim().length).map((author) => through(author, reason));
      return [...filled(inserted.slice(0, start), reason), ...moved, ...filled(inserted.slice(start + moved.length), reason)];
    }
  }
  if (reason.startsWith('reloadFromDisk')) return throughLines(replaced, inserted, reason);
  const lines = new Map<string, string[]>();
  let offset = 0;
  const whole = places[0] ?? replaced;
  for (const line of whole.text.split('\n')) {
    const start = offset + line.indexOf(line.trim());
    if (line.trim().length >= 4) lines.set(line.trim(), whole.authors.slice(start, start + line.trim().length));
    offset += line.length + 1;
  }
  if (/executeCommand|codeAction|unknown$/u.test(reason) && inserted.includes('\n')) {
    return inserted.split('\n').flatMap((line, index) => {
      const known = lines.get(line.trim());
      const own =
        known === undefined
          ? filled(line, reason)
          : aligned(
              line,
              known.map((author) => through(author, reason)),
              reason,
            );
      return index === 0 ? own : [reason, ...own];
    });
  }
  const written: string[] = [];
  let at = 0;
  for (const { value, added, removed } of diffChars(replaced.text, inserted)) {
    if (added) written.push(...filled(value, reason));
    else {
      if (!removed) written.push(...replaced.authors.slice(at, at + value.length).map((author) => through(author, reason)));
      at += value.length;
    }
  }
  return written;
}

/** The same lines in another order, which the editor tells as many small changes: each line keeps its authors. */
function throughOrder(before: Pick<Held, 'text' | 'authors'>, after: string, reason: string): string[] | undefined {
  const places = new Map<string, { readonly offset: number; readonly at: number }[]>();
  let offset = 0;
  for (const [at, line] of before.text.split('\n').entries()) {
    places.set(line, [...(places.get(line) ?? []), { offset, at }]);
    offset += line.length + 1;
  }
  const written: string[] = [];
  for (const [at, line] of after.split('\n').entries()) {
    const same = places.get(line)?.shift();
    if (same === undefined) return undefined;
    const authors = before.authors.slice(same.offset, same.offset + line.length);
    written.push(...(same.at === at ? authors : authors.map((author) => through(author, reason))), before.authors[same.offset] ?? reason);
  }
  return written.slice(0, after.length);
}

function throughLines(replaced: Pick<Held, 'text' | 'authors'>, after: string, reason: string): string[] {
  const written: string[] = [];
  let at = 0;
  for (const { value, added, removed } of diffLines(replaced.text, after)) {
    if (added) written.push(...filled(value, reason));
    else {
      if (!removed) written.push(...replaced.authors.slice(at, at + value.length));
      at += value.length;
    }
  }
  return written;
}

function aligned(line: string, authors: readonly string[], reason: string): string[] {
  const start = line.indexOf(line.trim());
  return [...filled(line.slice(0, start), reason), ...authors, ...filled(line.slice(start + authors.length), reason)];
}

function filled(text: string, author: string): string[] {
  return Array.from({ length: text.length }, () => author);
}

function through(author: string, reason: string): string {
  return author.includes(' (through ') ? author : `${author} (through ${reason})`;
}
