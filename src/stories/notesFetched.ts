import { fetchNotes } from '../git/fetchNotes.ts';
import { failure } from '../terms/result.ts';
import type { Result } from '../terms/result.ts';
import type { Projects } from './projects.ts';

export interface NotesFetchedParts {
  readonly trusted: boolean;
  readonly projects: Pick<Projects, 'repository'>;
  /** Lines that nobody was seen to write are looked up again. */
  readonly committed: (root: string) => void;
}

/** A person asked for the notes that other people's tools keep at a remote; answers the refs that hold them now, none where it has none. */
export async function notesFetched(
  root: string,
  remote: string,
  { trusted, projects, committed }: NotesFetchedParts,
): Promise<Result<readonly string[]>> {
  if (!trusted) return failure('Notes are fetched only once this workspace is trusted.');
  const repository = await projects.repository(root);
  if (repository === undefined) return failure('This folder is in no git repository.');
  const fetched = await fetchNotes(repository.root, remote);
  if (fetched.ok && fetched.value.length > 0) committed(repository.root);
  return fetched;
}
