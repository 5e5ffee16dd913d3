import type { Repository } from '../../../src/git/repository.ts';
import { createGitRepository } from '../../builders/gitRepository.ts';
import type { GitRepository } from '../../builders/gitRepository.ts';

const reading = new Set(['for-each-ref', 'rev-parse', 'status']);

/** A repository that counts what may have moved a ref. */
export function watchedRepository(): { readonly fixture: GitRepository; readonly isUnchanged: () => () => boolean } {
  const fixture = createGitRepository();
  let changes = 0;
  const counted = (command: string | undefined): void => {
    if (command === undefined || !reading.has(command)) changes += 1;
  };
  return {
    /** Asked later, the answer says whether no git command that could move a ref ran since. */
    isUnchanged() {
      const now = changes;
      return () => changes === now;
    },
    fixture: {
      ...fixture,
      git(...args) {
        counted(args[0]);
        return fixture.git(...args);
      },
      gitAt(at, ...args) {
        counted(args[0]);
        return fixture.gitAt(at, ...args);
      },
      commit(...args) {
        counted('commit');
        return fixture.commit(...args);
      },
    },
  };
}

/** The product asks git for its refs each time, and most steps of the fuzzer move none: those are answered as the last time. */
export function rememberRefs(repository: Repository, isUnchanged: () => () => boolean): Repository {
  const remembered = <Arguments extends readonly unknown[], Answer>(ask: (...args: Arguments) => Promise<Answer>) => {
    const known = new Map<string, { readonly answer: Promise<Answer>; readonly holds: () => boolean }>();
    return async (...args: Arguments): Promise<Answer> => {
      const key = JSON.stringify(args);
      const last = known.get(key);
      if (last?.holds() === true) return await last.answer;
      const asked = { answer: ask(...args), holds: isUnchanged() };
      known.set(key, asked);
      return await asked.answer;
    };
  };
  const { history } = repository;
  return {
    ...repository,
    head: remembered(repository.head),
    history: { ...history, notes: remembered(history.notes), leftBehind: remembered(history.leftBehind) },
  };
}
