import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { openStore, type OpenStore } from '../../src/store/openStore.ts';
import type { Change, ChangeSummary } from '../../src/terms/change.ts';
import type { Clock } from '../../src/terms/clock.ts';
import type { Exercise } from '../../src/terms/exercise.ts';
import type { AnswerId, ChangeId, ExerciseId, UnitKey } from '../../src/terms/ids.ts';
import { unknownOrigin } from '../../src/terms/origin.ts';
import type { Answer } from '../../src/terms/panel.ts';

const total = 'unit-total' as UnitKey;
const pay = 'unit-pay' as UnitKey;

function change(id: string, at: number, root = '/shop'): Change {
  return { id: id as ChangeId, kind: 'commit', root, title: `Change ${id}`, origin: unknownOrigin, files: [], at };
}

function summary(of: Change, keys: readonly UnitKey[]): ChangeSummary {
  const units = keys.map((key, index) => ({ key, path: 'src/cart.ts', name: key, line: index + 1, checked: false }));
  return { id: of.id, root: of.root, kind: of.kind, title: of.title, originText: 'origin unknown', state: 'unchecked', at: of.at, units };
}

function exercise(id: string, unitKey: UnitKey): Exercise {
  const proof = { engine: 'execution', claim: '`pay` runs once', observed: 'pay()' } as const;
  return {
    id: id as ExerciseId,
    unitKey,
    kind: 'E12 reject-path',
    level: 'change-impact',
    stem: 'What does the caller see?',
    assumptions: [],
    code: { text: 'pay()', firstLine: 3 },
    multi: false,
    options: [{ id: 'a', text: 'The rejection', correct: true, reason: 'nothing catches it', proof }],
    value: 0.7,
    difficulty: 0.4,
    lines: [[3, 3]],
  };
}

function answer(id: string, at = 1): Answer {
  return { id: id as AnswerId, exerciseId: 'q1' as ExerciseId, chosen: ['a'], confidence: 'sure', at };
}

