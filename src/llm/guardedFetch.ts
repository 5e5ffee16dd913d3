import type { Endpoint } from './endpoint.ts';
import type { RequestEnd } from './requestEnd.ts';

export type HttpFetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

export interface GuardParts {
  readonly endpoint: Endpoint;
  /** Absent: the request says nothing about who asks. */
  readonly apiKey?: string;
  readonly end: Pick<RequestEnd, 'heard' | 'fail'>;
  readonly fetch: HttpFetch;
}

const mostBytes = 4_000_000;
/**
 * What is taken over of the headers that the library makes. It would add the machine's system and runtime, and whatever a variable of the
 * environment names, another key among it.
 */
const takenHeaders: readonly string[] = ['accept', 'anthropic-version', 'content-type'];

/** `fetch` for one endpoint: no other address, no redirect, no header that was not meant, no more than 4 MB of a stream of events. */
export function guardedFetch({ endpoint, apiKey, end, fetch }: GuardParts): HttpFetch {
  const counted = (body: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> => {
    let bytes = 0;
    const count = new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        end.heard();
        bytes += chunk.byteLength;
        if (bytes > mostBytes) end.fail('too-long');
        else controller.enqueue(chunk);
      },
    });
    return body.pipeThrough(count);
  };

  return async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    if (url.origin !== endpoint.origin) throw new TypeError(`Nothing is sent to ${url.origin}.`);
    const given = new Headers(init?.headers);
    const headers = new Headers(
      takenHeaders.flatMap((name): [string, string][] => {
        const value = given.get(name);
        return value === null ? [] : [[name, value]];
      }),
    );
    if (apiKey !== undefined) headers.set('authorization', `Bearer ${apiKey}`);
    const response = await fetch(url, { ...init, headers, redirect: 'error', credentials: 'omit', referrerPolicy: 'no-referrer' });
    if (response.ok && response.headers.get('content-type')?.includes('event-stream') !== true) end.fail('not-a-model');
    return new Response(response.body && counted(response.body), { status: response.status, headers: response.headers });
  };
}
