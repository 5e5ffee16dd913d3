/**
 * What an option says, written down by hand as a test of what a program printed. Nothing of the product is imported: a sentence whose
 * grammar is not known here is `undefined`, never taken on trust.
 */
export interface Printed {
  /** Of the second of two calls that overlap. */
  readonly second?: Printed['settlement'];
  readonly effects: readonly { readonly kind: string; readonly target: string; readonly values: readonly string[] }[];
  readonly settlement: {
    readonly kind: string;
    readonly value?: string;
    readonly error?: string;
    readonly fields?: Readonly<Record<string, string>>;
  };
}

type Clause = readonly [pattern: RegExp, holds: (printed: Printed, ...groups: readonly string[]) => boolean];

const injected = 'ScriptedFailure';
const times: Readonly<Record<string, number>> = { 'never runs': 0, 'runs once': 1, 'runs twice': 2 };

const callsOf = ({ effects }: Printed, shown: string): Printed['effects'] => {
  const [kind, target] = shown.startsWith('new ') ? ['new', shown.slice(4)] : ['call', shown];
  return effects.filter((effect) => effect.kind === kind && effect.target === target);
};
const writesOf = ({ effects }: Printed, target: string): Printed['effects'] =>
  effects.filter((effect) => effect.target === target && (effect.kind === 'set' || effect.kind === 'delete'));
const failed = ({ settlement }: Printed): boolean => settlement.error !== undefined;

