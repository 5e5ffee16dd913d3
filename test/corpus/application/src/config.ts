export type Environment = Record<string, string | undefined>;

/** A setting that the service cannot start without. */
export function setting(env: Environment, name: string, fallback?: string): string {
  const value = env[name]?.trim();
  if (value === undefined || value === '') {
    if (fallback === undefined) throw new Error(`${name} is not set`);
    return fallback;
  }
  return value;
}

export function flag(env: Environment, name: string): boolean {
  const value = env[name];
  if (value === undefined) return false;
  return value !== '0' && value.toLowerCase() !== 'false';
}
