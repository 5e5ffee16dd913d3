import { createModelDesk } from '../../src/llm/askModel.ts';
import { createBudget } from '../../src/llm/budget.ts';
import { chosenModel } from '../../src/llm/chosenModel.ts';
import type { ModelStore } from '../../src/llm/modelStore.ts';
import { createModelMemory } from '../../src/store/modelMemory.ts';
import { createModelTalk } from '../../src/stories/askedModel.ts';
import type { AskedUnit, ModelTalk } from '../../src/stories/askedModel.ts';
import { contentId } from '../../src/terms/ids.ts';
import type { UnitKey } from '../../src/terms/ids.ts';
import type { ModelAsk, ModelOffer, ModelOutcome, ModelProgress, ModelQuestion, ModelSettings } from '../../src/terms/model.ts';
import { createFakeClock } from '../fakes/fakeClock.ts';
import type { FakeClock } from '../fakes/fakeClock.ts';
import { silentHost } from '../fakes/silentHost.ts';

export const apiKey = 'sk-test-canary-key-000111222333';

/** A unit with a proven fact, on lines 3–10 of its file. */
export const saveAll: AskedUnit = {
  unit: {
    key: contentId<UnitKey>('saveAll'),
    surface: '0123456789abcdef',
    path: 'src/store.ts',
    name: 'saveAll',
    kind: 'function',
    lines: [3, 10],
    signature: '(store: Store, rows: readonly string[]): Promise<number>',
    size: { lines: 8, statements: 4, branches: 1 },
    nameAt: { from: { line: 3, column: 23 }, to: { line: 3, column: 30 } },
  },
  code: `export async function saveAll(store: Store, rows: readonly string[]): Promise<number> {
  let saved = 0;
  for (const row of rows) {
    await store.save(row);
    saved++;
  }
  return saved;
}`,
  facts: [
    {
      id: 'thrown-below:save',
      kind: 'thrown-below',
      text: '`store.save` throws `FullError`, and nothing here catches it.',
      lines: [[6, 6]],
      basis: 'types',
      surprise: 0.8,
      reach: 'elsewhere',
    },
  ],
  recorded: ['Committed as “Save rows one by one”'],
  reader: 'new here',
  root: '/shop',
  file: `import type { Store } from './types';\n\n${'export const other = 1;\n'.repeat(300)}`,
};

export const goodAnswer =
  'Each row is saved before the next one starts, so `saved` counts what is done. On line 6 `store.save` may fail, and then the rows after it are not saved.';

export interface TalkOver {
  readonly talk: ModelTalk;
  readonly clock: FakeClock;
  readonly store: ModelStore;
  readonly progress: readonly ModelProgress[];
  readonly log: readonly string[];
  /** What is offered for a question, which must succeed. */
  offer(question?: ModelQuestion, asked?: AskedUnit): Promise<ModelOffer>;
  /** Offers and sends, on consent given once. */
  ask(question?: ModelQuestion, asked?: AskedUnit, signal?: AbortSignal): Promise<ModelOutcome>;
  send(offer: ModelOffer, consent: ModelAsk['consent'], signal?: AbortSignal): Promise<ModelOutcome>;
}

/** The real story over a real HTTP server; only time stands still until the test moves it. */
export function talkOver(endpoint: string, settings: Partial<ModelSettings> = {}, random: () => number = () => 0.5): TalkOver {
  const clock = createFakeClock();
  const store = createModelMemory();
  const progress: ModelProgress[] = [];
  const log: string[] = [];
  const chosen: ModelSettings = { mode: 'endpoint', endpoint, model: 'claude-test', dailyTokens: 100_000, dailyDollars: 1, ...settings };
  const host = silentHost({ modelSettings: async () => chosen, modelKey: async () => ({ key: apiKey }) });
  let marks = 0;
  const talk = createModelTalk({
    chosenModel: async () => await chosenModel({ host, clock, fetch, log: (sentence) => void log.push(sentence) }),
    desk: createModelDesk({ budget: createBudget({ store, clock }), clock, random }),
    store,
    clock,
    randomMark: () => `m4rk${String(marks++)}`,
    onProgress: (update) => void progress.push(update),
  });
  const offer: TalkOver['offer'] = async (question = { kind: 'why' }, asked = saveAll) => {
    const offered = await talk.offer(asked, question);
    if (!offered.ok) throw new Error(offered.failure.reason);
    return offered.offer;
  };
  const send: TalkOver['send'] = async ({ id }, consent, signal = new AbortController().signal) =>
    await talk.ask({ askId: 'ask', offerId: id, consent }, signal);
  return {
    talk,
    clock,
    store,
    progress,
    log,
    offer,
    send,
    ask: async (question, asked, signal) => await send(await offer(question, asked), 'once', signal),
  };
}
