export interface Request {
  params: Record<string, string>;
  query: Record<string, string | undefined>;
  body: unknown;
  headers: Record<string, string | undefined>;
  user?: { id: string; role: 'admin' | 'member' };
}
export interface Response {
  headersSent: boolean;
  status(code: number): this;
  json(body: unknown): this;
  set(name: string, value: string): this;
  end(): this;
}
export type NextFunction = (error?: unknown) => void;
