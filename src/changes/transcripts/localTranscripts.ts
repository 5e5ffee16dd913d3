import { homedir } from 'node:os';
import { listFiles, readPart } from '../../safety/transcriptFolders.ts';
import { transcriptPlaces } from './transcriptPlaces.ts';
import { createTranscripts } from './transcripts.ts';
import type { Transcripts } from './transcripts.ts';

/** The records of agents on this computer, in the place of the person who runs it unless `home` says another; none is read until allowed. */
export function createLocalTranscripts(now: () => number, home?: string): Transcripts {
  const places = home === undefined ? transcriptPlaces(process.env, homedir()) : transcriptPlaces({}, home);
  return createTranscripts({ folders: { list: listFiles, read: readPart }, places, now });
}
