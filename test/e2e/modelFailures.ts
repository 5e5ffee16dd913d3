import { answers, cutAt, failsInStream, failsWith, floods, page, streams, wholeAnswer } from '../fakes/misbehavingServer.ts';
import type { Misbehaviour } from '../fakes/misbehavingServer.ts';

/** Stands in every answer that must not be kept. */
export const canary = 'halfwaycanary';
export const good = '`chargeCustomer` takes the money before the receipt is sent, so a mail server that is away leaves a paid order.';
export const half = `\`chargeCustomer\` takes the money first, ${canary}, and what comes after it may still fail for many reasons.`;
const german = `Die Funktion \`checkout\` nimmt zuerst das Geld, ${canary}, und verschickt danach eine Quittung an den Kunden des Ladens.`;

/** What a model server does, and what a person then meets. */
export interface ModelFailureCase {
  readonly name: string;
  readonly server: readonly Misbehaviour[];
  /** The one sentence a person reads. */
  readonly says: string;
  /** The button that helps. */
  readonly offers: string;
  readonly requests: number;
  /** Least time between one request and the next. */
  readonly apartMs?: number;
  /** Read while it is being asked again. */
  readonly waits?: string;
  /** Something of an answer has come. */
  readonly begins?: true;
}

export const modelFailures: readonly ModelFailureCase[] = [
  {
    name: 'a key that is refused',
    server: [failsWith(401, 'authentication_error')],
    says: 'The server does not accept the API key.',
    offers: 'Enter an API key',
    requests: 1,
  },
  {
    name: 'a key without permission',
    server: [failsWith(403, 'permission_error')],
    says: 'The server does not accept the API key.',
    offers: 'Enter an API key',
    requests: 1,
  },
  {
    name: 'a limit that says when to come again',
    server: [failsWith(429, 'rate_limit_error', { 'retry-after': '2' })],
    says: 'The server takes no more questions for now.',
    offers: 'Try again',
    requests: 3,
    apartMs: 1_900,
    waits: 'The server takes no more questions for now. Asking again in 2 s.',
  },
  { name: 'a server that fails', server: [failsWith(500, 'api_error')], says: 'The server failed.', offers: 'Try again', requests: 3 },
  {
    name: 'an overloaded server',
    server: [failsWith(529, 'overloaded_error')],
    says: 'The model is overloaded.',
    offers: 'Try again',
    requests: 3,
  },
  {
    name: 'a server that says 200 and then that it is overloaded',
    server: [failsInStream('overloaded_error')],
    says: 'The model is overloaded.',
    offers: 'Try again',
    requests: 3,
  },
  {
    name: 'five megabytes',
    server: [floods(5)],
    says: 'The answer was far too long and was dropped.',
    offers: 'Try again',
    requests: 1,
  },
  {
    name: 'a stream of something else than JSON',
    server: [streams('event: message_start\ndata: {"type": "message_start", NaN\n\n')],
    says: 'The answer could not be read. Nothing of it was kept.',
    offers: 'Open the log',
    requests: 2,
  },
  {
    name: 'a login page',
    server: [page],
    says: 'What answered is not a model server; it may be a login page of the network.',
    offers: 'Open the settings',
    requests: 1,
  },
  {
    name: 'an answer in another language',
    server: [answers(german)],
    says: 'The model answered in another language than it was asked for.',
    offers: 'Try again',
    requests: 1,
    begins: true,
  },
  {
    name: 'a refusal',
    server: [streams(wholeAnswer('', 'refusal'))],
    says: 'The model declined to answer.',
    offers: 'Try again',
    requests: 1,
  },
  {
    name: 'a refusal in words',
    server: [answers(`I’m sorry, but I can’t help with that, ${canary}.`)],
    says: 'The model declined to answer.',
    offers: 'Try again',
    requests: 1,
  },
];

/** Cut at so many places between the first event and the last but one, ended or destroyed in turn. */
export function cuts(count: number): readonly ModelFailureCase[] {
  const whole = Buffer.byteLength(wholeAnswer(half));
  const first = Buffer.byteLength(wholeAnswer('')) / 2;
  return Array.from({ length: count }, (_, index) => {
    const at = Math.floor(first + ((whole - 60 - first) * (index + 1)) / (count + 1));
    return {
      name: `an answer that is cut after ${String(at)} of ${String(whole)} bytes`,
      server: [cutAt(at, half, index % 2 === 0 ? 'destroyed' : 'ended')],
      says: 'The answer broke off half way. Nothing of it was kept.',
      offers: 'Try again',
      requests: 2,
      begins: true,
    };
  });
}
