import type Anthropic from '@anthropic-ai/sdk';
import * as z from 'zod/mini';
import type { Clock } from '../terms/clock.ts';
import type { ModelDestination } from '../terms/model.ts';
import type { Endpoint } from './endpoint.ts';
import { guardedFetch } from './guardedFetch.ts';
import type { HttpFetch } from './guardedFetch.ts';
import { httpFailure } from './httpFailure.ts';
import { modelFailure } from './modelFailure.ts';
import type { Model, ModelReply, ModelRequest } from './modelPort.ts';
import { priceOf } from './prices.ts';
import { requestEnd } from './requestEnd.ts';

export interface AnthropicModelParts {
  readonly endpoint: Endpoint;
  readonly model: string;
  /** Absent for a server on this machine that asks for none. */
  readonly apiKey?: string;
  readonly clock: Clock;
  readonly fetch: HttpFetch;
  readonly log: (sentence: string) => void;
}

/** What counts of an event in the stream; all others are passed over. */
const streamEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('message_start'), message: z.object({ usage: z.object({ input_tokens: z.number() }) }) }),
  z.object({
    type: z.literal('content_block_delta'),
    delta: z.union([z.object({ type: z.literal('text_delta'), text: z.string() }), z.object({ type: z.string() })]),
  }),
  z.object({
    type: z.literal('message_delta'),
    delta: z.object({ stop_reason: z.nullable(z.string()) }),
    usage: z.object({ output_tokens: z.number() }),
  }),
  z.object({ type: z.literal('message_stop') }),
]);
/** Several times what was asked for. */
const mostCharacters = 40_000;
const counts: ReadonlySet<string> = new Set(['message_start', 'content_block_delta', 'message_delta', 'message_stop']);

/**
 * The Messages API through its makers' library, which is loaded at the first question. Address and key are given, so that no variable of
 * the environment or profile file on disk is asked for another; retries, limits and headers are ours.
 */
export function createAnthropicModel(parts: AnthropicModelParts): Model {
  const { endpoint, model } = parts;
  const host = endpoint.origin.replace(/^https?:\/\//u, '');
  const destination: ModelDestination = {
    id: `endpoint ${endpoint.origin}`,
    kind: 'endpoint',
    to: endpoint.isThisMachine ? `a model server on this machine (${host})` : host,
    model,
  };
  const price = endpoint.isThisMachine ? undefined : priceOf(model);
  return {
    destination,
    ...(price && { price }),
    payload: (request) => JSON.stringify(bodyOf(model, request), undefined, 2),
    ask: async (request, onText, signal) => await askOnce(parts, request, onText, signal),
  };
}

/** The unit and what is proven about it are marked for the provider's cache: the next question about them costs a tenth of it. */
function bodyOf(model: string, request: ModelRequest): Anthropic.MessageCreateParamsStreaming {
  const cached = { cache_control: { type: 'ephemeral' as const } };
  return {
    model,
    max_tokens: request.maxOutputTokens,
    system: [{ type: 'text', text: request.system, ...cached }],
    messages: [
      {
        role: 'user',
        content: [
          { type: 'text', text: request.context, ...cached },
          { type: 'text', text: request.question },
        ],
      },
    ],
    stream: true,
  };
}

async function askOnce(
  parts: AnthropicModelParts,
  request: ModelRequest,
  onText: (text: string) => void,
  signal: AbortSignal,
): Promise<ModelReply> {
  const end = requestEnd(parts.clock, signal);
  const { endpoint, apiKey, fetch } = parts;
  let answering = false;
  try {
    const { default: Client } = await import('@anthropic-ai/sdk');
    const client = new Client({
      baseURL: endpoint.url,
      // Without a key the library would look for one elsewhere; the header itself is set by `guardedFetch`.
      apiKey: 'given',
      maxRetries: 0,
      logLevel: 'off',
      openTelemetry: false,
      fetch: guardedFetch({ endpoint, end, fetch, ...(apiKey !== undefined && { apiKey }) }),
    });
    const stream = await client.messages.create(bodyOf(parts.model, request), { signal: end.signal });
    answering = true;
    const reply = await readStream(stream, onText);
    const reason = end.reason();
    return reason === undefined ? reply : { ok: false, failure: modelFailure(reason) };
  } catch (error) {
    const reason = end.reason();
    if (reason !== undefined) return { ok: false, failure: modelFailure(reason) };
    const { reply, detail } = httpFailure(error, parts.clock.now());
    parts.log(`The model server said: ${detail}`);
    // Whoever began to answer could be reached.
    const isCut = answering && !reply.ok && reply.failure.kind === 'unreachable';
    return isCut ? { ok: false, failure: modelFailure('cut-short') } : reply;
  } finally {
    end.release();
  }
}

/** The whole answer, or why there is none. A stream that ends before it says so was cut. */
async function readStream(stream: AsyncIterable<unknown>, onText: (text: string) => void): Promise<ModelReply> {
  let text = '';
  let inputTokens = 0;
  let outputTokens = 0;
  let reason: string | null = null;
  let whole = false;
  for await (const received of stream) {
    const type = typeof received === 'object' && received !== null && 'type' in received ? String(received.type) : '';
    if (!counts.has(type)) continue;
    const parsed = streamEvent.safeParse(received);
    if (!parsed.success) return { ok: false, failure: modelFailure('unreadable') };
    const event = parsed.data;
    if (event.type === 'message_start') inputTokens = event.message.usage.input_tokens;
    else if (event.type === 'message_stop') whole = true;
    else if (event.type === 'message_delta') {
      reason = event.delta.stop_reason;
      outputTokens = event.usage.output_tokens;
    } else if ('text' in event.delta) {
      text += event.delta.text;
      if (text.length > mostCharacters) return { ok: false, failure: modelFailure('too-long') };
      onText(text);
    }
  }
  if (reason === 'refusal') return { ok: false, failure: modelFailure('declined') };
  if (!whole) return { ok: false, failure: modelFailure('cut-short') };
  return { ok: true, text, inputTokens, outputTokens };
}
