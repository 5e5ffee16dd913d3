import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Snapshot } from '../../src/protocol.ts';
import type { ModelSection } from '../../src/terms/model.ts';
import { modelPanels } from './modelPanels.ts';
import { changes, check, screens, unit } from './screens.ts';
import { startSidebarBrowser } from './sidebarBrowser.ts';
import type { OpenSidebar, SidebarBrowser } from './sidebarBrowser.ts';

const hostile = [
  '<img src=x onerror="document.title=`owned`">',
  '<script>document.title="owned"</script>',
  '<svg onload=document.title=1>',
  '[run it](command:workbench.action.terminal.new)',
  '<a href="javascript:document.title=1">x</a>',
  '${document.title=1}',
  '</code></pre><style>*{display:none}</style>',
  '![remote](https://example.invalid/pixel.png)',
];

let browser: SidebarBrowser;
let sidebar: OpenSidebar;

before(async () => {
  browser = await startSidebarBrowser();
  sidebar = await browser.open({ width: 300, height: 700 });
  await sidebar.useTheme('light');
});
after(() => browser.close());

/** What a model said, what would be sent to it, and why it did not answer. */
function modelSections(text: string): readonly ModelSection[] {
  const consent = modelPanels['consent']?.panel;
  if (consent?.kind !== 'consent') assert.fail();
  const { question, offer } = consent;
  const blocks = [
    { kind: 'paragraph', sentences: [{ text }, { text, struck: text }] },
    { kind: 'list', ordered: false, items: [[{ text }]] },
    { kind: 'code', text },
  ] as const;
  const destination = { ...offer.destination, to: text, model: text };
  return [
    { panel: { kind: 'consent', question, offer: { ...offer, destination, parts: [{ title: text, text }], redacted: [text] } } },
    { panel: { kind: 'asking', question, destination, blocks, waiting: text } },
    { panel: { kind: 'answered', question, destination, answer: { blocks, sentences: 3, struck: 1 }, kept: false, allowed: true } },
    { panel: { kind: 'failed', question, failure: { kind: 'unreadable', reason: text, remedies: [] }, blocks } },
  ];
}

/** Screens in which every text that can come from outside is `text`. */
function screensOf(text: string): readonly Snapshot[] {
  const base = screens['unit'] ?? assert.fail();
  const sentence = { text, lines: [[1, 2]] as const };
  const named = {
    ...unit,
    name: text,
    path: `src/${text}`,
    originText: text,
    evidence: [{ source: text, strength: 1, where: text, why: text }],
  };
  const question = {
    ...check,
    unitName: text,
    stem: text,
    assumptions: [text],
    code: { text: `${text}\n${text}`, firstLine: 1 },
    options: check.options.map((option) => ({ ...option, text })),
  };
  const answered = screens['answered wrong']?.screen;
  if (answered?.kind !== 'answered') assert.fail();
  const options = answered.outcome.options.map((option) => ({ ...option, text, reason: text }));
  return [
    {
      ...base,
      changes: changes.map((change) => ({
        ...change,
        title: text,
        originText: text,
        units: change.units.map((touched) => ({ ...touched, name: text, path: text })),
      })),
      screen: {
        kind: 'unit',
        canReveal: true,
        unit: { ...named, explanation: { proved: [sentence], recorded: [sentence], said: [sentence] }, check: { why: text } },
      },
    },
    ...modelSections(text).map((model): Snapshot => ({ ...base, screen: { kind: 'unit', canReveal: true, unit: named, model } })),
    { ...base, screen: { kind: 'question', check: question, sending: false, stale: false, failure: text } },
    { ...base, screen: { ...answered, check: question, outcome: { ...answered.outcome, options, evidence: [text] } } },
    { ...base, screen: { kind: 'skipped', fileName: text, reason: text } },
    { ...base, screen: { kind: 'refused', reason: text } },
    { ...base, screen: { kind: 'unsupported', language: text } },
    { ...base, screen: { kind: 'analysing', subject: text, stage: 'slow' } },
  ];
}

for (const text of hostile) {
  test(`${text} is text wherever it appears`, async () => {
    for (const snapshot of screensOf(text)) {
      await sidebar.show(snapshot);
      const shown = (await sidebar.page.locator('main').textContent()) ?? '';
      assert.ok(shown.includes(text.replaceAll('`', '')) || shown.includes(text), `${snapshot.screen.kind} does not show it`);
      assert.equal(await sidebar.page.locator('main img, main script, main style, main a, main iframe, main svg[onload]').count(), 0);
    }
    assert.equal(await sidebar.page.title(), 'Understand this');
    assert.deepEqual(await sidebar.faults(), []);
  });
}

test('characters that hide or reorder text are shown by name', async () => {
  for (const [text, shownAs] of [
    ['if (admin\u202e) {', 'if (admin\\u{202E}) {'],
    ['a\u200bb', 'a\\u{200B}b'],
    ['\u2066x', '\\u{2066}x'],
    ['\u001b[31mred', '\\u{1B}[31mred'],
  ] as const) {
    for (const snapshot of screensOf(text)) {
      await sidebar.show(snapshot);
      const shown = (await sidebar.page.locator('main').textContent()) ?? '';
      assert.ok(shown.includes(shownAs), `${snapshot.screen.kind} does not show ${shownAs}`);
      assert.ok(!shown.includes(text), `${snapshot.screen.kind} shows ${shownAs} itself`);
    }
  }
});

test('code keeps its indentation and its empty lines', async () => {
  const code = { text: 'if (a) {\n\n\treturn  b;\n}', firstLine: 9 };
  const base = screens['question'] ?? assert.fail();
  await sidebar.show({ ...base, screen: { kind: 'question', check: { ...check, code }, sending: false, stale: false } });
  assert.deepEqual(await sidebar.page.locator('.line-text').allTextContents(), ['if (a) {', ' ', '\treturn  b;', '}']);
});

test('a thousand sentences or a line of a megabyte do not stop the page', async () => {
  const sentence = { text: 'x'.repeat(100), lines: [[1, 2]] as const };
  const many = { ...unit, explanation: { proved: Array.from({ length: 1000 }, () => sentence), recorded: [], said: [] } };
  await sidebar.show({ ...(screens['unit'] ?? assert.fail()), screen: { kind: 'unit', canReveal: true, unit: many } });
  const long = { ...check, code: { text: 'x'.repeat(1_000_000), firstLine: 1 } };
  await sidebar.show({ ...(screens['unit'] ?? assert.fail()), screen: { kind: 'question', check: long, sending: false, stale: false } });
  assert.equal(await sidebar.page.getByRole('radio').count(), 4);
});
