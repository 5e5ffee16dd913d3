import { flag, setting, type Environment } from './config';

export function databaseUrl(env: Environment): string {
  const host = setting(env, 'DB_HOST', 'localhost');
  const port = Number(setting(env, 'DB_PORT', '5432'));
  if (!Number.isInteger(port)) throw new Error('DB_PORT is not a number');
  return `postgres://${host}:${port}/orders${flag(env, 'DB_SSL') ? '?ssl=true' : ''}`;
}
