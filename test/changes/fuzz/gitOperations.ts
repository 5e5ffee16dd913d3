import { keyboard } from '../../builders/trackedDocument.ts';
import type { FuzzWorld } from './fuzzWorld.ts';
import type { Operation } from './operation.ts';

const mostBranches = 4;

function someBranch(world: FuzzWorld): string | undefined {
  const current = world.fixture.git('rev-parse', '--abbrev-ref', 'HEAD');
  return world.random.pick(
    world.fixture
      .git('for-each-ref', '--format=%(refname:short)', 'refs/heads')
      .split('\n')
      .filter((name) => name !== current && name !== ''),
  );
}

/** Puts away what is not committed, as a person must before git moves on; often too fast for anyone to look in between. */
async function tidy(world: FuzzWorld): Promise<void> {
  if (world.isClean()) return;
  world.commit(`Save ${String(world.log.length)}`);
  if (world.random.chance(0.5)) await world.settled();
}

async function withOther(world: FuzzWorld, run: (other: string) => string): Promise<string | false> {
  const other = someBranch(world);
  if (other === undefined) return false;
  await tidy(world);
  const result = run(other);
  world.editor.readAgain();
  return `${other} ${result}`;
}

function orAbort(world: FuzzWorld, command: string, ...args: readonly string[]): string {
  if (world.git(command, ...args)) return 'done';
  if (!world.git(command, '--abort')) world.git('reset', '--quiet', '--merge');
  return 'conflicts, aborted';
}

/** As a person does: keeps one side or both, nothing twice, and types a line of their own at the end. */
function settleConflict(world: FuzzWorld, path: string): void {
  const { editor, random } = world;
  if (!editor.isOpen(path)) editor.open(path);
  const remove = (offset: number, text: string): void =>
    editor.edit(path, [{ offset, length: text.length, text: '' }], { selection: 'keyboard', atCaret: true });
  for (;;) {
    const conflict = /^(<{7}[^\n]*\n)([^]*?)^(={7}\n)([^]*?)^(>{7}[^\n]*\n)/mu.exec(editor.text(path));
    if (conflict === null) break;
    const [whole, start = '', ours = '', middle = '', theirs = '', end = ''] = conflict;
    const kept = random.pick(['ours', 'theirs', 'both'] as const);
    const lines = new Set(editor.text(path).replace(whole, ours).split('\n'));
    // From the last to the first, so that the offsets of what is left still hold.
    let offset = conflict.index + whole.length - end.length;
    remove(offset, end);
    for (const line of (theirs.match(/[^\n]*\n/gu) ?? []).toReversed()) {
      offset -= line.length;
      if (kept === 'ours' || (kept === 'both' && lines.has(line.slice(0, -1)))) remove(offset, line);
    }
    const ownSide = kept === 'theirs' ? start + ours + middle : middle;
    remove(offset - ownSide.length, ownSide);
    if (kept !== 'theirs') remove(conflict.index, start);
  }
  let offset = editor.text(path).length;
  for (const character of world.lines.create(1, 'human', 'editor')) {
    editor.edit(path, [{ offset, length: 0, text: character }], keyboard);
    offset += 1;
  }
}

