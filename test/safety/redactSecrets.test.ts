import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { redactSecrets } from '../../src/safety/redactSecrets.ts';

const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const hex = '0123456789abcdef';
const base64 = `${letters}0123456789`;

/** Secrets of each format as their issuers make them, from a stream of numbers, so that no test run sees the same ones. */
type Draw = (alphabet: string, length: number) => string;
const formats: Readonly<Record<string, (draw: Draw) => string>> = {
  'GitHub classic': (draw) => `ghp_${draw(base64, 36)}`,
  'GitHub fine-grained': (draw) => `github_pat_${draw(base64, 22)}_${draw(base64, 59)}`,
  GitLab: (draw) => `glpat-${draw(base64, 20)}`,
  'Slack bot': (draw) => `xoxb-${draw('123456789', 12)}-${draw('123456789', 13)}-${draw(base64, 24)}`,
  'Slack webhook': (draw) => `https://hooks.slack.com/services/T${draw('ABCDEFGH123', 8)}/B${draw('ABCDEFGH123', 8)}/${draw(base64, 24)}`,
  npm: (draw) => `npm_${draw(base64, 36)}`,
  Stripe: (draw) => `sk_live_${draw(base64, 24)}`,
  OpenAI: (draw) => `sk-proj-${draw(base64, 74)}T3BlbkFJ${draw(base64, 74)}`,
  Anthropic: (draw) => `sk-ant-api03-${draw(base64, 93)}AA`,
  Google: (draw) => `AIza${draw(base64, 35)}`,
  AWS: (draw) => `AKIA${draw('ABCDEFGHIJKLMNOPQRSTUVWXYZ234567', 16)}`,
  SendGrid: (draw) => `SG.${draw(base64, 22)}.${draw(base64, 43)}`,
  'JSON web token': (draw) => `eyJ${draw(base64, 33)}.eyJ${draw(base64, 60)}.${draw(base64, 43)}`,
  'private key': (draw) =>
    `-----BEGIN RSA PRIVATE KEY-----\n${[1, 2, 3].map(() => draw(base64, 64)).join('\n')}\n-----END RSA PRIVATE KEY-----`,
  Postgres: (draw) => `postgres://admin:${draw(base64, 14)}@db.example.com:5432/app`,
  MongoDB: (draw) => `mongodb+srv://app:${draw(base64, 14)}@cluster0.example.net/app`,
  'basic auth': (draw) => `https://deploy:${draw(base64, 16)}@registry.example.com/`,
  'Hugging Face': (draw) => `hf_${draw(base64, 34)}`,
  Vault: (draw) => `hvs.${draw(base64, 24)}`,
  Linear: (draw) => `lin_api_${draw(base64, 40)}`,
  Shopify: (draw) => `shpat_${draw(hex, 32)}`,
  Figma: (draw) => `figd_${draw(base64, 40)}`,
  Databricks: (draw) => `dapi${draw(hex, 32)}`,
  Azure: (draw) => `AccountName=shop;AccountKey=${draw(base64, 86)}==;EndpointSuffix=core.windows.net`,
  Twilio: (draw) => `SK${draw(hex, 32)}`,
};
/** Ways a secret stands in code, commit messages and prompts. */
const places: readonly ((secret: string) => string)[] = [
  (secret) => `const client = connect(\`${secret}\`);`,
  (secret) => `// use ${secret} for now\nreturn 1;`,
  (secret) => `{ "value": ${JSON.stringify(secret)} }`,
  (secret) => `// secretlint-disable\nconst key = '${secret.replaceAll('\n', '\\n')}'; // secretlint-disable-line`,
];

test('of 300 planted secrets in 25 formats none is left', async () => {
  const missed: string[] = [];
  let planted = 0;
  for (const [format, make] of Object.entries(formats)) {
    const numbers = fc.sample(fc.infiniteStream(fc.nat()), 12);
    for (const [index, stream] of numbers.entries()) {
      const drawn: string[] = [];
      const secret = make((alphabet, length) => {
        const piece = Array.from({ length }, () => alphabet[Number(stream.next().value) % alphabet.length]).join('');
        drawn.push(piece);
        return piece;
      });
      const text = (places[index % places.length] ?? assert.fail())(secret);
      const { text: redacted, secrets } = await redactSecrets(text);
      planted++;
      const left = drawn.filter((piece) => piece.length >= 14).some((piece) => redacted.includes(piece.slice(-8)));
      if (secrets.length === 0 || left) missed.push(`${format}: ${redacted}`);
    }
  }
  assert.equal(planted, 300);
  assert.deepEqual(missed, []);
});

