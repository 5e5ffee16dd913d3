import type { Operation } from './operation.ts';
import { newCode, startOf } from './operation.ts';

const changed = (text: string): string => `// first line\n${text}// last line\n`;

/** Text that comes from disk. Git operations leave the working tree clean, for the next one. */
export const gitOperations: readonly Operation[] = [
  {
    name: 'git checkout',
    async perform(desk, file, variant) {
      desk.git('checkout', '-q', '-b', `branch-${String(variant)}`);
      await commitOf(desk, file, startOf(variant) + newCode(variant));
      desk.git('checkout', '-q', 'main');
      await desk.becomes(file, (text) => text === startOf(variant));
      desk.git('checkout', '-q', `branch-${String(variant)}`);
      await desk.holds(file, newCode(variant).trimEnd());
      desk.git('checkout', '-q', 'main');
      await desk.becomes(file, (text) => text === startOf(variant));
      desk.git('merge', '-q', '--ff-only', `branch-${String(variant)}`);
      await desk.holds(file, newCode(variant).trimEnd());
    },
  },
  {
    name: 'git stash and pop',
    async perform(desk, file) {
      await desk.type('const stashed = true;');
      await desk.press('Control+S');
      await desk.becomes(file, (text) => text.includes('stashed') && desk.read(file).includes('stashed'));
      desk.git('stash', '-q');
      await desk.becomes(file, (text) => !text.includes('stashed'));
      desk.git('stash', 'pop', '-q');
      await desk.holds(file, 'const stashed = true;');
      desk.git('commit', '-qam', 'stashed');
    },
  },
  {
    name: 'git pull',
    async perform(desk, file, variant) {
      const clone = `${desk.root}-clone`;
      desk.git('clone', '-q', desk.root, clone);
      desk.git('-C', clone, 'config', 'user.email', 'other@example.com');
      desk.git('-C', clone, 'config', 'user.name', 'Other');
      desk.write(`../${clone.slice(clone.lastIndexOf('/') + 1)}/${file}`, changed(startOf(variant)) + newCode(variant));
      desk.git('-C', clone, 'commit', '-qam', 'from elsewhere');
      desk.git('pull', '-q', '--ff-only', clone, 'main');
      await desk.holds(file, newCode(variant).trimEnd());
      desk.remove(clone);
    },
  },
  {
    name: 'git rebase',
    async perform(desk, file, variant) {
      const branch = `rebased-${String(variant)}`;
      desk.git('checkout', '-q', '-b', branch);
      await commitOf(desk, file, startOf(variant) + newCode(variant));
      desk.git('checkout', '-q', 'main');
      await desk.becomes(file, (text) => text === startOf(variant));
      await commitOf(desk, file, `// first line\n${startOf(variant)}`);
      desk.git('checkout', '-q', branch);
      desk.git('rebase', '-q', 'main');
      await desk.becomes(file, (text) => text.startsWith('// first line') && text.includes(newCode(variant).trimEnd()));
      desk.git('checkout', '-q', 'main');
      desk.git('merge', '-q', '--ff-only', branch);
      await desk.becomes(file, (text) => text.startsWith('// first line') && text.includes(newCode(variant).trimEnd()));
    },
  },
  {
    name: 'git reset',
    async perform(desk, file, variant) {
      await commitOf(desk, file, changed(startOf(variant)));
      await commitOf(desk, file, startOf(variant) + newCode(variant));
      desk.git('reset', '-q', '--hard', 'HEAD~1');
      await desk.becomes(file, (text) => text === changed(startOf(variant)));
    },
  },
];

/** Files that a program in a terminal writes. */
export const diskOperations: readonly Operation[] = [
  {
    name: 'a program writes an open file',
    async perform(desk, file, variant) {
      await desk.type('// typed before\n');
      await desk.press('Control+S');
      await desk.becomes(file, () => desk.read(file).includes('typed before'));
      desk.write(file, changed(desk.read(file)));
      await desk.becomes(file, (text) => text.startsWith('// first line') && text.endsWith('// last line\n'));
      desk.write(file, desk.read(file) + newCode(variant));
      await desk.holds(file, newCode(variant).trimEnd());
    },
  },
  {
    name: 'a program writes a file with unsaved changes',
    async perform(desk, file, variant) {
      await desk.type('const unsaved = 1;');
      await desk.rest();
      desk.write(file, changed(startOf(variant)));
      await desk.type(' // still here');
      await desk.holds(file, 'const unsaved = 1; // still here');
    },
  },
  {
    name: 'a program writes a file that is not open',
    unopened: true,
    async perform(desk, file, variant) {
      await desk.open(file);
      await desk.type('// typed before\n');
      await desk.press('Control+S');
      await desk.becomes(file, () => desk.read(file).includes('typed before'));
      await desk.ask({ ask: 'close' });
      desk.write(file, desk.read(file) + newCode(variant));
      await desk.open(file);
      await desk.holds(file, newCode(variant).trimEnd());
    },
  },
  {
    name: 'a formatter in a terminal',
    async perform(desk, file, variant) {
      await desk.type(['if(a){b()}', 'call( one,two )', 'const x={y:1}'][variant] ?? '');
      await desk.press('Control+S');
      await desk.becomes(file, () => /if\(a\)|call\( one|x=\{y/u.test(desk.read(file)));
      const to = ['if (a) {\n  b();\n}', 'call(one, two);', 'const x = { y: 1 };'][variant] ?? '';
      desk.write(file, startOf(variant) + to);
      await desk.holds(file, to);
    },
  },
];

async function commitOf(desk: Parameters<Operation['perform']>[0], file: string, text: string): Promise<void> {
  desk.write(file, text);
  desk.git('commit', '-qam', 'a change');
  await desk.becomes(file, (held) => held === text);
}
