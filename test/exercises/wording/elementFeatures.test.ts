import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contrast, type UntoldOption } from '../../../src/exercises/wording/contrast.ts';
import { stepsSeen } from '../../../src/exercises/wording/runSteps.ts';
import { runProgram } from '../../corpus/runProgram.ts';
import { openUnit, runWhere, testSandbox, valueOf } from '../openUnitWorld.ts';

const sandbox = testSandbox();

const text = `declare const Panel: any, Row: any, Save: any;
interface Item { id: string; done: boolean }
export function List({ items, title, busy }: { items: Item[]; title?: string; busy: boolean }) {
  if (busy && items.length === 0) return null;
  return (
    <Panel gap="md">
      {title && <h2 className="title">{title}</h2>}
      {items.map((item) => <Row key={item.id} done={item.done} />)}
      <Save disabled={busy}>Save all</Save>
    </Panel>
  );
}`;

test('what a component shows is told by its elements, in the sandbox and in plain Node alike', async () => {
  const { world, located } = await openUnit(sandbox, text, 'List');
  const { scenario, run } = await runWhere(world, { items: 'an array of 2 items', title: '"a"', busy: 'true' });
  const { settlement } = run.observation;
  assert.ok('value' in settlement);
  assert.deepEqual(settlement.fields, {
    '<Panel>': '1',
    '<Panel>.gap': '"md"',
    '<Row>': '2',
    '<Save>': '1',
    '<Save>.disabled': 'true',
    '<Save>.text': '"Save all"',
    '<h2>': '1',
    '<h2>.className': '"title"',
    '<h2>.text': '"a"',
  });
  const { program, expected } = valueOf(world.program(scenario, run));
  assert.equal(await runProgram(program), `${expected}\n`);
  assert.equal(stepsSeen({ scenario, edits: [], run }, located).at(-1), 'it shows `<Panel>`, `<Row>` 2 times, `<Save>`, `<h2>`');
});

test('courses of a component are told apart by how often an element is shown', async () => {
  const rows = `declare const Panel: any, Row: any, Empty: any;
export function Rows({ items }: { items: string[] }) {
  return <Panel>{items.length === 0 ? <Empty /> : items.map((item) => <Row key={item} />)}</Panel>;
}`;
  const { world } = await openUnit(sandbox, rows, 'Rows');
  const option = async (items: string): Promise<UntoldOption> => {
    const { scenario, run } = await runWhere(world, { items });
    return { shownBy: { scenario, run, edits: [] }, happensWhen: 'then', reason: 'so' };
  };
  const told = contrast({
    key: await option('an array of 2 items'),
    others: [await option('an array of one item'), await option('[] (empty)')],
    words: {},
  });
  assert.equal(told?.ask, 'how often is `<Row>` shown');
  assert.equal(told.key.text, '`<Row>` is shown twice.');
  assert.deepEqual(
    told.distractors.map((each) => each.text),
    ['`<Row>` is shown once.', '`<Row>` is not shown.'],
  );
});
