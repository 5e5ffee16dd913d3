export interface ListQuery {
  limit: number;
  after?: string;
  descending: boolean;
}

export function parseListQuery(query: Record<string, string | undefined>): ListQuery | string {
  const limit = query.limit === undefined ? 20 : Number(query.limit);
  if (!Number.isInteger(limit) || limit < 1) return 'limit must be a positive integer';
  const sort = query.sort ?? 'asc';
  if (sort !== 'asc' && sort !== 'desc') return 'sort must be asc or desc';
  const result: ListQuery = { limit: Math.min(limit, 100), descending: sort === 'desc' };
  if (query.after) result.after = query.after;
  return result;
}

export interface Field {
  name: string;
  value: string;
}

export function parseCsvLine(line: string, separator = ','): string[] {
  const fields: string[] = [];
  let current = '';
  let quoted = false;
  for (let at = 0; at < line.length; at += 1) {
    const char = line[at];
    if (quoted) {
      if (char === '"' && line[at + 1] === '"') {
        current += '"';
        at += 1;
      } else if (char === '"') {
        quoted = false;
      } else {
        current += char;
      }
    } else if (char === '"' && current === '') {
      quoted = true;
    } else if (char === separator) {
      fields.push(current);
      current = '';
    } else {
      current += char;
    }
  }
  fields.push(current);
  return fields;
}

export function parseDuration(text: string): number | undefined {
  const match = /^(\d+)(ms|s|m|h)?$/.exec(text.trim());
  if (!match) return undefined;
  const amount = Number(match[1]);
  switch (match[2]) {
    case 'h':
      return amount * 3_600_000;
    case 'm':
      return amount * 60_000;
    case 's':
      return amount * 1_000;
    default:
      return amount;
  }
}

export function mergeSettings<T extends Record<string, unknown>>(defaults: T, ...layers: (Partial<T> | undefined)[]): T {
  const merged = { ...defaults };
  for (const layer of layers) {
    if (!layer) continue;
    for (const key of Object.keys(layer) as (keyof T)[]) {
      if (layer[key] !== undefined) merged[key] = layer[key] as T[keyof T];
    }
  }
  return merged;
}
