import { contentId } from '../../src/terms/ids.ts';
import type { ModelOfferId, UnitKey } from '../../src/terms/ids.ts';
import type { ModelDestination, ModelSection } from '../../src/terms/model.ts';
import type { SaidAnswer, SaidBlock } from '../../src/terms/said.ts';

const destination: ModelDestination = {
  id: 'endpoint https://api.anthropic.com',
  kind: 'endpoint',
  to: 'api.anthropic.com',
  model: 'claude-sonnet-4-5',
};
const question = { kind: 'why' } as const;

const blocks: readonly SaidBlock[] = [
  {
    kind: 'paragraph',
    sentences: [
      { text: 'The charge comes first, so a failure of `saveInvoice` on line 15 leaves a paid order without an invoice.' },
      { text: '`refundLater` repairs that every night.', struck: 'names refundLater, which is not in this code' },
    ],
  },
  {
    kind: 'list',
    ordered: true,
    items: [
      [{ text: '`charge` takes the money.' }],
      [
        {
          text: 'It never throws.',
          struck: 'contradicts what is proven: `notify` waits for the invoice; a failure of `notify` reaches the caller.',
        },
      ],
    ],
  },
  { kind: 'code', text: "await notify(order.customer, receipt); // 'sent' only when this resolves, however long the line of code is" },
];
const answer: SaidAnswer = { blocks, sentences: 4, struck: 2 };

const consent = (canAllow: boolean, redacted: readonly string[]): ModelSection => ({
  panel: {
    kind: 'consent',
    question,
    offer: {
      id: contentId<ModelOfferId>('offer'),
      destination: canAllow ? destination : { ...destination, kind: 'editor', to: 'Copilot, through this editor' },
      parts: [
        { title: 'Instructions, the same each time', text: 'You explain one piece of code.\n- At most 180 words.' },
        {
          title: 'The code and what is known about it',
          text: '--- code 4f1d ---\n12| export async function checkout() {\n--- end 4f1d ---',
        },
        { title: 'The question', text: 'Why is it written this way?' },
      ],
      redacted,
      tokens: { sent: 742, wholeFile: 5_310 },
      allowed: false,
      canAllow,
    },
  },
});

/** Every state of the part about models and the person's own words, by the name its picture has. */
export const modelPanels: Readonly<Record<string, ModelSection>> = {
  preparing: { panel: { kind: 'preparing', question } },
  consent: consent(true, ['GITHUB TOKEN', 'password']),
  'consent without a folder': consent(false, []),
  asked: { panel: { kind: 'asking', question, destination, blocks: [] } },
  streaming: { panel: { kind: 'asking', question, destination, blocks: blocks.slice(0, 1) } },
  'waiting to ask again': {
    panel: { kind: 'asking', question, destination, blocks: [], waiting: 'The model is overloaded. Asking again in 2 s.' },
  },
  answered: { panel: { kind: 'answered', question, destination, answer, kept: false, allowed: true } },
  'answered before': {
    panel: {
      kind: 'answered',
      question,
      destination,
      answer: { blocks: blocks.slice(2), sentences: 0, struck: 0 },
      kept: true,
      allowed: false,
    },
  },
  stopped: { panel: { kind: 'stopped', question, blocks: blocks.slice(0, 1) } },
  'no model': {
    panel: {
      kind: 'failed',
      question,
      failure: { kind: 'no-model', reason: 'This editor offers no model.', remedies: ['open-settings', 'retry'] },
      blocks: [],
    },
  },
  'cut short': {
    panel: {
      kind: 'failed',
      question,
      failure: { kind: 'cut-short', reason: 'The answer broke off half way. Nothing of it was kept.', remedies: ['retry', 'open-log'] },
      blocks: blocks.slice(0, 1),
    },
  },
  'own words compared': {
    panel: { kind: 'idle' },
    ownWords: {
      unitKey: contentId<UnitKey>('checkout'),
      covered: [0],
      missed: [1, 2],
      contradicted: [{ text: 'It never throws.', why: 'a failure of `notify` reaches the caller.' }],
    },
  },
};
