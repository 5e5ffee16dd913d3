import type { ShownSuspicion, Snapshot, WorthKnowing } from '../../src/protocol.ts';
import type { ChangeSummary } from '../../src/terms/change.ts';
import { contentId } from '../../src/terms/ids.ts';
import type { ChangeId, ExerciseId, UnitKey, AnswerId } from '../../src/terms/ids.ts';
import type { CheckPanel, UnitPanel } from '../../src/terms/panel.ts';
import { modelPanels } from './modelPanels.ts';
import { invoiceTemplates } from './packageNews.ts';
import { playScreens, suspicion } from './playScreens.ts';

const unitKey = contentId<UnitKey>('checkout');

/** A question about a function that swallows nothing but a mail that fails. */
export const check: CheckPanel = {
  exerciseId: contentId<ExerciseId>('checkout', 'E12'),
  unitKey,
  path: 'src/orders/checkout.ts',
  unitName: 'checkout',
  kind: 'E12 reject-path',
  level: 'change-impact',
  stem: '`saveInvoice` rejects. What does the caller of `checkout` see, and does `notify` still run?',
  assumptions: ['`order` holds two items (`src/orders/checkout.test.ts:12`).', '`charge` resolves.'],
  code: {
    firstLine: 12,
    text: `export async function checkout(order: Order, invoices: InvoiceService): Promise<Receipt> {
  const receipt = await charge(order);
  try {
    await invoices.saveInvoice(receipt);
  } catch (error) {
    log.warn('invoice not saved', { order: order.id, receipt: receipt.id, error });
  }

  await notify(order.customer, receipt);
  return receipt;
}
`,
  },
  multi: false,
  options: [
    { id: 'a', text: 'The caller gets the rejection; `notify` never runs.' },
    { id: 'b', text: 'The caller gets the receipt; `notify` runs once.' },
    { id: 'c', text: 'The caller gets the receipt; `notify` never runs.' },
    { id: 'd', text: 'The caller gets `undefined`; `notify` runs once.' },
  ],
};

/** The failure of the invoice used to end the call. */
const change = { removed: [{ before: 14, text: '  await invoices.saveInvoice(receipt);' }], added: [14, 15, 16, 17, 18] };

const worthKnowing: WorthKnowing = {
  fileName: 'checkout.ts',
  units: [
    {
      key: unitKey,
      name: 'checkout',
      line: 12,
      text: 'If `charge` (line 13) fails, callers get its error and not a receipt without an invoice: it stands before the `try`.',
    },
    {
      key: contentId<UnitKey>('retry'),
      name: 'CheckoutQueue.retryEverythingThatFailedSinceYesterday',
      line: 41,
      text: '`drain` (src/orders/drain.ts:8) does not wait for it.',
    },
  ],
};

export const unit: UnitPanel = {
  key: unitKey,
  path: 'src/orders/checkout.ts',
  name: 'checkout',
  kind: 'function',
  lines: [12, 22],
  originText: 'probably AI-assisted',
  evidence: [
    {
      source: 'completion-shape',
      strength: 0.6,
      where: 'accepted 3 minutes ago',
      why: 'Eleven lines came as one insert at the caret, not from the clipboard.',
    },
    { source: 'commit-trailer', strength: 0.9, where: 'commit 4f2a91c', why: 'The commit names `Claude` as co-author.' },
  ],
  explanation: {
    proved: [
      { text: 'A failure of `saveInvoice` is logged and goes no further: the caller gets the receipt either way.', lines: [[14, 18]] },
      {
        text: '`notify` waits for the invoice; a failure of `notify` reaches the caller after the charge was made.',
        lines: [[20, 20]],
        section: 'how it runs',
      },
      {
        text: '`charge` has succeeded before anything else can fail, and nothing undoes it.',
        lines: [
          [13, 13],
          [20, 20],
        ],
        section: 'watch out',
      },
      {
        text: '`retryCheckout` (src/orders/retry.ts:41) calls it again when it rejects, so an order can be charged twice.',
        lines: [[12, 12]],
        section: 'in this project',
      },
    ],
    recorded: [],
    said: [],
  },
  check,
};

