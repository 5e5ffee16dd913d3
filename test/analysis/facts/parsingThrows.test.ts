import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parsingThrows } from '../../../src/analysis/facts/parsingThrows.ts';
import { sentences } from '../unitIn.ts';

const said = (body: string, name = 'load'): readonly string[] =>
  sentences(parsingThrows, `async function ${name}(row, body) {\n${body}\n}`);

test('text and data from elsewhere that make the unit throw are named', () => {
  assert.deepEqual(said('  const settings = JSON.parse(row.settings);\n  return settings.mode;'), [
    'Where `row.settings` is no JSON, line 2 throws, and nothing here catches it.',
  ]);
  assert.deepEqual(said('  const order = ZOrder.parse(body);\n  return order.id;'), [
    'Where `body` does not fit `ZOrder`, line 2 throws, and nothing here catches it.',
  ]);
  assert.deepEqual(said('  const order = orderSchema.parse(await body.json());\n  return order.id;'), [
    'Where what it gets does not fit `orderSchema`, line 2 throws, and nothing here catches it.',
  ]);
});

test('what is caught, written here, forgiven by the schema or announced by the name is not', () => {
  assert.deepEqual(said('  try {\n    return JSON.parse(row.settings);\n  } catch {\n    return {};\n  }'), []);
  assert.deepEqual(said('  return JSON.parse(JSON.stringify(row));'), []);
  assert.deepEqual(said('  return ZOrder.safeParse(body);'), []);
  assert.deepEqual(said('  return JSON.parse(row.settings);', 'parseSettings'), []);
  assert.deepEqual(said('  return path.parse(row.settings);'), []);
  const forgiving =
    "const ZOrder = z.object({ id: z.string().catch('') });\nfunction load(body) {\n  const order = ZOrder.parse(body);\n  return order.id;\n}";
  assert.deepEqual(sentences(parsingThrows, forgiving, 'load'), []);
});