for (const [text, redacted] of [
  [`login({ user: 'ada', password: 'hunter2' })`, `login({ user: 'ada', password: '[redacted: password]' })`],
  [`const apiKey: string = "q7w8e9r0t1y2";`, `const apiKey: string = "[redacted: secret value]";`],
  [`if (password === 'letmein') grant();`, `if (password === '[redacted: password]') grant();`],
  [`headers: { 'x-api-key': 'a1b2c3d4e5f6' }`, `headers: { 'x-api-key': '[redacted: secret value]' }`],
  [`curl -H "Authorization: Bearer abcDEF123456ghiJKL789"`, `curl -H "Authorization: Bearer [redacted: authorization]"`],
  [`SESSION_SECRET=s3cr3tvalue npm start`, `SESSION_SECRET=[redacted: environment secret] npm start`],
  [`fetch('/v1?api_key=abcd1234efgh&page=2')`, `fetch('/v1?api_key=[redacted: secret in an address]&page=2')`],
] as const) {
  test(`a secret that its name gives away is taken out of ${text}`, async () => {
    assert.equal((await redactSecrets(text)).text, redacted);
  });
}

test('code that only speaks of secrets stays as it is', async () => {
  const code = `
    const token = request.headers.get('authorization');
    const apiKey = process.env.API_KEY ?? '';
    if (token === 'expired_token') throw new Error('auth.token.required');
    const header = { Authorization: \`Bearer \${token}\` };
    input.type = 'password'; label.text = 'Your password';
    const integrity = 'sha512-oH8fZ0kq2m3nB7vR1sT5uY9wX4cD6eF8gH0iJ2kL4mN6oP8qR0sT2uV4wX6yZ8';
    const commit = '9fceb02d0ae598e95dc970b74767f19372d61af8';
    const url = \`https://\${user}:\${password}@\${host}/\`;
    interface Credentials { token: string; password: string }
    const id = '3f2504e0-4f89-11d3-9a0c-0305e82c3301';
  `;
  assert.deepEqual(await redactSecrets(code), { text: code, secrets: [] });
});

test('line numbers after a secret of several lines stay true', async () => {
  const text = `a\n-----BEGIN PRIVATE KEY-----\n${'MIIx'.repeat(16)}\n${'abcd'.repeat(16)}\n-----END PRIVATE KEY-----\nb`;
  const { text: redacted, secrets } = await redactSecrets(text);
  assert.equal(redacted.split('\n').indexOf('b'), text.split('\n').indexOf('b'));
  assert.deepEqual(secrets, ['Private Key']);
});

test('what was redacted is not redacted again', async () => {
  const once = await redactSecrets(`password: 'hunter2', t: 'ghp_${'aB3d'.repeat(9)}'`);
  assert.deepEqual(await redactSecrets(once.text), { text: once.text, secrets: [] });
});

test('hostile text costs about as much as ordinary text of its length', async () => {
  const length = 200_000;
  const ordinary = 'const total = items.reduce((sum, item) => sum + item.price, 0);\n'.repeat(length / 64);
  const cost = async (text: string): Promise<number> => {
    const from = process.cpuUsage().user;
    await redactSecrets(text);
    return process.cpuUsage().user - from;
  };
  await cost(ordinary);
  const fair = Math.max(await cost(ordinary), 20_000);
  for (const unit of ['a', 'secret=', '-----BEGIN PRIVATE KEY-----', 'token:"', 'eyJ', 'a:', 'https://a:b', 'pwd?: pwd', 'key=key', '\\n'])
    assert.ok((await cost(unit.repeat(length / unit.length))) < 40 * fair, `${unit} is slow`);
});
