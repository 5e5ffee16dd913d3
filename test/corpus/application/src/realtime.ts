import type { Logger } from './model';

interface Socket {
  readyState: number;
  send(data: string): void;
  close(code?: number): void;
}

export type ServerEvent =
  | { kind: 'ack'; id: string }
  | { kind: 'message'; id: string; room: string; text: string }
  | { kind: 'presence'; room: string; online: boolean }
  | { kind: 'error'; code: number; fatal: boolean };

interface Store {
  confirm(id: string): void;
  append(room: string, text: string): void;
  setOnline(room: string, online: boolean): void;
}

export class Realtime {
  private readonly waiting: string[] = [];
  private socket: Socket | undefined;
  private retries = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  closed = false;

  constructor(
    private readonly open: () => Promise<Socket>,
    private readonly store: Store,
    private readonly rooms: Set<string>,
    private readonly logger: Logger,
  ) {}

  async connect(): Promise<void> {
    if (this.closed || this.socket) return;
    try {
      const socket = await this.open();
      if (this.closed) {
        socket.close();
        return;
      }
      this.socket = socket;
      this.retries = 0;
      for (const text of this.waiting.splice(0)) socket.send(text);
    } catch (error) {
      this.retries += 1;
      this.logger.warn(`connect failed: ${String(error)}`);
      if (this.retries <= 5) this.timer = setTimeout(() => void this.connect(), 1_000 * this.retries);
    }
  }

  send(text: string): boolean {
    if (this.closed) return false;
    if (this.socket?.readyState !== 1) {
      this.waiting.push(text);
      return false;
    }
    this.socket.send(text);
    return true;
  }

  receive(event: ServerEvent): void {
    if (event.kind === 'ack') {
      this.store.confirm(event.id);
      return;
    }
    if (event.kind !== 'error' && !this.rooms.has(event.room)) return;
    if ('fatal' in event) {
      if (event.fatal) this.close();
      else this.logger.warn(`server error ${event.code}`);
      return;
    }
    const room = event.room.toLowerCase();
    if (event.kind === 'message') this.store.append(room, event.text);
    else this.store.setOnline(room, event.online);
  }

  close(): void {
    this.closed = true;
    if (this.timer) clearTimeout(this.timer);
    this.socket?.close(1000);
    this.socket = undefined;
    this.waiting.length = 0;
  }
}
