import type { Segment, SegmentStore } from '../changes/segmentStore.ts';
import { numberIn, textIn, type Database } from './database.ts';

/** Origins of a document's text, one row a document. */
export function createSegmentTables(database: Database): SegmentStore {
  return {
    load(uri) {
      const row = database.first('SELECT sequence, text, segments FROM document WHERE uri = ?', [uri]);
      if (row === undefined) return undefined;
      return {
        uri,
        sequence: numberIn(row, 'sequence'),
        text: textIn(row, 'text'),
        segments: JSON.parse(textIn(row, 'segments')) as readonly Segment[],
      };
    },
    save(snapshot) {
      database.write(() =>
        database.run('INSERT OR REPLACE INTO document (uri, sequence, text, segments) VALUES (?, ?, ?, ?)', [
          snapshot.uri,
          snapshot.sequence,
          snapshot.text,
          JSON.stringify(snapshot.segments),
        ]),
      );
    },
    move(from, to) {
      // `/` and the character after it enclose every address inside the folder.
      database.write(() =>
        database.run(`UPDATE OR REPLACE document SET uri = ? || substr(uri, ?), sequence = 0 WHERE uri = ? OR (uri >= ? AND uri < ?)`, [
          to,
          from.length + 1,
          from,
          `${from}/`,
          `${from}0`,
        ]),
      );
    },
  };
}
