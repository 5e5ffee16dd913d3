/** An author or committer as the commit claims it; anyone can write anything there. */
export interface Signature {
  readonly name: string;
  readonly email: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

export interface CommitInfo {
  /** Full object id, lower-case hex. */
  readonly hash: string;
  /** None for a first commit, two or more for a merge. */
  readonly parents: readonly string[];
  readonly author: Signature;
  readonly committer: Signature;
  readonly subject: string;
  /** The whole message, subject included. */
  readonly message: string;
}

/** For `git log -z`: one line each up to the committer's time, then the message, then NUL. */
export const commitFormat = '%H%n%P%n%an%n%ae%n%at%n%cn%n%ce%n%ct%n%B';

/** Reads what `git log -z --format=commitFormat` printed; a record that does not fit is left out. */
export function parseCommits(output: string): readonly CommitInfo[] {
  return output.split('\0').flatMap((record) => {
    const fields = record.split('\n');
    const [hash, parents, authorName, authorEmail, authorTime, committerName, committerEmail, committerTime, ...messageLines] = fields;
    if (hash === undefined || parents === undefined || committerTime === undefined) return [];
    const message = messageLines.join('\n').replace(/\n+$/u, '');
    return [
      {
        hash,
        parents: parents.split(' ').filter((parent) => parent !== ''),
        author: signature(authorName, authorEmail, authorTime),
        committer: signature(committerName, committerEmail, committerTime),
        subject: message.split('\n')[0] ?? '',
        message,
      },
    ];
  });
}

function signature(name = '', email = '', seconds = ''): Signature {
  return { name, email, at: (Number.parseInt(seconds, 10) || 0) * 1000 };
}
