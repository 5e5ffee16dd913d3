/** An address that may be sent code: https, or http on this very machine; nothing else in it than host, port and path. */
export interface Endpoint {
  /** `https://api.anthropic.com`: what a key and a consent are bound to. */
  readonly origin: string;
  /** Without a slash at the end. */
  readonly url: string;
  readonly isThisMachine: boolean;
}

const loopback: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Reads the setting `understand.llm.endpoint`; `undefined` for what must not be sent anything. */
export function readEndpoint(setting: string): Endpoint | undefined {
  if (!URL.canParse(setting)) return undefined;
  const { protocol, hostname, origin, pathname, username, password, search, hash } = new URL(setting);
  const isThisMachine = loopback.has(hostname);
  if (protocol !== 'https:' && !(protocol === 'http:' && isThisMachine)) return undefined;
  if (username !== '' || password !== '' || search !== '' || hash !== '') return undefined;
  return { origin, url: `${origin}${pathname}`.replace(/\/+$/u, ''), isThisMachine };
}
