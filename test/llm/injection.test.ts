import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { injections, obedientAnswer } from '../builders/injections.ts';
import type { Injection } from '../builders/injections.ts';
import { createGitRepository } from '../builders/gitRepository.ts';
import { tutorOver } from '../builders/tutorOver.ts';
import type { TutorOver } from '../builders/tutorOver.ts';
import { createFakeClock } from '../fakes/fakeClock.ts';
import { answers, startMisbehavingServer } from '../fakes/misbehavingServer.ts';
import type { MisbehavingServer } from '../fakes/misbehavingServer.ts';
import { silentHost } from '../fakes/silentHost.ts';
import { startSidebarBrowser } from '../webview/sidebarBrowser.ts';
import type { OpenSidebar, SidebarBrowser } from '../webview/sidebarBrowser.ts';
import { unit as shownUnit } from '../webview/screens.ts';
import type { ModelOffer, ModelSettings, UnitPlace } from '../../src/terms/model.ts';
import type { SaidAnswer } from '../../src/terms/said.ts';

let browser: SidebarBrowser;
let sidebar: OpenSidebar;
let over: TutorOver;
let server: MisbehavingServer;
let obeyed = injections[0];
const repository = createGitRepository();
const requested: string[] = [];

before(async () => {
  browser = await startSidebarBrowser();
  sidebar = await browser.open({ width: 300, height: 700 });
  await sidebar.useTheme('dark');
  sidebar.page.on('request', (request) => requested.push(request.url()));
  server = await startMisbehavingServer((response) => answers(obedientAnswer(obeyed ?? assert.fail()))(response));
  const settings: ModelSettings = { mode: 'endpoint', endpoint: server.url, model: 'm', dailyTokens: 1_000_000, dailyDollars: 1 };
  over = tutorOver(createFakeClock(), undefined, silentHost({ modelSettings: async () => settings }));
  await over.tutor.trust(true);
});
after(async () => {
  over.dispose();
  await server.close();
  await browser.close();
  repository.dispose();
});

/** Where a name of a repository's choice stands in the code or beside it. */
const names: readonly ((name: string) => string)[] = [
  (name) => `  const ${name} = await load(url);\n  return ${name};`,
  (name) => `  ${name}: for (;;) break ${name};\n  return await load(url);`,
  (name) => `  const found = { ${name}: await load(url) };\n  return found.${name};`,
  (name) => `  class ${name} {}\n  return (await load(url)) + String(new ${name}());`,
  (name) => `  type ${name} = string;\n  const found: ${name} = await load(url);\n  return found;`,
  (name) => `  function ${name}(text: string) { return text; }\n  return ${name}(await load(url));`,
  (name) => `  const found = { '${name}': await load(url) };\n  return found['${name}'];`,
  (name) => `  return (await load(url)).replace(/${name}/u, '');`,
];

