import assert from 'node:assert/strict';
import { test } from 'node:test';
import { askedEachRender } from '../../../src/analysis/facts/askedEachRender.ts';
import { unitIn } from '../unitIn.ts';

const said = (line: string): readonly string[] =>
  askedEachRender
    .detect(
      unitIn(
        `import { useState } from 'react';\nexport function Ticket({ open }) {\n  ${line}\n  if (!open) return null;\n  return <p id={id}>ticket</p>;\n}`,
        undefined,
        'ticket.tsx',
      ),
      {
        callSites: [],
      },
    )
    .map((fact) => fact.text);

test('chance in the body of a component is named', () => {
  assert.deepEqual(said('const id = Math.random();'), [
    '`Math.random()` is asked anew at every render, on a server before: what rests on it is never the same twice.',
  ]);
});

test('what a hook keeps, and what only a click asks for, is not', () => {
  assert.deepEqual(said('const [id] = useState(Math.random());'), []);
  assert.deepEqual(said('const id = () => Math.random();'), []);
});
