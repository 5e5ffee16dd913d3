import type { ModelFailureKind } from '../terms/model.ts';
import { visibleText } from '../safety/visibleText.ts';
import { modelFailure } from './modelFailure.ts';
import type { ModelReply } from './modelPort.ts';

const byType: Readonly<Record<string, ModelFailureKind>> = {
  authentication_error: 'key-refused',
  permission_error: 'key-refused',
  billing_error: 'quota',
  rate_limit_error: 'rate-limited',
  overloaded_error: 'overloaded',
  not_found_error: 'not-found',
  api_error: 'server-error',
  timeout_error: 'server-error',
  invalid_request_error: 'request-refused',
  request_too_large: 'request-refused',
};
const byStatus: Readonly<Record<number, ModelFailureKind>> = {
  401: 'key-refused',
  402: 'quota',
  403: 'key-refused',
  404: 'not-found',
  429: 'rate-limited',
  503: 'overloaded',
  529: 'overloaded',
};
const longestRetryMs = 60_000;

/**
 * Reads what the library threw. The type in an error's body counts before its status: an overloaded server may say so inside a stream
 * that began with 200. `detail` is for the log: one line, without the question.
 */
export function httpFailure(error: unknown, nowMs: number): { readonly reply: ModelReply; readonly detail: string } {
  const { status, type, headers } = readError(error);
  const detail = visibleText(error instanceof Error ? `${error.name}: ${error.message}` : String(error), 300);
  if (error instanceof SyntaxError) return { reply: { ok: false, failure: modelFailure('unreadable') }, detail };
  const retryAfterMs = retryAfter(headers, nowMs);
  const failure = modelFailure(kindOf(status, type));
  return { reply: { ok: false, failure, ...(retryAfterMs !== undefined && { retryAfterMs }) }, detail };
}

function kindOf(status: number | undefined, type: string | undefined): ModelFailureKind {
  const known = (type !== undefined ? byType[type] : undefined) ?? (status !== undefined ? byStatus[status] : undefined);
  if (known !== undefined) return known;
  if (status === undefined) return type === undefined ? 'unreachable' : 'server-error';
  return status >= 500 ? 'server-error' : 'request-refused';
}

interface ReadError {
  readonly status?: number;
  readonly type?: string;
  readonly headers?: Headers;
}

function readError(error: unknown): ReadError {
  if (typeof error !== 'object' || error === null) return {};
  const status = 'status' in error && typeof error.status === 'number' ? error.status : undefined;
  const headers = 'headers' in error && error.headers instanceof Headers ? error.headers : undefined;
  const type = 'type' in error && typeof error.type === 'string' ? error.type : undefined;
  return { ...(status !== undefined && { status }), ...(type !== undefined && { type }), ...(headers && { headers }) };
}

/** RFC 9110: seconds, or a date. Longer than a minute is not waited for. */
function retryAfter(headers: Headers | undefined, nowMs: number): number | undefined {
  const value = headers?.get('retry-after');
  if (value === null || value === undefined) return undefined;
  const seconds = Number(value);
  const ms = Number.isFinite(seconds) ? seconds * 1_000 : Date.parse(value) - nowMs;
  return Number.isFinite(ms) && ms >= 0 ? Math.min(ms, longestRetryMs + 1) : undefined;
}
