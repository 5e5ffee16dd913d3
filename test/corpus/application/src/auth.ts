import type { NextFunction, Request, Response } from 'express';

interface Tokens {
  verify(token: string): Promise<{ sub: string; role: 'admin' | 'member'; exp: number }>;
  isRevoked(token: string): Promise<boolean>;
}

export function authenticate(tokens: Tokens, now: () => number, optional = false) {
  return async function authenticated(req: Request, res: Response, next: NextFunction): Promise<void> {
    const header = req.headers.authorization;
    if (!header?.startsWith('Bearer ')) {
      if (optional) return next();
      res.status(401).json({ error: 'missing token' });
      return;
    }
    const token = header.slice('Bearer '.length);
    try {
      const claims = await tokens.verify(token);
      if (claims.exp * 1000 < now() || (await tokens.isRevoked(token))) {
        res.status(401).json({ error: 'expired' });
        return;
      }
      req.user = { id: claims.sub, role: claims.role };
    } catch {
      if (!optional) {
        res.status(401).json({ error: 'invalid token' });
        return;
      }
    }
    next();
  };
}

interface LoginAttempts {
  count(user: string): Promise<number>;
  add(user: string): Promise<void>;
  reset(user: string): Promise<void>;
}

export async function login(
  credentials: { user: string; password: string },
  accounts: { find(user: string): Promise<{ hash: string; locked: boolean } | undefined> },
  attempts: LoginAttempts,
  verify: (hash: string, password: string) => Promise<boolean>,
  issue: (user: string) => Promise<string>,
): Promise<string | null> {
  if ((await attempts.count(credentials.user)) >= 5) return null;
  const account = await accounts.find(credentials.user);
  if (!account || account.locked) return null;
  const valid = await verify(account.hash, credentials.password);
  if (!valid) {
    await attempts.add(credentials.user);
    return null;
  }
  await attempts.reset(credentials.user);
  return issue(credentials.user);
}