const clauses: readonly Clause[] = [
  [/^the caller waits for ever$/u, ({ settlement }) => settlement.kind === 'pending'],
  [/^the caller gets that error$/u, ({ settlement }) => settlement.error === injected],
  [/^the caller gets an(?:other)? error$/u, (printed) => failed(printed) && printed.settlement.error !== injected],
  [/^the caller sees no error$/u, (printed) => !failed(printed) && printed.settlement.kind !== 'pending'],
  [/^the caller gets `([^`]*)` as an error$/u, ({ settlement }, value) => settlement.error === `thrown ${value ?? ''}`],
  [/^the call itself throws an? `([^`]*)`$/u, ({ settlement }, error) => settlement.kind === 'throws' && settlement.error === error],
  [/^the promise rejects with an? `([^`]*)`$/u, ({ settlement }, error) => settlement.kind === 'rejects' && settlement.error === error],
  [/^the caller gets (?:an?|a new) `([^`]*)`$/u, ({ settlement }, error) => settlement.error === error],
  [/^the caller gets the answer of `([^`]*)`$/u, ({ settlement }, call) => settlement.value === `${call ?? ''}()`],
  [/^the caller gets `([^`]*)`$/u, ({ settlement }, value) => settlement.value === value],
  [/^the result's `([\w$.]+)` is `([^`]*)`$/u, ({ settlement }, name = '', value) => settlement.fields?.[name] === value],
  [/^the result has no `([\w$.]+)`$/u, ({ settlement }, name = '') => settlement.fields !== undefined && !(name in settlement.fields)],
  [/^`([^`]*)` (never runs|runs once|runs twice)$/u, (printed, call = '', often = '') => callsOf(printed, call).length === times[often]],
  [/^`([^`]*)` runs (\d+) times$/u, (printed, call = '', often = '') => callsOf(printed, call).length === Number(often)],
  [/^`([^`]*)` gets no argument$/u, (printed, call = '') => callsOf(printed, call)[0]?.values.length === 0],
  [/^`([^`]*)` gets `([^`]*)`$/u, (printed, call = '', values = '') => callsOf(printed, call)[0]?.values.join(', ') === values],
  [/^`([^`]*)` is not touched$/u, (printed, target = '') => writesOf(printed, target).length === 0],
  [/^`([^`]*)` is deleted$/u, (printed, target = '') => writesOf(printed, target).at(-1)?.kind === 'delete'],
  [/^`([^`]*)` becomes `([^`]*)`$/u, (printed, target = '', value = '') => writesOf(printed, target).at(-1)?.values[0] === value],
];

/** Statuses that were sent, the second one with whatever status, and what `next` was handed. */
function answeredWith({ effects }: Printed): { readonly sent: readonly string[]; readonly passed: readonly (readonly string[])[] } {
  const sent: string[] = [];
  const root = effects.find(({ target }) => /^(?:res|reply|response)\./u.test(target))?.target.split('.')[0] ?? 'res';
  let status = '200';
  for (const { kind, target, values } of effects) {
    const step = target.split('.').at(-1) ?? '';
    if (kind !== 'call' || !target.startsWith(`${root}.`)) continue;
    if (/^(?:status|code)$/u.test(step)) status = values[0] ?? '';
    if (step === 'sendStatus') sent.push(values[0] ?? '');
    if (/^(?:json|send|end|render|redirect)$/u.test(step)) sent.push(step === 'redirect' && status === '200' ? '302' : status);
  }
  return { sent, passed: effects.filter(({ kind, target }) => kind === 'call' && target === 'next').map(({ values }) => values) };
}

/** What a handler makes of a request, in whole sentences. */
const responses: readonly Clause[] = [
  [
    /^`(\d+)` is sent, and that is all it does$/u,
    (printed, status) => answeredWith(printed).sent.join() === status && answeredWith(printed).passed.length === 0 && !failed(printed),
  ],
  [
    /^`(\d+)` is sent, and `next` runs as well$/u,
    (printed, status) => answeredWith(printed).sent.join() === status && answeredWith(printed).passed.length > 0,
  ],
  [
    /^`(\d+)` is sent, then another is tried$/u,
    (printed, status) => answeredWith(printed).sent.length === 2 && answeredWith(printed).sent[0] === status,
  ],
  [/^Nothing is sent; the handler fails$/u, (printed) => answeredWith(printed).sent.length === 0 && failed(printed)],
  [
    /^Nothing is sent; `next` gets an error$/u,
    (printed) => answeredWith(printed).sent.length === 0 && answeredWith(printed).passed[0]?.length === 1,
  ],
  [
    /^Nothing is sent; `next` goes on with it$/u,
    (printed) => answeredWith(printed).sent.length === 0 && answeredWith(printed).passed[0]?.length === 0,
  ],
  [
    /^Nothing is sent, and nothing passed on$/u,
    (printed) => answeredWith(printed).sent.length === 0 && answeredWith(printed).passed.length === 0 && !failed(printed),
  ],
  [/^This handler fails without an answer$/u, failed],
  [
    /^The client gets a response of `(\d+)`$/u,
    ({ effects, settlement }, status) => {
      const made = effects.findLast(({ target }) => settlement.value?.replace('new ', '') === `${target}()`);
      return made !== undefined && (/(?:^|\bstatus: )(\d{3})\b/u.exec(made.values[1] ?? '')?.[1] ?? '200') === status;
    },
  ],
];

/** Whether a sentence holds of what was printed; `undefined` where it cannot be read here. */
export function holds(sentence: string, all: Printed): boolean | undefined {
  const plain = sentence.replace(/^It compiles, and /u, '').replace(/\.$/u, '');
  if (/^`[^`]+`(?: → `[^`]+`)+$/u.test(plain)) return orderOf(all, plain);
  for (const [pattern, test] of responses) {
    const match = pattern.exec(plain);
    if (match !== null) return test(all, match[1] ?? '');
  }
  const parts = plain.split('; ').map((part) => part.replace(/^The (?=call|first|second|promise|result)/u, 'the '));
  const found = parts.map((told) => {
    const which = /^the (first|second) caller/u.exec(told)?.[1];
    const part = told.replace(/^the (?:first|second) caller/u, 'the caller');
    if (which === 'second' && all.second === undefined) return undefined;
    const printed = which === 'second' && all.second !== undefined ? { ...all, settlement: all.second } : all;
    for (const [pattern, test] of clauses) {
      const match = pattern.exec(part);
      if (match !== null) return test(printed, ...match.slice(1));
    }
    return undefined;
  });
  return found.includes(undefined) ? undefined : found.every((each) => each === true);
}

function orderOf({ effects }: Printed, sentence: string): boolean {
  const told = [...sentence.matchAll(/`([^`]+)`/gu)].map(([, target]) => target);
  const quiet = /^(?:console|log|logger|debug|trace|telemetry)\b|\.(?:log|debug|info|warn|trace)$|(?:^|\.)(?:log|logger)\./iu;
  const seen = effects.filter(({ kind, target }) => (kind === 'call' || kind === 'new') && !quiet.test(target)).map(({ target }) => target);
  return JSON.stringify(told) === JSON.stringify(seen);
}

/** What a run shows of the thing that a question of influence asks about; `undefined` where the question cannot be read here. */
export function outcomeAsked(stem: string, printed: Printed): string | undefined {
  const asked = /^Which of these (?:can change|makes no difference to) (.*)\?$/u.exec(stem)?.[1] ?? '';
  const [, runs] = /^(?:whether|how often) `([^`]*)`(?: in line \d+)? runs$/u.exec(asked) ?? [];
  if (runs !== undefined) return String(callsOf(printed, runs).length);
  const [, receives] = /^what `([^`]*)`(?: in line \d+)? receives$/u.exec(asked) ?? [];
  if (receives !== undefined) return JSON.stringify(callsOf(printed, receives).map(({ values }) => values));
  const [, becomes] = /^what `([^`]*)` becomes$/u.exec(asked) ?? [];
  if (becomes !== undefined) return JSON.stringify(writesOf(printed, becomes).at(-1)?.values ?? []);
  const [, field] = /^the `(\w+)` that the caller gets$/u.exec(asked) ?? [];
  const { settlement } = printed;
  if (field !== undefined) return settlement.value?.split(/[{,] ?/u).find((part) => part.startsWith(`${field}: `));
  return asked === 'what the caller gets' ? JSON.stringify(settlement) : undefined;
}
