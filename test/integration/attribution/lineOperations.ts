import type { Operation } from './operation.ts';
import { lineIn, newCode, startOf } from './operation.ts';
import { offered } from './suggestionOperations.ts';

/** Commands of the editor on whole lines, and the way back. */
export const lineOperations: readonly Operation[] = [
  {
    name: 'toggle a comment',
    async perform(desk, file, variant) {
      await desk.open(file, { after: lineIn(variant) });
      await desk.press('Control+/');
      await desk.holds(file, `// ${lineIn(variant)}`);
    },
  },
  {
    name: 'move a line',
    async perform(desk, file, variant) {
      await desk.type(['const moved = 1;', 'void moved();', 'let moved = {};'][variant] ?? '');
      await desk.rest();
      await desk.press('Alt+ArrowUp', 'Alt+ArrowUp');
      await desk.becomes(file, (text) => !/moved.*$/u.test(text));
    },
  },
  {
    name: 'sort lines',
    async perform(desk, file, variant) {
      await desk.type('charlie();\nalpha();\nbravo();');
      await desk.press('Shift+Home', 'Shift+ArrowUp', 'Shift+ArrowUp');
      await desk.command(variant === 1 ? 'editor.action.sortLinesDescending' : 'editor.action.sortLinesAscending');
      await desk.becomes(file, (text) =>
        variant === 1
          ? text.indexOf('charlie') < text.indexOf('bravo') && text.indexOf('bravo') < text.indexOf('alpha')
          : text.indexOf('alpha') < text.indexOf('bravo'),
      );
    },
  },
  {
    name: 'indent and join lines',
    async perform(desk, file, variant) {
      await desk.type('first();\nsecond();');
      await desk.press('ArrowUp', 'Control+]');
      await desk.command('editor.action.joinLines');
      await desk.holds(file, 'first(); second();');
      if (variant === 2) await desk.command('editor.action.transformToUppercase');
    },
  },
  {
    name: 'replace all',
    async perform(desk, file, variant) {
      await desk.open(file);
      await desk.press('Control+H');
      const find = desk.page.locator('.find-widget.visible .find-part textarea').first();
      await find.waitFor();
      await find.fill(['sum', 'folder', 'item'][variant] ?? '');
      await desk.page.locator('.find-widget.visible .replace-part textarea').first().fill('replacedName');
      await desk.press('Control+Alt+Enter');
      await desk.holds(file, 'replacedName');
      await desk.press('Escape');
    },
  },
  {
    name: 'undo and redo typing',
    async perform(desk, file, variant) {
      await desk.type('const undone = 1;');
      await desk.rest();
      await desk.press('Control+Z');
      await desk.becomes(file, (text) => text.length < startOf(variant).length + 17);
      await desk.press('Control+Y');
      await desk.holds(file, 'const undone = 1;');
    },
  },
  {
    name: 'undo and redo a suggestion',
    async perform(desk, file, variant) {
      const text = newCode(variant);
      const head = text.slice(0, text.indexOf('('));
      await offered(desk, text.slice(head.length).trimEnd(), head);
      await desk.press('Tab');
      await desk.holds(file, text.trimEnd());
      await desk.press('Control+Z');
      await desk.becomes(file, (held) => !held.includes(text.trimEnd()));
      await desk.press('Control+Y');
      await desk.holds(file, text.trimEnd());
    },
  },
  {
    name: 'revert a file',
    async perform(desk, file, variant) {
      await desk.type('const reverted = true;');
      await desk.rest();
      await desk.command('workbench.action.files.revert');
      await desk.becomes(file, (text) => text === startOf(variant));
    },
  },
];
