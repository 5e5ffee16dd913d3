import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a server does with one request; the last one given is used for all that follow. */
export type Misbehaviour = (response: ServerResponse) => void | Promise<void>;

export interface ReceivedRequest {
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Resolves when the client has gone. */
  readonly closed: Promise<void>;
}

export interface MisbehavingServer {
  readonly url: string;
  readonly requests: readonly ReceivedRequest[];
  close(): Promise<void>;
}

/** A model server on 127.0.0.1 that answers as told, request by request. */
export async function startMisbehavingServer(...script: readonly Misbehaviour[]): Promise<MisbehavingServer> {
  const requests: ReceivedRequest[] = [];
  const server = createServer((request, response) => {
    let body = '';
    const closed = new Promise<void>((resolve) => response.once('close', resolve));
    response.on('error', () => undefined);
    request.on('data', (data: Buffer) => (body += data.toString()));
    request.on('end', () => {
      requests.push({ url: request.url ?? '', headers: request.headers, body, at: Date.now(), closed });
      void script[Math.min(requests.length, script.length) - 1]?.(response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Events of the Messages API, as bytes. */
export function eventStream(...events: readonly Readonly<Record<string, unknown>>[]): string {
  return events.map((event) => `event: ${String(event['type'])}\ndata: ${JSON.stringify(event)}\n\n`).join('');
}

const start = {
  type: 'message_start',
  message: { id: 'm', type: 'message', role: 'assistant', content: [], usage: { input_tokens: 700, output_tokens: 1 } },
};

/** A whole answer, in deltas of a few characters. */
export function wholeAnswer(text: string, stopReason = 'end_turn'): string {
  const pieces = text.match(/[\s\S]{1,7}/gu) ?? [];
  return eventStream(
    start,
    { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } },
    { type: 'ping' },
    ...pieces.map((piece) => ({ type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: piece } })),
    { type: 'content_block_stop', index: 0 },
    { type: 'message_delta', delta: { stop_reason: stopReason, stop_sequence: null }, usage: { output_tokens: 90 } },
    { type: 'message_stop' },
  );
}

export const streams =
  (bytes: string): Misbehaviour =>
  (response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' }).end(bytes);
  };
export const answers = (text: string): Misbehaviour => streams(wholeAnswer(text));

/** A status with an error of this type in the body, as the API gives it. */
export const failsWith =
  (status: number, type: string, headers: Readonly<Record<string, string>> = {}): Misbehaviour =>
  (response) => {
    response
      .writeHead(status, { 'content-type': 'application/json', ...headers })
      .end(JSON.stringify({ type: 'error', error: { type, message: `it is ${type}` } }));
  };

/** An overloaded server that finds out after it has said 200. */
export const failsInStream =
  (type: string): Misbehaviour =>
  (response) => {
    response
      .writeHead(200, { 'content-type': 'text/event-stream' })
      .end(eventStream(start, { type: 'error', error: { type, message: 'inside' } }));
  };

/** Sends the first bytes and destroys the connection, or ends it as if that were all. */
export const cutAt =
  (bytes: number, text: string, how: 'destroyed' | 'ended'): Misbehaviour =>
  async (response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    await new Promise((resolve) => response.write(Buffer.from(wholeAnswer(text)).subarray(0, bytes), resolve));
    if (how === 'ended') response.end();
    else setImmediate(() => response.destroy());
  };

/** Says nothing for ever. */
export const silent: Misbehaviour = () => undefined;

/** Begins an answer and then says nothing for ever. */
export const stallsAfter =
  (text: string): Misbehaviour =>
  (response) => {
    const whole = wholeAnswer(text);
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(whole.slice(0, whole.indexOf('event: content_block_stop')));
  };
export const stalls: Misbehaviour = stallsAfter('It begins');

/** Takes its time before the first byte. */
export const slowly =
  (firstByteMs: number, then: Misbehaviour): Misbehaviour =>
  (response) =>
    void setTimeout(() => void then(response), firstByteMs);

/** The whole answer, event by event, with a pause before each. */
export const drips =
  (text: string, everyMs: number): Misbehaviour =>
  async (response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    for (const event of wholeAnswer(text).split(/(?<=\n\n)/u)) {
      await new Promise((resolve) => setTimeout(resolve, everyMs));
      if (response.destroyed) return;
      response.write(event);
    }
    response.end();
  };

export const page: Misbehaviour = (response) => {
  response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Log in</title><script>alert(1)</script>');
};

/** More than anyone asked for: one megabyte of text after another. */
export const floods =
  (megabytes: number): Misbehaviour =>
  async (response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(eventStream(start));
    const filler = `: ${'x'.repeat(1_000_000)}\n\n`;
    for (let sent = 0; sent < megabytes && !response.destroyed; sent++) await new Promise((resolve) => response.write(filler, resolve));
    response.end(eventStream({ type: 'message_stop' }));
  };

export const redirects =
  (to: string): Misbehaviour =>
  (response) => {
    response.writeHead(307, { location: to }).end();
  };
