import type { Desk } from './desk.ts';
import type { Operation, Variant } from './operation.ts';
import { lineIn, newCode } from './operation.ts';

/** As a person types it, and as the formatter leaves it. */
const format = [
  ['if(a){b()}', 'if (a) {\n  b();\n}'],
  ['call( one,two )', 'call(one, two);'],
  ['const x={y:1}', 'const x = { y: 1 };'],
] as const;

async function typeAndFormat(desk: Desk, file: string, variant: Variant, key: string): Promise<void> {
  await desk.type(format[variant][0]);
  await desk.rest();
  await desk.ask({ ask: 'offer', offers: { format } });
  await desk.press(key);
  await desk.becomes(file, (text) => format.some(([, to]) => text.includes(to)));
}

/** Edits by commands and other extensions. */
export const toolOperations: readonly Operation[] = [
  {
    name: 'another extension edits elsewhere',
    async perform(desk, file, variant) {
      const to = `${lineIn(variant)}\n  /* written by an extension */ traced();`;
      await desk.ask({ ask: 'workspaceEdit', path: `${desk.root}/${file}`, from: lineIn(variant), to });
      await desk.holds(file, 'traced();');
    },
  },
  {
    name: 'another extension edits at the caret',
    async perform(desk, file, variant) {
      await desk.ask({ ask: 'workspaceEdit', path: `${desk.root}/${file}`, from: '', to: newCode(variant), caret: true });
      await desk.holds(file, newCode(variant).trimEnd());
    },
  },
  {
    name: 'another extension edits where somebody types',
    limit: 'the editor asks for suggestions there before and after, as around one that is accepted',
    async perform(desk, file, variant) {
      await desk.type('const before = ');
      await desk.ask({
        ask: 'workspaceEdit',
        path: `${desk.root}/${file}`,
        from: '',
        to: `create(${String(variant)}, 'an id');`,
        caret: true,
      });
      await desk.holds(file, 'an id');
    },
  },
  {
    name: 'another extension edits through its editor',
    async perform(desk, file, variant) {
      await desk.ask({ ask: 'editorEdit', from: '', to: newCode(variant), caret: variant !== 1 });
      await desk.holds(file, newCode(variant).trimEnd());
    },
  },
  {
    name: 'chat edits a file',
    async perform(desk, file, variant) {
      const pieces = newCode(variant).split(/(?<=\n)/u);
      const standsFor = ['Chat.applyEdits', 'Chat.applyEdits', 'inlineChat.applyEdits'][variant] ?? '';
      await desk.ask({ ask: 'chat', path: `${desk.root}/${file}`, from: '', pieces, standsFor });
      await desk.holds(file, newCode(variant).trimEnd());
    },
  },
  {
    name: 'type while chat has edited the file',
    async perform(desk, file, variant) {
      const pieces = [newCode(variant)];
      await desk.ask({ ask: 'chat', path: `${desk.root}/${file}`, from: '', pieces, standsFor: 'Chat.applyEdits' });
      await desk.rest();
      await desk.open(file, { after: lineIn(variant) });
      await desk.type(' typedMeanwhile();');
      await desk.holds(file, 'typedMeanwhile();');
    },
  },
  {
    name: 'format the document',
    async perform(desk, file, variant) {
      await typeAndFormat(desk, file, variant, 'Control+Shift+I');
    },
  },
  {
    name: 'format on save',
    extension: '.js',
    async perform(desk, file, variant) {
      await typeAndFormat(desk, file, variant, 'Control+S');
    },
  },
  {
    name: 'format on paste',
    extension: '.jsx',
    async perform(desk, file, variant) {
      await desk.copyOutside(`pasted( ${String(variant)},two )`);
      await desk.ask({ ask: 'offer', offers: { format: [[`pasted( ${String(variant)},two )`, `pasted(${String(variant)}, two)`]] } });
      await desk.press('Control+V');
      await desk.holds(file, `pasted(${String(variant)}, two)`);
    },
  },
  {
    name: 'rename a symbol',
    async perform(desk, file, variant) {
      await desk.open(file, { after: ['let su', 'const fil', 'push(ite'][variant] ?? '' });
      await desk.press('F2');
      const box = desk.page.locator('.rename-box input.rename-input');
      await box.waitFor({ timeout: 60_000 });
      await box.fill('renamedThing');
      await desk.press('Enter');
      await desk.becomes(file, (text) => text.split('renamedThing').length > 2);
    },
  },
  {
    name: 'take a quick fix',
    async perform(desk, file, variant) {
      const fix = [lineIn(variant), `${lineIn(variant)} // kept on purpose\n  guard(${String(variant)});`] as const;
      await desk.ask({ ask: 'offer', offers: { fix } });
      await desk.open(file, { after: lineIn(variant) });
      await desk.command('editor.action.autoFix');
      await desk.holds(file, `guard(${String(variant)});`);
    },
  },
  {
    name: 'organize imports',
    async perform(desk, file, variant) {
      const imports = `import { b${String(variant)} } from './b';\nimport { a${String(variant)} } from './a';\n`;
      await desk.open(file);
      await desk.press('Control+Home');
      await desk.type(imports, 5);
      await desk.press('Control+End');
      await desk.type(`use(a${String(variant)}, b${String(variant)}`);
      await desk.press('Shift+Alt+O');
      await desk.becomes(file, (text) => text.indexOf("from './a'") < text.indexOf("from './b'"));
    },
  },
];