/** The same sentences hold for the file and for session memory. */
function contract(name: string, open: (clock: Clock) => { readonly store: OpenStore; readonly close: () => void }): void {
  function withStore(work: (store: OpenStore, time: { now: number }) => void): void {
    const time = { now: 1_000 };
    const { store, close } = open({ now: () => time.now, after: () => () => undefined });
    try {
      work(store, time);
    } finally {
      close();
    }
  }

  describe(name, () => {
    test('the newest snapshot of a document is the one that is loaded', () => {
      withStore(({ segments }) => {
        assert.equal(segments.load('file:///cart.ts'), undefined);
        const first = {
          uri: 'file:///cart.ts',
          sequence: 1,
          text: 'ab',
          segments: [{ start: 0, end: 2, origin: unknownOrigin, since: 5 }],
        };
        segments.save(first);
        assert.deepEqual(segments.load('file:///cart.ts'), first);
        segments.save({ ...first, sequence: 2, text: '', segments: [] });
        assert.deepEqual(segments.load('file:///cart.ts'), { uri: 'file:///cart.ts', sequence: 2, text: '', segments: [] });
      });
    });

    test('changes are listed newest first, by their repository', () => {
      withStore(({ changes }) => {
        for (const each of [change('one', 10), change('three', 30), change('two', 20), change('other', 40, '/elsewhere')]) {
          changes.save(each, summary(each, [total]));
        }
        assert.deepEqual(
          changes.recent('/shop', 2).map(({ id }) => id),
          ['three', 'two'],
        );
        assert.deepEqual(changes.recent('/nowhere', 2), []);
      });
    });

    test('a change is found as it was saved', () => {
      withStore(({ changes }) => {
        const saved = { ...change('one', 10), files: [{ path: 'src/cart.ts', lines: [[1, 2]] as const, before: 'a\n', after: 'b\n' }] };
        changes.save(saved, summary(saved, [total, pay]));
        assert.deepEqual(changes.find(saved.id), { change: saved, summary: summary(saved, [total, pay]) });
        assert.equal(changes.find('missing' as ChangeId), undefined);
      });
    });

    test('a change saved again has the new units and the old state', () => {
      withStore(({ changes }) => {
        const saved = change('one', 10);
        changes.save(saved, summary(saved, [total]));
        changes.setState(saved.id, 'expired');
        changes.save(saved, summary(saved, [pay]));
        assert.deepEqual(changes.recent('/shop', 9), [{ ...summary(saved, [pay]), state: 'expired' }]);
      });
    });

    test('a unit that was checked stays checked when its change is saved again', () => {
      withStore(({ changes }) => {
        const saved = change('one', 10);
        changes.save(saved, summary(saved, [total]));
        changes.markUnitChecked(total);
        changes.save(saved, summary(saved, [pay, total]));
        assert.deepEqual(
          changes.find(saved.id)?.summary.units.map(({ checked }) => checked),
          [false, true],
        );
      });
    });

    test('a checked unit is checked in every change, and a change with all units checked is checked', () => {
      withStore(({ changes }) => {
        const both = change('both', 10);
        const only = change('only', 20);
        const none = change('none', 30);
        changes.save(both, summary(both, [total, pay]));
        changes.save(only, summary(only, [total]));
        changes.save(none, summary(none, []));
        assert.deepEqual(changes.markUnitChecked(total), ['only', 'both']);
        assert.deepEqual(
          changes.recent('/shop', 9).map(({ id, state }) => [id, state]),
          [
            ['none', 'unchecked'],
            ['only', 'checked'],
            ['both', 'unchecked'],
          ],
        );
        assert.deepEqual(changes.markUnitChecked(pay), ['both']);
        assert.equal(changes.find(both.id)?.summary.state, 'checked');
        assert.deepEqual(changes.markUnitChecked('unheard of' as UnitKey), []);
      });
    });

    test('the last commit seen is remembered for each repository', () => {
      withStore(({ changes }) => {
        changes.setLastHead('/shop', 'aaa');
        changes.setLastHead('/shop', 'bbb');
        assert.equal(changes.lastHead('/shop'), 'bbb');
        assert.equal(changes.lastHead('/elsewhere'), undefined);
      });
    });

    test('a unit offers the questions of its last examination; older ones can still be found', () => {
      withStore(({ exercises }) => {
        assert.equal(exercises.forUnit(total), undefined);
        exercises.save({ unitKey: total, exercises: [exercise('q1', total), exercise('q2', total)] }, '/shop/cart.ts', 'total');
        exercises.save({ unitKey: total, exercises: [exercise('q2', total)], unitFirstLine: 41 }, '/shop/src/cart.ts', 'Cart.total');
        assert.equal(exercises.forUnit(total)?.unitFirstLine, 41, 'stems name lines');
        assert.deepEqual(
          exercises.forUnit(total)?.exercises.map(({ id }) => id),
          ['q2'],
        );
        assert.deepEqual(exercises.find('q1' as ExerciseId), { exercise: exercise('q1', total), file: '/shop/cart.ts', unitName: 'total' });
        assert.equal(exercises.find('q2' as ExerciseId)?.unitName, 'Cart.total');
        assert.equal(exercises.find('q9' as ExerciseId), undefined);
      });
    });

    test('a unit without a question says why', () => {
      withStore(({ exercises }) => {
        exercises.save({ unitKey: pay, exercises: [], why: 'it only passes a value on' }, '/shop/cart.ts', 'pay');
        assert.deepEqual(exercises.forUnit(pay), { unitKey: pay, exercises: [], why: 'it only passes a value on' });
      });
    });

    test('a frozen question is never offered again, even when it is found again, and is kept', () => {
      withStore(({ exercises }) => {
        const found = { unitKey: total, exercises: [exercise('q1', total)] };
        exercises.save(found, '/shop/cart.ts', 'total');
        exercises.freeze('q1' as ExerciseId, 'reported');
        exercises.save(found, '/shop/cart.ts', 'total');
        assert.deepEqual(exercises.forUnit(total), { unitKey: total, exercises: [], why: 'its questions were reported as wrong' });
        assert.equal(exercises.find('q1' as ExerciseId)?.exercise.id, 'q1');
      });
    });

    test('the same answer sent twice is one answer', () => {
      withStore(({ answers }) => {
        answers.record(answer('a1'), total, 'E12 reject-path', 'right');
        answers.record({ ...answer('a1'), chosen: ['b'] }, total, 'E12 reject-path', 'wrong');
        assert.deepEqual(answers.forUnit(total), [
          { answer: answer('a1'), unitKey: total, kind: 'E12 reject-path', verdict: 'right', voided: false, concepts: [] },
        ]);
      });
    });

    test('answers keep the order in which they were given, though the clock was set back', () => {
      withStore(({ answers }) => {
        answers.record(answer('later', 900), total, 'E12 reject-path', 'wrong');
        answers.record(answer('earlier', 100), total, 'E12 reject-path', 'right');
        assert.deepEqual(
          answers.forExercise('q1' as ExerciseId).map((recorded) => recorded.answer.id),
          ['later', 'earlier'],
        );
        assert.deepEqual(answers.forUnit(pay), []);
      });
    });

    test('a voided answer stays in the log and says so', () => {
      withStore(({ answers }) => {
        answers.record(answer('a1'), total, 'E12 reject-path', 'wrong');
        answers.voidAnswer('a1' as AnswerId);
        answers.voidAnswer('missing' as AnswerId);
        assert.deepEqual(
          answers.forUnit(total).map(({ voided }) => voided),
          [true],
        );
      });
    });

    test('of a file the index keeps the last entry, with the text and the look it was made from', () => {
      withStore(({ index }) => {
        const first = { contentHash: 'hash-1', look: '10:1:1:7@5', entry: '{"units":1}' };
        index.save('/shop', 'src/cart.ts', first);
        assert.deepEqual([...index.loadAll('/shop')], [['src/cart.ts', first]]);
        assert.deepEqual([...index.loadAll('/elsewhere')], []);
        const second = { contentHash: 'hash-2', entry: '{"units":2}' };
        index.save('/shop', 'src/cart.ts', second);
        assert.deepEqual([...index.loadAll('/shop')], [['src/cart.ts', second]]);
      });
    });

    test('entries of files that are gone are dropped, those of other repositories stay', () => {
      withStore(({ index }) => {
        const stored = { contentHash: 'h', entry: '{}' };
        for (const root of ['/shop', '/elsewhere']) index.save(root, 'src/old.ts', stored);
        index.save('/shop', 'src/new.ts', stored);
        index.keepOnly('/shop', new Set(['src/new.ts']));
        assert.deepEqual([...index.loadAll('/shop').keys()], ['src/new.ts']);
        assert.deepEqual([...index.loadAll('/elsewhere').keys()], ['src/old.ts']);
      });
    });

    test('one window leads a repository until it stops renewing for ten seconds', () => {
      withStore(({ leases }, time) => {
        assert.equal(leases.acquire('/shop', 'window 1'), true);
        assert.equal(leases.acquire('/shop', 'window 2'), false);
        assert.equal(leases.acquire('/elsewhere', 'window 2'), true);
        time.now += 6_000;
        assert.equal(leases.acquire('/shop', 'window 1'), true);
        time.now += 9_999;
        assert.equal(leases.acquire('/shop', 'window 2'), false);
        time.now += 1;
        assert.equal(leases.acquire('/shop', 'window 2'), true);
        assert.equal(leases.acquire('/shop', 'window 1'), false);
      });
    });

    test('a lease that was given back is free at once, and only its holder gives it back', () => {
      withStore(({ leases }) => {
        leases.acquire('/shop', 'window 1');
        leases.release('/shop', 'window 2');
        assert.equal(leases.acquire('/shop', 'window 2'), false);
        leases.release('/shop', 'window 1');
        assert.equal(leases.acquire('/shop', 'window 2'), true);
      });
    });

    test('a clock set back a year does not keep a lease for a year', () => {
      withStore(({ leases }, time) => {
        time.now = 40_000_000_000;
        leases.acquire('/shop', 'window 1');
        time.now = 1_000;
        assert.equal(leases.acquire('/shop', 'window 2'), true);
      });
    });
  });
}

contract('in a file', (clock) => {
  const folder = mkdtempSync(join(tmpdir(), 'understand-store-'));
  const store = openStore({ file: join(folder, 'learning.db'), clock });
  assert.equal(store.mode, 'durable');
  return {
    store,
    close() {
      store.close();
      rmSync(folder, { recursive: true });
    },
  };
});

contract('in session memory', (clock) => {
  const store = openStore({ file: undefined, clock });
  assert.equal(store.mode, 'session');
  return { store, close: () => store.close() };
});
