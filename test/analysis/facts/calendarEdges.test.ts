import assert from 'node:assert/strict';
import { test } from 'node:test';
import { calendarEdges } from '../../../src/analysis/facts/calendarEdges.ts';
import { sentences } from '../unitIn.ts';

const said = (line: string): readonly string[] =>
  sentences(calendarEdges, `function due(date, months) {\n  if (!date) return;\n  ${line}\n}`);

test('a day cut out of UTC, and a month that runs over, are named', () => {
  assert.deepEqual(said('return date.toISOString().slice(0, 10);'), [
    'This is the day in UTC: for hours around midnight it is not the day where the code runs.',
  ]);
  assert.equal(said("return date.toISOString().split('T')[0];").length, 1);
  assert.deepEqual(said('date.setMonth(date.getMonth() + months);'), [
    'From the 31st, and the 29th or 30th in January, `date` can land a month too far: a day that a month does not have runs over into the next.',
  ]);
});

test('the whole time, a day that says UTC, and a month with its day are not', () => {
  assert.deepEqual(said('return date.toISOString();'), []);
  assert.deepEqual(said('const utcDay = date.toISOString().slice(0, 10);'), []);
  assert.deepEqual(said('date.setMonth(date.getMonth() + 1, 1);'), []);
  assert.deepEqual(said('date.setMonth(other.getMonth() + 1);'), []);
});
