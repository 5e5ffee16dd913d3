import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { chosenModel } from '../../src/llm/chosenModel.ts';
import { createFakeClock } from '../fakes/fakeClock.ts';
import { silentHost } from '../fakes/silentHost.ts';

test('the model that is asked where a person names none is one that its makers do not take away', async () => {
  const host = silentHost({
    modelSettings: async () => ({
      mode: 'endpoint',
      endpoint: 'https://api.anthropic.com',
      model: '',
      dailyTokens: 1,
      dailyDollars: 1,
    }),
    modelKey: async () => ({ key: 'a key of the person' }),
  });
  const chosen = await chosenModel({ host, clock: createFakeClock(), fetch, log: () => undefined });
  assert.ok(chosen.ok);
  const { model } = chosen.model.destination;
  const library = new URL('../../node_modules/@anthropic-ai/sdk/', import.meta.url);
  const text = (path: string): string => readFileSync(fileURLToPath(new URL(path, library)), 'utf8');
  const deprecated = text('internal/data/deprecated-models.js');
  assert.match(deprecated, /'claude-[\w-]+':/u);
  assert.ok(!deprecated.includes(`'${model}'`), `${model} has an end`);
  assert.ok(text('resources/messages/messages.d.ts').includes(`'${model}'`), `${model} is not known to the library`);
});
