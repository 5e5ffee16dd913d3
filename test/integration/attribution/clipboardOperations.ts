import type { Operation, Variant } from './operation.ts';
import { lineIn, newCode, startOf } from './operation.ts';
import { offered } from './suggestionOperations.ts';

const other = (variant: Variant): string => `src/copiedFrom${String(variant)}.ts`;

/** Text that is moved or copied, from here or from elsewhere. */
export const clipboardOperations: readonly Operation[] = [
  {
    name: 'paste what was typed in this file',
    async perform(desk, file, variant) {
      const typed = ['const typedHere = compute(1);', 'void loadTheWholeThing(folder);', 'const itemsOfStack = count();'][variant] ?? '';
      await desk.type(typed);
      await desk.rest();
      await desk.press('Shift+Home', 'Control+C', 'End', 'Enter', 'Control+V');
      await desk.becomes(file, (text) => text.split(typed).length === 3);
    },
  },
  {
    name: 'paste a suggestion from another file',
    async perform(desk, file, variant) {
      desk.write(other(variant), startOf(variant));
      await desk.open(other(variant));
      const text = newCode(variant);
      const head = text.slice(0, text.indexOf('('));
      await offered(desk, text.slice(head.length).trimEnd(), head);
      await desk.press('Tab');
      await desk.holds(other(variant), text.trimEnd());
      await desk.open(other(variant), { select: text.slice(text.indexOf('\n') + 1).trimEnd() });
      await desk.press('Control+C');
      await desk.open(file);
      await desk.press('Control+V');
      await desk.holds(file, text.slice(text.indexOf('\n') + 1).trimEnd());
    },
  },
  {
    name: 'paste from outside',
    async perform(desk, file, variant) {
      await desk.copyOutside(newCode(variant));
      await desk.rest();
      await desk.press('Control+V');
      await desk.holds(file, newCode(variant).trimEnd());
    },
  },
  {
    name: 'paste a word from outside into a line',
    async perform(desk, file, variant) {
      await desk.copyOutside(['surplus', 'remaining', 'overflow'][variant] ?? '');
      await desk.type('const kept = ');
      await desk.rest();
      await desk.press('Control+V');
      await desk.becomes(file, (text) => /kept = (?:surplus|remaining|overflow)/u.test(text));
    },
  },
  {
    name: 'cut and paste',
    async perform(desk, file, variant) {
      await desk.type(['const cutAndPasted = 1 + 2;', 'void cutAndPasted(folder);', 'let cutAndPasted = [1, 2];'][variant] ?? '');
      await desk.rest();
      await desk.press('Shift+Home', 'Control+X');
      await desk.rest();
      await desk.press('Control+Home', 'Control+V');
      await desk.becomes(file, (text) => /^.*cutAndPasted/u.test(text));
    },
  },
  {
    name: 'drag and drop a selection',
    async perform(desk, file, variant) {
      const line = lineIn(variant);
      await desk.open(file, { select: line });
      const shown = desk.page
        .locator('.editor-instance .view-line')
        .filter({ hasText: line.replaceAll(' ', '\u00a0') })
        .filter({ visible: true });
      const box = await shown.first().boundingBox();
      if (box === null) throw new Error('the selected line is not shown');
      const below =
        startOf(variant).split('\n').length - 1 - startOf(variant).slice(0, startOf(variant).indexOf(line)).split('\n').length + 1;
      const y = box.y + box.height / 2;
      await desk.page.mouse.move(box.x + 60, y);
      await desk.page.mouse.down();
      await desk.page.mouse.move(box.x + 60, y + 10, { steps: 4 });
      await desk.page.mouse.move(box.x + 2, y + below * box.height, { steps: 8 });
      await desk.page.mouse.up();
      await desk.becomes(file, (text) => !startOf(variant).includes(text) && text.split(line).length === 2);
    },
  },
  {
    name: 'copy a line by command',
    async perform(desk, file, variant) {
      await desk.open(file, { after: lineIn(variant) });
      await desk.command('editor.action.copyLinesDownAction');
      await desk.becomes(file, (text) => text.split(lineIn(variant)).length === 3);
    },
  },
];
