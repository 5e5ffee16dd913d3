import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Segment } from '../../../src/changes/segmentStore.ts';
import type { Judged } from './matrix.ts';

/** What the product has stored of each document, by its uri: read beside the running engine. */
export function readJudged(storageFolder: string): ReadonlyMap<string, Judged> {
  const database = new DatabaseSync(join(storageFolder, 'understand.db'), { readOnly: true });
  try {
    const rows = database.prepare('SELECT uri, text, segments FROM document').all();
    return new Map(
      rows.map((row) => [String(row['uri']), { text: String(row['text']), segments: JSON.parse(String(row['segments'])) as Segment[] }]),
    );
  } finally {
    database.close();
  }
}
