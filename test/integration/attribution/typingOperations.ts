import type { Operation } from './operation.ts';
import { lineIn, paceOf } from './operation.ts';
import { offered } from './suggestionOperations.ts';

/** What a person's keys write, one by one. */
export const typingOperations: readonly Operation[] = [
  {
    name: 'type statements',
    async perform(desk, file, variant) {
      const text = ['const limit = prices_max;', 'void load_all_of_them;', 'const depth = 12 + 30;'][variant] ?? '';
      await desk.type(text, paceOf(variant));
      await desk.holds(file, text);
    },
  },
  {
    name: 'type brackets and quotes that close themselves',
    async perform(desk, file, variant) {
      await desk.type(['log({ a: [1, "x', 'call(["y", `z', 'if ((a || b'][variant] ?? '', paceOf(variant));
      await desk.becomes(file, (text) => /"x"\]|`z`\]|\(a \|\| b\)\)/u.test(text));
    },
  },
  {
    name: 'press Enter, the editor indents',
    async perform(desk, file, variant) {
      await desk.type(['if (open) {', 'function close() {', 'for (;;) {'][variant] ?? '', paceOf(variant));
      await desk.press('Enter');
      await desk.type('step();');
      await desk.becomes(file, (text) => /\{\n\s+step\(\);\n\}/u.test(text));
    },
  },
  {
    name: 'compose with an input method',
    async perform(desk, file, variant) {
      const cdp = await desk.cdp();
      const steps =
        [
          ['に', 'にほ', 'にほん', '日本'],
          ['한', '한구', '한국'],
          ['n', 'ni', 'nih', 'niha', 'nihao', '你好'],
        ][variant] ?? [];
      await desk.type('// ');
      for (const text of steps) {
        await cdp.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
        await desk.page.waitForTimeout(60);
      }
      await cdp.send('Input.insertText', { text: steps.at(-1) ?? '' });
      await desk.holds(file, `// ${steps.at(-1) ?? ''}`);
    },
  },
  {
    name: 'delete with Backspace and Delete, type again',
    async perform(desk, file, variant) {
      await desk.type('const wrong = 1;', paceOf(variant));
      await desk.press('Backspace', 'Backspace', 'Control+Backspace', 'ArrowLeft', 'Delete');
      await desk.type('= 2;');
      await desk.holds(file, '= 2;');
    },
  },
  {
    name: 'type at several carets',
    async perform(desk, file, variant) {
      await desk.ask({ ask: 'carets', before: ['sum', 'folder', 'item'][variant] ?? '' });
      await desk.rest();
      await desk.type('new_');
      await desk.holds(file, ['new_sum', 'new_folder', 'new_item'][variant] ?? '');
    },
  },
  {
    name: 'type over a selection',
    async perform(desk, file, variant) {
      await desk.open(file, { select: lineIn(variant) });
      await desk.type('replaced();', paceOf(variant));
      await desk.holds(file, 'replaced();');
    },
  },
  {
    name: 'type in a cell of a notebook',
    extension: '.ipynb',
    unopened: true,
    async perform(desk, file, variant) {
      await desk.ask({ ask: 'notebook', path: `${desk.root}/${file}` });
      // Notebooks opened before stay in the page.
      const cell = `.notebookOverlay .cell .monaco-editor[data-uri*="${file}"]`;
      await desk.page.locator(cell).filter({ visible: true }).first().click();
      await desk.rest();
      await desk.press('Control+End');
      await desk.type('const inCell = 1;', paceOf(variant));
      await desk.holds(file, 'const inCell = 1;');
    },
  },
  {
    name: 'type what is shown in grey',
    async perform(desk, file) {
      await offered(desk, 'compute(one, two);', 'const grey = ');
      await desk.type('compute(o');
      await desk.press('Escape');
      await desk.holds(file, 'const grey = compute(o');
    },
  },
];
