import assert from 'node:assert/strict';
import { test } from 'node:test';
import { namedAsInCode } from '../../../src/exercises/wording/namedAsInCode.ts';
import { unitOf } from '../../fakes/fakeWorld.ts';

const said = (body: string, text: string): string => namedAsInCode(unitOf(`async function pay(id) {\n${body}\n}`).located)(text);

test('a part of an answer has the name that the code gives it', () => {
  const body = 'const order = await db.load(id);\nreturn order.status;';
  assert.equal(said(body, '`status` in the answer of `db.load` is `"paid"`.'), '`order.status` is `"paid"`.');
  assert.equal(said(body, '`items[1].price` in the answer of `db.load` is `2`'), '`order.items[1].price` is `2`');
  assert.equal(said(body, '`db.load().items[0].price` becomes `2`.'), '`order.items[0].price` becomes `2`.');
  assert.equal(said(body, '`db.load` rejects; `db.save().id` is `1`.'), '`db.load` rejects; `db.save().id` is `1`.');
});

test('two calls, a variable that may change or a name used twice keep the call in the text', () => {
  const text = '`load().status` is `"paid"`';
  assert.equal(said('const first = await load(id);\nconst second = await load(first.next);', text), text);
  assert.equal(said('let order = await load(id);\norder = next(order);', text), text);
  assert.equal(said('const order = await load(id);\nlist.map((order) => order.id);', text), text);
});

test('a part of an answer that is taken apart, and a field of an argument that is, have the names they are given', () => {
  assert.equal(
    said('const [open, setOpen] = useState(false);', '`useState()[0]` is `true`; `useState()[1]` runs once.'),
    '`open` is `true`; `setOpen` runs once.',
  );
  const { located } = unitOf('function pay({ order, limit: most }) {\n  return order.total > most;\n}');
  assert.equal(
    namedAsInCode(located)('`argument1.order.total` is `3` and `argument1.limit` is `2`.'),
    '`order.total` is `3` and `most` is `2`.',
  );
});
