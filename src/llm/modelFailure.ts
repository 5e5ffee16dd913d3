import type { ModelFailure, ModelFailureKind, ModelRemedy } from '../terms/model.ts';

type Words = readonly [reason: string, ...remedies: ModelRemedy[]];

/** Every way a question can go without an answer, and what the person can do. Proven facts are never affected. */
const words: Readonly<Record<ModelFailureKind, Words>> = {
  off: ['Asking a model is turned off.', 'open-settings'],
  restricted: ['In Restricted Mode nothing is sent anywhere.'],
  'no-model': ['This editor offers no model. Install an extension that brings one, or set up an endpoint.', 'open-settings', 'retry'],
  'no-key': ['There is no API key for this endpoint yet.', 'set-key'],
  'bad-endpoint': ['The endpoint must be an https address, or http on this machine. Nothing was sent.', 'open-settings'],
  'key-refused': ['The server does not accept the API key.', 'set-key'],
  'not-permitted': ['This extension may not use that model; the editor asks for your permission when you try again.', 'retry'],
  'not-found': ['The server does not know this model.', 'choose-model'],
  quota: ['The model is blocked for you now: the quota is used up.', 'choose-model', 'retry'],
  'rate-limited': ['The server takes no more questions for now.', 'retry'],
  overloaded: ['The model is overloaded.', 'retry'],
  'server-error': ['The server failed.', 'retry', 'open-log'],
  'model-failed': ['The model failed.', 'retry', 'open-log'],
  'request-refused': ['The server did not accept the question.', 'open-log', 'choose-model'],
  unreachable: ['The server cannot be reached. Everything that is proven stays available.', 'retry'],
  'timed-out': ['The server took too long.', 'retry'],
  'cut-short': ['The answer broke off half way. Nothing of it was kept.', 'retry'],
  unreadable: ['The answer could not be read. Nothing of it was kept.', 'retry', 'open-log'],
  'not-a-model': ['What answered is not a model server; it may be a login page of the network.', 'retry', 'open-settings'],
  'too-long': ['The answer was far too long and was dropped.', 'retry'],
  declined: ['The model declined to answer.', 'retry'],
  'no-answer': ['The model gave no usable answer about this code.', 'retry'],
  'over-budget': ['The limit for today is reached. It can be changed in the settings.', 'open-settings'],
  busy: ['Two questions are being answered already.', 'retry'],
  paused: ['The server failed several times in a row; it is left alone for five minutes.', 'retry'],
  stopped: ['Stopped. Nothing of it was kept.', 'retry'],
  'consent-needed': ['Nothing was sent: it needs your consent.', 'ask-consent'],
};

/** `reason` replaces the general sentence where more is known. */
export function modelFailure(kind: ModelFailureKind, reason?: string): ModelFailure {
  const [general, ...remedies] = words[kind];
  return { kind, reason: reason ?? general, remedies };
}
