import { reduceSidebar } from '../../src/editor/sidebarReduce.ts';
import { initialSidebarState } from '../../src/editor/sidebarState.ts';
import type { SidebarEvent, SidebarState } from '../../src/editor/sidebarState.ts';
import type { ChangeSummary } from '../../src/terms/change.ts';
import { contentId } from '../../src/terms/ids.ts';
import type { AnswerId, ChangeId, ExerciseId, UnitKey } from '../../src/terms/ids.ts';
import type { PlayPanel } from '../../src/terms/play.ts';
import type { Answer, AnswerOutcome, CheckPanel, UnitPanel } from '../../src/terms/panel.ts';

export const uri = 'file:///shop/cart.ts';

/** The state after events, from the beginning. */
export function after(...events: readonly SidebarEvent[]): SidebarState {
  return events.reduce(reduceSidebar, initialSidebarState);
}

export function keyOf(name: string): UnitKey {
  return contentId<UnitKey>(name);
}

export function checkFor(name: string): CheckPanel {
  return {
    exerciseId: contentId<ExerciseId>(name, 'E12'),
    unitKey: keyOf(name),
    path: 'cart.ts',
    unitName: name,
    kind: 'E12 reject-path',
    level: 'change-impact',
    stem: `What does the caller of \`${name}\` see?`,
    assumptions: [],
    code: { text: `function ${name}() {}`, firstLine: 1 },
    multi: false,
    options: [
      { id: 'a', text: 'The rejection.' },
      { id: 'b', text: 'Nothing.' },
    ],
  };
}

/** A unit on lines 10–20 of `cart.ts`, with a question unless told otherwise. */
export function panelOf(name: string, check: UnitPanel['check'] = checkFor(name)): UnitPanel {
  return {
    key: keyOf(name),
    path: 'cart.ts',
    file: '/shop/cart.ts',
    name,
    kind: 'function',
    lines: [10, 20],
    originText: 'origin unknown',
    evidence: [],
    explanation: { proved: [{ text: `\`${name}\` swallows a failure.`, lines: [[12, 14]] }], recorded: [], said: [] },
    check,
  };
}

export function caretAt(line: number, inUri = uri, language = 'typescript'): SidebarEvent {
  return { type: 'caret', place: { uri: inUri, line }, language };
}

/** Answers the request that the state wants. */
export function explain(state: SidebarState, panel: UnitPanel): SidebarState {
  return reduceSidebar(state, { type: 'explained', requestId: state.request?.id ?? -1, panel, uri });
}

export function changeOf(title: string, state: ChangeSummary['state'] = 'unchecked'): ChangeSummary {
  return {
    id: contentId<ChangeId>(title),
    root: '/shop',
    kind: 'commit',
    title,
    originText: 'origin unknown',
    state,
    at: 0,
    units: [{ key: keyOf('total'), path: 'cart.ts', name: 'total', line: 10, checked: false }],
  };
}

export function answerTo(name: string, chosen: readonly string[]): Answer {
  return { id: contentId<AnswerId>('answer', name), exerciseId: checkFor(name).exerciseId, chosen, at: 0 };
}

export function outcomeOf(answer: Answer, verdict: AnswerOutcome['verdict']): AnswerOutcome {
  return {
    answerId: answer.id,
    exerciseId: answer.exerciseId,
    verdict,
    options: [],
    evidence: [],
    file: '/shop/cart.ts',
    lines: [[12, 12]],
    program: 'console.log(1)',
  };
}

/** Two scenarios of a unit on lines 10–14 of `cart.ts`; in the second a failure goes no further. With `tried`, line 12 is another one. */
export function playOf(name: string, tried = 'nothing'): PlayPanel {
  const run = {
    steps: [
      { line: 11, seen: [] },
      { line: 12, seen: ['`save(order)`'] },
      { line: 13, seen: [] },
    ],
    cut: false,
    ending: 'it returns `3`',
  };
  const other = { ...run, steps: run.steps.slice(0, 2), ending: 'it throws `Error`' };
  const differences = [{ text: 'it throws `Error`', in: 'now' as const }];
  const scenario = {
    values: [{ text: '`items` is empty', source: 'declared type: Item[]' }],
    assumptions: [],
    run,
    ...(tried === 'line' && { tried: { run: other, differs: true, differences } }),
  };
  return {
    id: contentId<string>(name, 'play'),
    unitKey: keyOf(name),
    path: 'cart.ts',
    file: '/shop/cart.ts',
    unitName: name,
    code: { text: 'function total() {\n  start();\n  save(order);\n  return 3;\n}', firstLine: 10 },
    scenarios: [
      { ...scenario, id: 's1', title: '`items` is empty' },
      { ...scenario, id: 's1/save#0:rejects', title: '`save` rejects' },
    ],
    first: 's1',
    ...(tried === 'line' && {
      tried: { words: 'line 12 changed', code: { text: 'function total() {\n  start();\n  fail();\n}', firstLine: 10 } },
    }),
    suspicions: [
      {
        kind: 'swallowed failure',
        scenarioId: 's1/save#0:rejects',
        text: 'When `save` in line 12 fails, the failure goes no further.',
        evidence: ['`save(order)` → rejects', 'it returns `3`'],
        lines: [[12, 12]],
        expected: 'a failure of `save` reaches the caller',
      },
    ],
  };
}
