import assert from 'node:assert/strict';
import { test } from 'node:test';
import { awaitGap } from '../../../src/exercises/kinds/awaitGap.ts';
import { testSandbox, typedUnit } from '../openUnitWorld.ts';
import { assertProgramsPrint, exercisesOf, keyOf, wrongOf } from './exercisesOf.ts';

const sandbox = testSandbox();

const connection = (connect: string): string => `interface Socket { readonly id: string }
declare function open(url: string): Promise<Socket>;
export class Connection {
  private socket: Socket | undefined;
  private opening: Promise<Socket> | undefined;
  private opened = 0;
  constructor(private readonly url: string, private readonly lock: { acquire(): Promise<void> }) {}
  private async fetchSocket(): Promise<Socket> {
    this.socket = await open(this.url);
    return this.socket;
  }
${connect}
}
`;

const connect = connection(`  async connect(): Promise<Socket> {
    if (this.socket !== undefined) {
      return this.socket;
    }
    const socket = await open(this.url);
    this.socket = socket;
    return this.socket;
  }`);

test('a second call that overtakes the first leaves it what only the first should have', async () => {
  const [asked] = await exercisesOf(sandbox, awaitGap, typedUnit(connect, 'Connection.connect'));
  assert.ok(asked);
  assert.equal(
    asked.stem,
    '`this.socket` is `undefined`. Say `connect` is called again while the first call waits in line 16, and the second call is answered ' +
      'first. How often does `open` run, and what is `this.socket` in the end?',
  );
  assert.equal(keyOf(asked), '`open` runs twice; `this.socket` ends as the answer to the first `open` call.');
  // One after the other, and in the order of asking.
  assert.ok(wrongOf(asked).includes('`open` runs once; `this.socket` ends as the answer to the first `open` call.'));
  assert.ok(wrongOf(asked).includes('`open` runs twice; `this.socket` ends as the answer to the second `open` call.'));
  await assertProgramsPrint([asked]);
});

test('a promise kept while it is under way makes two calls one', async () => {
  const text = connection(`  async connect(): Promise<Socket> {
    if (this.opening !== undefined) {
      return await this.opening;
    }
    try {
      this.opening = open(this.url);
      return await this.opening;
    } finally {
      this.opening = undefined;
    }
  }`);
  const [asked] = await exercisesOf(sandbox, awaitGap, typedUnit(text, 'Connection.connect'));
  assert.ok(asked);
  assert.equal(keyOf(asked), '`open` runs once; `this.opening` ends as `undefined`.');
  assert.ok(wrongOf(asked).includes('`open` runs twice; `this.opening` ends as `undefined`.'));
  await assertProgramsPrint([asked]);
});

test('an update that is read before a wait and written after it is lost', async () => {
  const text = connection(`  async count(): Promise<number> {
    const next = this.opened + 1;
    await open(this.url + next);
    this.opened = next;
    return next;
  }`);
  const [asked] = await exercisesOf(sandbox, awaitGap, typedUnit(text, 'Connection.count'));
  assert.ok(asked);
  assert.match(asked.stem, /^`this\.opened` is `1`\. Say `count` is called again while the first call waits in line 14/);
  assert.equal(keyOf(asked), '`this.opened` ends as `2`.');
  assert.ok(wrongOf(asked).includes('`this.opened` ends as `3`.'));
});

test('calls found in two places need no supposing', async () => {
  const site = { file: '/project/src/a.ts', path: 'src/a.ts', lines: [3, 3], arguments: [], reliance: [], inTest: false } as const;
  const sites = [site, { ...site, file: '/project/src/b.ts', path: 'src/b.ts' }];
  const [asked] = await exercisesOf(sandbox, awaitGap, typedUnit(connect, 'Connection.connect', sites));
  assert.match(asked?.stem ?? '', /\. `connect` is called again while/);
  assert.ok(asked?.assumptions.includes('Two places that call it: `src/a.ts` line 3 and `src/b.ts` line 3.'));
});

const nearMisses: Readonly<Record<string, string>> = {
  'state is only touched before the wait': `  async touch(): Promise<Socket> {
    if (this.opened > 3) this.opened = 0;
    this.opened += 1;
    const socket = await open(this.url);
    return socket;
  }`,
  'each of two calls does all that one does, whenever it comes': `  async touch(): Promise<Socket> {
    this.opened = 1;
    const socket = await open(this.url);
    this.opened = 0;
    if (this.url === '') this.lock.acquire();
    return socket;
  }`,
  'a lock keeps the calls apart': `  async touch(): Promise<Socket | undefined> {
    await this.lock.acquire();
    if (this.socket !== undefined) return this.socket;
    this.socket = await open(this.url);
    return this.socket;
  }`,
  'what it calls writes the same field, and a stand-in for it does not': `  async touch(): Promise<Socket | undefined> {
    if (this.socket !== undefined) return this.socket;
    const fresh = await this.fetchSocket();
    this.socket = fresh;
    return this.socket;
  }`,
  'what it writes is its own': `  async touch(): Promise<number> {
    let count = 0;
    if (this.opened > 0) count = this.opened;
    await open(this.url);
    count += 1;
    return count;
  }`,
};

for (const [why, method] of Object.entries(nearMisses)) {
  test(`nothing is asked where ${why}`, async () => {
    assert.deepEqual(await exercisesOf(sandbox, awaitGap, typedUnit(connection(method), 'Connection.touch')), []);
  });
}