export const gitOperations: readonly Operation[] = [
  {
    name: 'commit',
    weight: 10,
    run(world) {
      if (world.isClean()) return false;
      world.commit(`Commit ${String(world.log.length)}`);
      return 'all';
    },
  },
  {
    name: 'amend',
    weight: 4,
    run(world) {
      world.git('add', '--all');
      const awaiting = [...world.awaitingNote];
      // A hook that writes notes would write this one too; ours writes notes about new commits only.
      if (awaiting.length > 0) return false;
      return world.git('commit', '--quiet', '--amend', '--allow-empty', '-m', `Amended ${String(world.log.length)}`) && 'amended';
    },
  },
  {
    name: 'branch',
    weight: 3,
    run(world) {
      const name = `b${String(world.log.length)}`;
      const branches = world.fixture.git('for-each-ref', 'refs/heads').split('\n').length;
      return branches < mostBranches && world.git('checkout', '--quiet', '-b', name) && name;
    },
  },
  { name: 'checkout', weight: 5, run: (world) => withOther(world, (other) => String(world.git('checkout', '--quiet', other))) },
  { name: 'merge', weight: 3, run: (world) => withOther(world, (other) => orAbort(world, 'merge', '--quiet', '--no-edit', other)) },
  { name: 'rebase', weight: 4, run: (world) => withOther(world, (other) => orAbort(world, 'rebase', '--quiet', other)) },
  { name: 'cherry-pick', weight: 4, run: (world) => withOther(world, (other) => orAbort(world, 'cherry-pick', other)) },
  {
    name: 'squash',
    weight: 3,
    run: (world) =>
      withOther(world, (other) => {
        if (!world.git('merge', '--quiet', '--squash', other)) {
          world.git('reset', '--quiet', '--hard');
          return 'conflicts, reset';
        }
        if (world.isClean()) return 'nothing';
        world.commit(`Squashed ${String(world.log.length)}`);
        return 'done';
      }),
  },
  {
    name: 'squash the last two',
    weight: 2,
    async run(world) {
      await tidy(world);
      if (!world.git('reset', '--quiet', '--soft', 'HEAD~2')) return false;
      world.commit(`Together ${String(world.log.length)}`);
      return 'done';
    },
  },
  {
    name: 'split the last commit',
    weight: 2,
    async run(world) {
      await tidy(world);
      if (!world.git('reset', '--quiet', 'HEAD~1')) return false;
      const [first, ...others] = world.files().filter((path) => world.fixture.git('status', '--porcelain', '--', path) !== '');
      if (first === undefined || others.length === 0) {
        world.commit(`Again ${String(world.log.length)}`);
        return 'one file, made anew';
      }
      world.git('add', first);
      world.git('commit', '--quiet', '-m', `Part of ${String(world.log.length)}`);
      if (world.random.chance(0.5)) await world.settled();
      world.commit(`Rest of ${String(world.log.length)}`);
      return `${first} and ${String(others.length)} more`;
    },
  },
  {
    name: 'merge, conflicts solved by hand',
    weight: 3,
    run: (world) =>
      withOther(world, (other) => {
        if (world.git('merge', '--quiet', '--no-edit', other)) return 'done';
        const conflicted = world.fixture.git('diff', '--name-only', '--diff-filter=U').split('\n');
        const there = world.files();
        if (conflicted.some((path) => !there.includes(path) || !/^<{7} /mu.test(world.fixture.read(path)))) {
          world.git('merge', '--abort');
          return 'conflicts of names, aborted';
        }
        world.editor.readAgain();
        for (const path of conflicted) settleConflict(world, path);
        world.commit(`Merged ${String(world.log.length)}`);
        return `settled in ${conflicted.join()}`;
      }),
  },
  {
    name: 'stash',
    weight: 3,
    run(world) {
      if (world.isClean() || !world.git('stash', '--quiet', '--include-untracked')) return false;
      world.editor.readAgain();
      return 'pushed';
    },
  },
  {
    name: 'stash pop',
    weight: 4,
    async run(world) {
      if (world.fixture.git('stash', 'list') === '') return false;
      await tidy(world);
      const isDone = world.git('stash', 'pop', '--quiet');
      if (!isDone) {
        world.git('reset', '--quiet', '--hard');
        world.git('stash', 'drop', '--quiet');
      }
      world.editor.readAgain();
      return isDone ? 'popped' : 'conflicts, dropped';
    },
  },
  {
    name: 'rename',
    weight: 2,
    run(world) {
      const path = world.random.pick(world.files());
      if (path === undefined) return false;
      const to = `r${String(world.log.length)}.ts`;
      world.git('add', '--all');
      if (!world.git('mv', path, to)) return false;
      world.commit(`Rename ${String(world.log.length)}`);
      const wasOpen = world.editor.isOpen(path);
      world.editor.readAgain();
      if (wasOpen) world.editor.open(to);
      return `${path} to ${to}`;
    },
  },
];
