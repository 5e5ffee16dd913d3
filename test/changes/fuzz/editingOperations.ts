import type { EditSignals } from '../../../src/terms/edit.ts';
import { ghostText, keyboard } from '../../builders/trackedDocument.ts';
import type { FuzzWorld } from './fuzzWorld.ts';
import type { Operation } from './operation.ts';

/** Offset of the start of a random line, or of the end. */
function someLineStart({ random }: FuzzWorld, text: string): number {
  const starts = [0, ...[...text.matchAll(/\n/gu)].map(({ index }) => index + 1)];
  return random.pick(starts) ?? 0;
}

function someOpen(world: FuzzWorld): string | undefined {
  return world.random.pick(world.editor.paths());
}

function insertLines(world: FuzzWorld, author: 'human' | 'ai', signals: EditSignals): string | false {
  const path = someOpen(world);
  if (path === undefined) return false;
  const text = world.lines.create(1 + world.random.below(3), author, 'editor');
  let offset = someLineStart(world, world.editor.text(path));
  if (author === 'ai') world.editor.edit(path, [{ offset, length: 0, text }], signals);
  else
    for (const character of text) {
      world.editor.edit(path, [{ offset, length: 0, text: character }], signals);
      offset += 1;
    }
  return `${path} ${JSON.stringify(text)}`;
}

/** Some lines of an open document, with their place. */
function someLines(world: FuzzWorld, path: string, most: number): { readonly offset: number; readonly text: string } | undefined {
  const parts = world.editor.text(path).match(/[^\n]*\n/gu) ?? [];
  if (parts.length === 0) return undefined;
  const first = world.random.below(parts.length);
  const text = parts.slice(first, first + 1 + world.random.below(most)).join('');
  return { offset: parts.slice(0, first).join('').length, text };
}

export const editingOperations: readonly Operation[] = [
  { name: 'type', weight: 12, run: (world) => insertLines(world, 'human', keyboard) },
  { name: 'accept', weight: 8, run: (world) => insertLines(world, 'ai', ghostText) },
  {
    name: 'type inside a line',
    weight: 3,
    run(world) {
      const path = someOpen(world);
      const place = path === undefined ? undefined : someLines(world, path, 1);
      if (path === undefined || place === undefined) return false;
      const character = world.lines.createCharacter('human', 'editor');
      for (let count = 0; count < 4; count += 1)
        world.editor.edit(path, [{ offset: place.offset + 1 + count, length: 0, text: character }], keyboard);
      return `${path} ${character}`;
    },
  },
  {
    name: 'delete lines',
    weight: 4,
    run(world) {
      const path = someOpen(world);
      const place = path === undefined ? undefined : someLines(world, path, 2);
      if (path === undefined || place === undefined) return false;
      world.editor.edit(path, [{ offset: place.offset, length: place.text.length, text: '' }], { selection: 'keyboard', atCaret: true });
      return `${path} ${JSON.stringify(place.text)}`;
    },
  },
  {
    name: 'move a line down',
    weight: 2,
    run(world) {
      const path = someOpen(world);
      const place = path === undefined ? undefined : someLines(world, path, 1);
      if (path === undefined || place === undefined) return false;
      const rest = world.editor.text(path).slice(place.offset + place.text.length);
      const next = /^[^\n]*\n/u.exec(rest)?.[0];
      if (next === undefined) return false;
      const signals = { selection: 'command', atCaret: true } as const;
      world.editor.edit(path, [{ offset: place.offset, length: place.text.length + next.length, text: next + place.text }], signals);
      return `${path} ${JSON.stringify(place.text)}`;
    },
  },
  {
    name: 'copy within',
    weight: 2,
    run(world) {
      const [from, to] = [someOpen(world), someOpen(world)];
      const place = from === undefined ? undefined : someLines(world, from, 2);
      if (to === undefined || place === undefined) return false;
      const offset = someLineStart(world, world.editor.text(to));
      world.editor.edit(to, [{ offset, length: 0, text: place.text }], { selection: 'keyboard', paste: 'inside', atCaret: true });
      return `${String(from)} to ${to} ${JSON.stringify(place.text)}`;
    },
  },
  {
    name: 'indent',
    weight: 2,
    run(world) {
      const path = someOpen(world);
      const place = path === undefined ? undefined : someLines(world, path, 3);
      if (path === undefined || place === undefined) return false;
      const starts = [...place.text.matchAll(/[^\n]+/gu)].map(({ index }) => ({ offset: place.offset + index, length: 0, text: '  ' }));
      world.editor.edit(path, starts, { selection: 'command' });
      return `${path} ${JSON.stringify(place.text)}`;
    },
  },
  {
    name: 'undo',
    weight: 3,
    run(world) {
      const path = someOpen(world);
      if (path === undefined) return false;
      let count = 0;
      while (count < 3 && world.editor.undo(path)) count += 1;
      const back = world.random.below(count + 1);
      for (let index = 0; index < back; index += 1) world.editor.redo(path);
      return count > 0 && `${path} ${String(count)}, redo ${String(back)}`;
    },
  },
  {
    name: 'open or close',
    weight: 3,
    run(world) {
      const path = world.random.pick(world.files());
      if (path === undefined) return false;
      if (world.editor.isOpen(path)) world.editor.close(path);
      else world.editor.open(path);
      return `${path} ${world.editor.isOpen(path) ? 'open' : 'closed'}`;
    },
  },
  {
    name: 'reload the window',
    weight: 2,
    run(world) {
      world.editor.restart();
      return 'all documents shown again';
    },
  },
];

/** Writes lines into a file on disk, not through the editor. */
function writeOnDisk(world: FuzzWorld, author: 'ai' | 'unseen'): string | false {
  const path = world.random.pick(world.files());
  if (path === undefined) return false;
  const text = world.fixture.read(path);
  const written = world.lines.create(1 + world.random.below(4), author, 'none');
  const offset = someLineStart(world, text);
  const removed = author === 'unseen' && world.random.chance(0.2) ? (/^[^\n]*\n/u.exec(text.slice(offset))?.[0].length ?? 0) : 0;
  world.fixture.write(path, text.slice(0, offset) + written + text.slice(offset + removed));
  if (author === 'ai') for (const character of written.replaceAll(/\s/gu, '')) world.awaitingNote.add(character);
  world.editor.readAgain();
  return `${path} ${JSON.stringify(written)}`;
}

export const diskOperations: readonly Operation[] = [
  { name: 'unseen write', weight: 5, run: (world) => writeOnDisk(world, 'unseen') },
  { name: 'agent writes on disk', weight: 6, run: (world) => writeOnDisk(world, 'ai') },
  {
    name: 'new file',
    weight: 1,
    run(world) {
      const path = `f${String(world.files().length)}${String.fromCodePoint(97 + world.random.below(26))}.ts`;
      if (world.files().length >= 4 || world.files().includes(path)) return false;
      world.fixture.write(path, world.lines.create(3, 'unseen', 'none'));
      world.editor.open(path);
      return path;
    },
  },
];