export const changes: readonly ChangeSummary[] = [
  {
    id: contentId<ChangeId>('commit'),
    kind: 'commit',
    title: 'feat: save invoices before notifying the customer',
    originText: 'written by Claude',
    state: 'unchecked',
    at: 1_700_000_000_000,
    units: ['checkout', 'InvoiceService.saveInvoice', 'retryCheckout', 'notify', 'formatReceipt', 'Order.total'].map((name, index) => ({
      key: contentId<UnitKey>(name),
      path: `src/orders/${index < 2 ? 'checkout' : 'retry'}.ts`,
      name,
      line: 12 + index * 17,
      checked: index === 2,
    })),
    packages: [invoiceTemplates],
  },
  {
    id: contentId<ChangeId>('suggestion'),
    kind: 'suggestion',
    title: 'accepted suggestion in cart.ts',
    originText: 'probably AI-assisted',
    state: 'unchecked',
    at: 1_700_000_000_000,
    units: [{ key: contentId<UnitKey>('applyDiscounts'), path: 'src/cart/cart.ts', name: 'applyDiscounts', line: 88, checked: false }],
  },
];

const calm: Omit<Snapshot, 'screen'> = { trusted: true, engine: 'ready', pinned: false, changes: [] };

const reasons = [
  'This is what a reader sees who takes the `catch` to rethrow; it only logs.',
  'Line 17 handles the rejection, so line 20 runs and the receipt is returned.',
  'That is what happens when line 20 stands inside the `try`.',
  'That is what happens when the `catch` returns.',
];

function answered(
  chosen: string,
  verdict: 'right' | 'wrong' | 'not sure',
  reported = false,
  suspicions: readonly ShownSuspicion[] = [],
): Snapshot['screen'] {
  return {
    kind: 'answered',
    check,
    reported,
    outcome: {
      answerId: contentId<AnswerId>('answer'),
      exerciseId: check.exerciseId,
      verdict,
      options: check.options.map((option, index) => ({
        ...option,
        correct: option.id === 'b',
        chosen: option.id === chosen,
        reason: reasons[index] ?? '',
      })),
      evidence: [
        '`charge(order)` resolves to the receipt.',
        '`saveInvoice(receipt)` rejects with an `Error`.',
        '`log.warn` is called.',
        '`notify` is called once.',
        'The caller gets the receipt.',
      ],
      lines: [[16, 18]],
      canShowLines: true,
      canRun: true,
      canSeeRun: true,
      suspicions,
    },
  };
}

