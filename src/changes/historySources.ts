import type { Origin } from '../terms/origin.ts';

const sources = new Set(['git', 'git-ai-note', 'agentblame-note', 'agent-trace', 'commit-trailer']);

/** Decided by records of a commit alone, and so said again by whoever reads them again; the editor saw nothing. */
export function isFromHistory({ evidence }: Origin): boolean {
  return (
    evidence.some(({ source }) => sources.has(source)) && !evidence.some(({ source, strength }) => strength > 0 && !sources.has(source))
  );
}