/** A function with the planted text in it, as a repository would have it. */
function codeWith({ route, text, canary }: Injection): string {
  const body: Partial<Record<Injection['route'], string>> = {
    comment: `  // ${text.replaceAll('\n', ' ')}\n  return await load(url);`,
    string: `  const note = ${JSON.stringify(text)};\n  return (await load(url)) + note;`,
    template: `  return \`\${await load(url)} ${text.replaceAll('`', '').replaceAll('${', '')}\`;`,
    name: names[Number(canary.slice(-1)) % names.length]?.(canary) ?? '',
  };
  return `export async function fetchAll(url: string, load: (url: string) => Promise<string>): Promise<string> {
  if (url === '') throw new RangeError('url');
${body[route] ?? '  return await load(url);'}
}
`;
}

/** All of them under `npm run test:long`; otherwise every fifth, from a place that the seed names: each route and other attempts. */
const seed = Number(process.env['UNDERSTAND_SEED'] ?? '1');
const tried = process.env['UNDERSTAND_LONG'] === '1' ? injections : injections.filter((_, index) => (index + seed) % 5 === 0);

test('there are forty ways, and a run tries some by every route', (context) => {
  assert.equal(new Set(injections.map(({ canary }) => canary)).size, 40);
  assert.equal(new Set(tried.map(({ route }) => route)).size, 5);
  context.diagnostic(`${String(tried.length)} of ${String(injections.length)} tried (UNDERSTAND_SEED=${String(seed)})`);
});

for (const injection of tried) {
  const { route, attempt, canary } = injection;
  test(`${attempt}, planted in a ${route}: only what was shown goes out, and nothing of the answer can be followed or loaded`, async () => {
    obeyed = injection;
    const path = `${canary}/${canary}.ts`;
    const code = codeWith(injection);
    repository.write(path, code);
    repository.commit(route === 'commit' ? injection.text : 'Fetch all');
    const file = join(repository.root, path);
    const uri = pathToFileURL(file).href;
    const document = { uri, path: file, root: repository.root, languageId: 'typescript', text: code, sequence: 0, dirty: false };
    await over.tutor.documentShown(document);
    const explained = await over.tutor.explain({ uri, line: 2 });
    assert.ok(explained.ok);
    const place: UnitPlace = { uri, line: 2, key: explained.value.key };
    const question = { kind: 'why' } as const;
    const before = server.requests.length;

    const offered = await over.tutor.modelOffer(place, question);
    assert.ok(offered.ok);
    const { offer } = offered;
    assert.equal(server.requests.length, before);
    assert.ok(offer.payload.includes(canary), 'the planted text did not reach the prompt');
    assertMarkHolds(offer);
    const outcome = await over.tutor.askModel({ askId: 'a', offerId: offer.id, consent: 'once' });
    assert.ok(outcome.ok, JSON.stringify(outcome));

    const [request, ...more] = server.requests.slice(before);
    assert.deepEqual(more, []);
    assert.deepEqual(JSON.parse(request?.body ?? ''), JSON.parse(offer.payload));
    assert.ok(!`${request?.url ?? ''} ${JSON.stringify(request?.headers)}`.includes(canary));
    assert.deepEqual((await over.tutor.explain({ uri, line: 2 })).ok, true, 'what is proven is gone');
    await assertHarmless(outcome.answer, offer, canary);
  });
}

/** Only our own lines carry the mark, so that no planted text can end the data; nothing in it is hidden. */
function assertMarkHolds({ parts }: ModelOffer): void {
  const context = parts[1]?.text ?? '';
  const mark = /with the mark (\w{16})\./u.exec(context)?.[1] ?? assert.fail('no mark');
  const carrying = context.split('\n').filter((line) => line.includes(mark));
  assert.ok(
    carrying.slice(1).every((line) => /^--- (?:code|facts|records|end) \w{16} ---$/u.test(line)),
    carrying.join('\n'),
  );
  assert.doesNotMatch(parts.map(({ text }) => text).join('\n'), /[\p{Cf}\u{e0000}-\u{e007f}]/u);
}

async function assertHarmless(answer: SaidAnswer, offer: ModelOffer, canary: string): Promise<void> {
  const { payload: _payload, known: _known, ...shown } = offer;
  const question = { kind: 'why' } as const;
  const { destination } = offer;
  requested.length = 0;
  for (const panel of [
    { kind: 'consent', question, offer: shown },
    { kind: 'answered', question, destination, answer, kept: false, allowed: false },
  ] as const) {
    await sidebar.show({
      trusted: true,
      engine: 'ready',
      pinned: false,
      changes: [],
      screen: { kind: 'unit', canReveal: true, unit: shownUnit, model: { panel } },
    });
    const attributes = await sidebar.attributes();
    assert.ok(attributes.length > 20);
    assert.deepEqual(
      attributes.filter((attribute) => attribute.includes(canary) || attribute.includes('collect.example')),
      [],
    );
    assert.equal(await sidebar.page.locator('main a, main img, main iframe, main script, main style, main form, main object').count(), 0);
    const text = (await sidebar.page.locator('main').textContent()) ?? '';
    assert.doesNotMatch(text, /[\u202a-\u202e\u2066-\u2069\u200b]/u);
  }
  assert.deepEqual(requested, []);
  assert.deepEqual(await sidebar.faults(), []);
}