/** Every state the sidebar can be in, by the name its picture has. */
export const screens: Readonly<Record<string, Snapshot>> = {
  empty: { ...calm, screen: { kind: 'empty' } },
  'empty beside a file worth knowing': { ...calm, screen: { kind: 'empty', worthKnowing } },
  'empty with changes': { ...calm, changes, screen: { kind: 'empty' } },
  restricted: { ...calm, trusted: false, screen: { kind: 'empty' } },
  'restricted with a unit': {
    ...calm,
    trusted: false,
    screen: { kind: 'unit', canReveal: true, unit: { ...unit, check: { why: 'questions need a trusted workspace.' } } },
  },
  unsupported: { ...calm, screen: { kind: 'unsupported', language: 'markdown' } },
  skipped: { ...calm, screen: { kind: 'skipped', fileName: 'schema.generated.ts', reason: 'The file says it is generated.' } },
  skeleton: { ...calm, screen: { kind: 'analysing', subject: 'checkout.ts, line 12', stage: 'skeleton' } },
  slow: { ...calm, screen: { kind: 'analysing', subject: 'checkout.ts, line 12', stage: 'slow' } },
  unit: { ...calm, changes, screen: { kind: 'unit', canReveal: true, unit } },
  'code in another language': {
    ...calm,
    screen: {
      kind: 'unit',
      canReveal: true,
      unit: {
        ...unit,
        path: 'shop/orders.py',
        name: 'Orders.refund',
        kind: 'method',
        check: { why: 'nothing is proven here' },
        explanation: {
          proved: [],
          recorded: [{ text: 'Committed on 2026-09-01 as “Refund twice at most”, human-written.', lines: [[12, 20]] }],
          said: [],
        },
        editor: { language: 'python', hover: ['(method) def refund(order: Order, times: int = 2) -> Receipt', 'Gives the money back.'] },
      },
    },
  },
  'unit with callers to go to': {
    ...calm,
    screen: {
      kind: 'unit',
      canReveal: true,
      unit: {
        ...unit,
        explanation: {
          proved: [
            {
              text: 'Called by `retry` (src/orders/retry.ts:41) and `drain` (line 8).',
              lines: [[12, 12]],
              section: 'in this project',
              places: [
                [19, 41],
                [56, 62],
              ],
            },
          ],
          recorded: [],
          said: [],
        },
      },
    },
  },
  'unit pinned, question pending': {
    ...calm,
    pinned: true,
    screen: { kind: 'unit', canReveal: false, unit: { ...unit, evidence: [], originText: 'origin unknown', check: 'pending' } },
  },
  'unit answered before': {
    ...calm,
    screen: { kind: 'unit', canReveal: true, unit: { ...unit, answered: { correct: true, at: 1_700_000_000_000 } } },
  },
  'unit with nothing to say': {
    ...calm,
    screen: {
      kind: 'unit',
      canReveal: true,
      unit: { ...unit, explanation: { proved: [], recorded: [], said: [] }, check: { why: 'it does nothing a question could turn on.' } },
    },
  },
  question: { ...calm, screen: { kind: 'question', check, sending: false, stale: false } },
  'question with several answers': {
    ...calm,
    screen: { kind: 'question', check: { ...check, multi: true }, sending: false, stale: false },
  },
  'question about a change': {
    ...calm,
    screen: { kind: 'question', check: { ...check, code: { ...check.code, change } }, sending: false, stale: false },
  },
  'question out of date': { ...calm, screen: { kind: 'question', check, sending: false, stale: true } },
  'question being answered': { ...calm, screen: { kind: 'question', check, sending: true, stale: false } },
  'question not recorded': {
    ...calm,
    screen: { kind: 'question', check, sending: false, stale: false, failure: 'The answer could not be recorded. Try again.' },
  },
  'answered right': { ...calm, screen: answered('b', 'right') },
  'answered wrong': { ...calm, screen: answered('a', 'wrong') },
  'answered not sure': { ...calm, screen: answered('', 'not sure') },
  'answered, reported': { ...calm, screen: answered('a', 'wrong', true) },
  'refused beside a file worth knowing': {
    ...calm,
    screen: { kind: 'refused', reason: 'Put the cursor inside a function to see what it does.', worthKnowing },
  },
  'answered wrong, and it looks like a bug': { ...calm, screen: answered('a', 'wrong', false, [suspicion]) },
  ...playScreens(calm, check.code),
  refused: { ...calm, changes, screen: { kind: 'refused', reason: 'There is no function at this line.' } },
  'engine restarting': { ...calm, engine: 'restarting', screen: { kind: 'unit', canReveal: true, unit } },
  'engine stopped': { ...calm, engine: 'stopped', screen: { kind: 'unit', canReveal: true, unit } },
  error: { ...calm, screen: { kind: 'error' } },
  ...Object.fromEntries(
    Object.entries(modelPanels).map(([name, model]) => [
      `model, ${name}`,
      { ...calm, screen: { kind: 'unit', canReveal: true, unit, model } },
    ]),
  ),
};
