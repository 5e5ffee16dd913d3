import { createHash } from 'node:crypto';
import type { Segment, SegmentStore, TrackedText } from '../changes/segmentStore.ts';
import { numberIn, textIn, type Database, type Row } from './database.ts';
import { mostKept, mostKeptCharacters, mostKeptInAll } from './keptBounds.ts';

/** Origins of a document's text, one row a document; and earlier texts of it that may come back. */
export function createSegmentTables(database: Database): SegmentStore {
  return {
    load(uri) {
      const row = database.first('SELECT sequence, text, segments FROM document WHERE uri = ?', [uri]);
      return row && { uri, sequence: numberIn(row, 'sequence'), ...stateIn(row) };
    },
    save({ uri, sequence, text, segments }) {
      database.write(() =>
        database.run('INSERT OR REPLACE INTO document (uri, sequence, text, text_hash, segments) VALUES (?, ?, ?, ?, ?)', [
          uri,
          sequence,
          text,
          hashOf(text),
          JSON.stringify(segments),
        ]),
      );
    },
    move(from, to) {
      database.write(() => {
        moveRows(database, `UPDATE OR REPLACE document SET uri = ? || substr(uri, ?), sequence = 0`, from, to);
        moveRows(database, `UPDATE OR REPLACE kept_text SET uri = ? || substr(uri, ?)`, from, to);
      });
    },
    keep(uri, { text, segments }) {
      const content = JSON.stringify(segments);
      const size = text.length + content.length;
      if (text.length > mostKeptCharacters) return;
      database.write(() => {
        database.run('INSERT OR REPLACE INTO kept_text (uri, text_hash, size, text, segments) VALUES (?, ?, ?, ?, ?)', [
          uri,
          hashOf(text),
          size,
          text,
          content,
        ]);
        database.run(
          'DELETE FROM kept_text WHERE uri = ? AND number NOT IN (SELECT number FROM kept_text WHERE uri = ? ORDER BY number DESC LIMIT ?)',
          [uri, uri, mostKept],
        );
        database.run(
          `DELETE FROM kept_text WHERE number IN (
             SELECT number FROM (SELECT number, sum(size) OVER (ORDER BY number DESC) AS newer FROM kept_text) WHERE newer > ?)`,
          [mostKeptInAll],
        );
      });
    },
    kept: (uri) => database.all('SELECT text, segments FROM kept_text WHERE uri = ? ORDER BY number DESC', [uri]).map(stateIn),
    withText(text, within) {
      const place = [hashOf(text), `${within}/`, `${within}0`];
      const row =
        database.first('SELECT text, segments FROM document WHERE text_hash = ? AND uri >= ? AND uri < ?', place) ??
        database.first('SELECT text, segments FROM kept_text WHERE text_hash = ? AND uri >= ? AND uri < ? ORDER BY number DESC', place);
      return row && stateIn(row);
    },
  };
}

function stateIn(row: Row): TrackedText {
  return { text: textIn(row, 'text'), segments: JSON.parse(textIn(row, 'segments')) as readonly Segment[] };
}

/** `/` and the character after it enclose every address inside the folder. */
function moveRows(database: Database, update: string, from: string, to: string): void {
  database.run(`${update} WHERE uri = ? OR (uri >= ? AND uri < ?)`, [to, from.length + 1, from, `${from}/`, `${from}0`]);
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
