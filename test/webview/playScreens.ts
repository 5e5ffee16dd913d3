import type { PlayScreen, ShownSuspicion, Snapshot } from '../../src/protocol.ts';
import type { PlayScenario } from '../../src/terms/play.ts';

export const suspicion: ShownSuspicion = {
  playId: 'play',
  index: 0,
  text: 'When `invoices.saveInvoice` in line 15 fails, the failure is caught and goes no further: the caller gets exactly what it gets when that succeeds, and nothing was seen to report it.',
  evidence: ['`charge(order)`', '`invoices.saveInvoice(receipt)` → rejects'],
  lines: [[15, 15]],
  expected: 'a failure of `invoices.saveInvoice` reaches the caller',
};

const scenario: PlayScenario = {
  id: 's1/invoices.saveInvoice#0:rejects',
  title: '`invoices.saveInvoice` rejects',
  values: [
    { text: '`order.id` is `"a-17"`', source: 'call site: src/orders/api.ts:41' },
    { text: '`order.customer` is `"Ada"`', source: 'declared type: string' },
  ],
  assumptions: ['`invoices.saveInvoice` rejects with an error of class `ScriptedFailure`.'],
  run: {
    steps: [
      { line: 13, seen: ['`charge(order)` → an object'] },
      { line: 14, seen: [] },
      { line: 15, seen: ['`invoices.saveInvoice(charge())` → rejects'] },
      { line: 17, seen: ['`log.warn("invoice not saved", {error: ScriptedFailure, order: "a-17"…(58))`'] },
      { line: 20, seen: ['`notify("Ada", charge())`'] },
      { line: 21, seen: [] },
    ],
    cut: true,
    ending: 'the returned promise resolves to `charge()`',
  },
};

const play: Omit<PlayScreen, 'code'> = {
  kind: 'play',
  playId: 'play',
  unitName: 'checkout',
  path: 'src/orders/checkout.ts',
  canReveal: true,
  scenarios: [
    { id: 's1', title: '`order.id` is `"a-17"`', ending: 'the returned promise resolves to `charge()`' },
    { id: scenario.id, title: scenario.title, ending: scenario.run.ending },
    { id: 's1/notify#0:rejects', title: '`notify` rejects', ending: 'the returned promise rejects with that error' },
  ],
  scenario,
  step: 2,
  trying: false,
  stale: false,
  suspicions: [],
  back: 'reading',
};

const tried: Omit<PlayScreen, 'code'> = {
  ...play,
  triedWords: 'line 17 changed',
  scenarios: play.scenarios.map((row, index) => ({ ...row, tried: index === 1 ? 'differs' : index === 2 ? 'not run' : 'same' })),
  scenario: {
    ...scenario,
    tried: {
      run: { ...scenario.run, steps: scenario.run.steps.slice(0, 4), cut: false, ending: 'the returned promise rejects with that error' },
      differs: true,
      differences: [
        { text: '`invoices.saveInvoice(charge())` → rejects', in: 'both' },
        { text: '`notify("Ada", charge())`', in: 'before' },
        { text: 'the returned promise resolves to `charge()`', in: 'before' },
        { text: 'the returned promise rejects with that error', in: 'now' },
      ],
    },
  },
};

/** Every state of a play, over code whose first line is 12. */
export function playScreens(calm: Omit<Snapshot, 'screen'>, code: PlayScreen['code']): Readonly<Record<string, Snapshot>> {
  return {
    play: { ...calm, screen: { ...play, code } },
    'play with something that looks like a bug': { ...calm, screen: { ...play, code, suspicions: [suspicion], back: 'answer' } },
    'play with a line tried': { ...calm, screen: { ...tried, code } },
    'play with a line tried that makes no difference here': {
      ...calm,
      screen: { ...tried, code, scenario: { ...scenario, tried: { run: scenario.run, differs: false, differences: [] } } },
    },
    'play with a line that cannot be run': {
      ...calm,
      screen: {
        ...tried,
        code,
        failure: 'With that line the function no longer parses.',
        stale: true,
        scenario: { ...scenario, tried: { refused: 'With this text the call cannot be run here.' } },
      },
    },
  };
}
