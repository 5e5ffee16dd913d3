import type { ts } from 'ts-morph';
import { isOfPrototype } from './typeShape.ts';
import type { Usage } from './usageTree.ts';

const mostFields = 24;

/**
 * The fields that a thing at `path` needs: those that the code reaches, those that runs have `asked` for, and, where all are listed (`*`),
 * those of its type. Notes in `refusals` why they cannot be listed.
 */
export function wantedFields(
  path: string,
  type: ts.Type | 'open' | undefined,
  usage: Usage | undefined,
  asked: ReadonlySet<string> | undefined,
  refusals: Map<string, string>,
): ReadonlySet<string> {
  const names = new Set([...(usage?.steps.keys() ?? []), ...(asked ?? [])]);
  // An element under a key that only a run knows: of a dictionary the run asks for it by that key.
  if (type !== 'open' && type?.getStringIndexType() !== undefined && asked?.has('0') !== true) names.delete('0');
  // Where any object is allowed, one that has what the code reaches and no more.
  if (!names.delete('*') || type === 'open') return names;
  const properties = type?.getProperties().filter((symbol) => !symbol.name.startsWith('__') && !isOfPrototype(symbol)) ?? [];
  if (type === undefined) refusals.set(`${path}.*`, 'it lists the fields of something not fully known');
  else if (type.getStringIndexType() !== undefined) names.add('a');
  else if (properties.length > mostFields) refusals.set(`${path}.*`, 'it lists the fields of something large');
  else for (const symbol of properties) names.add(symbol.name);
  return names;
}
