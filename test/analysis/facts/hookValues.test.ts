import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hookValues } from '../../../src/analysis/facts/hookValues.ts';
import { sentences } from '../unitIn.ts';

const panel = (body: string, props = '{ open, user }'): readonly string[] =>
  sentences(hookValues, `import { useEffect, useState } from 'react';\nfunction Panel(${props}) {\n${body}\n}`);

test('a prop that becomes a state is taken once', () => {
  assert.deepEqual(panel('const [isOpen, setOpen] = useState(open);'), [
    'Later values of `open` change nothing in line 3: `useState` takes it on the first render only.',
  ]);
});

test('what an effect uses and does not list is that of an older render', () => {
  assert.deepEqual(panel('useEffect(() => { report(user.name); }, []);'), [
    '`user` is not in the list of this `useEffect`: it keeps the `user` of the render in which the list last changed.',
  ]);
  assert.deepEqual(panel('const [count, setCount] = useState(0);\nuseEffect(() => { report(count); }, [user]);'), [
    '`count` is not in the list of this `useEffect`: it keeps the `count` of the render in which the list last changed.',
  ]);
});

test('a followed prop, a default by name, listed values, setters and effects of every render stay unmentioned', () => {
  assert.deepEqual(panel('const [isOpen, setOpen] = useState(open);\nuseEffect(() => { setOpen(open); }, [open]);'), []);
  assert.deepEqual(panel('const [isOpen, setOpen] = useState(defaultOpen);', '{ defaultOpen }'), []);
  assert.deepEqual(panel('const [a, setA] = useState(0);\nuseEffect(() => { setA(user.name); }, [user.name]);'), []);
  assert.deepEqual(panel('useEffect(() => { report(user); });'), []);
});

test('a member of that name, and a value whose presence is listed, are nothing left out', () => {
  assert.deepEqual(panel('useCallback((event) => { const { open: isOpen } = event; say(isOpen); }, []);'), []);
  assert.deepEqual(panel('useMemo(() => (open == null ? nobody : somebody), [open == null]);'), []);
});
