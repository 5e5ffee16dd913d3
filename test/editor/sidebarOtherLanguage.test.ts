import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createSidebarSession } from '../../src/editor/sidebarSession.ts';
import type { SidebarSession } from '../../src/editor/sidebarSession.ts';
import type { EditorSymbol } from '../../src/terms/editorSymbol.ts';
import { failure, success } from '../../src/terms/result.ts';
import { caretAt, panelOf } from '../builders/sidebarStates.ts';
import { createFakeClock } from '../fakes/fakeClock.ts';

const inPython = (line: number) => caretAt(line, 'file:///shop/a.py', 'python');

/** A session whose editor knows `symbols`, by line; `asked` are the lines it was asked about. */
function stage(symbols: Readonly<Record<number, string>>): { session: SidebarSession; asked: number[] } {
  const asked: number[] = [];
  const no = () => Promise.resolve(failure('not asked'));
  const session = createSidebarSession({
    tutor: {
      explain: no,
      openChange: no,
      answer: no,
      reportWrong: no,
      play: no,
      tryText: no,
      markOrigin: no,
      explainSymbol: (_uri, { name }) => Promise.resolve(success(panelOf(name))),
    },
    symbolAt({ line }, language) {
      asked.push(line);
      const name = symbols[line];
      const symbol: EditorSymbol | undefined =
        name === undefined ? undefined : { language, name, kind: 'function', lines: [line, line], hover: [] };
      return Promise.resolve(symbol);
    },
    clock: createFakeClock(),
    randomId: () => 'id',
    draw: () => undefined,
    uriOfFile: (file) => `file://${file}`,
    onUnit: () => undefined,
    stepShown: () => undefined,
    crashed: (error) => assert.fail(String(error)),
  });
  return { session, asked };
}

async function settled(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

test('of code that is not analysed the editor is asked, only while the sidebar is shown', async () => {
  const { session, asked } = stage({ 7: 'refund' });
  session.dispatch(inPython(7));
  await settled();
  assert.deepEqual(asked, []);
  session.dispatch({ type: 'visible', visible: true });
  await settled();
  assert.deepEqual(asked, [7]);
  const { content } = session.state();
  assert.equal(content.kind === 'unit' ? content.panel.name : content.kind, 'refund');
});

test('where the editor knows of no function, that is said', async () => {
  const { session } = stage({});
  session.dispatch({ type: 'visible', visible: true });
  session.dispatch(inPython(1));
  await settled();
  assert.match(JSON.stringify(session.state().content), /The editor knows of no function here/u);
});
