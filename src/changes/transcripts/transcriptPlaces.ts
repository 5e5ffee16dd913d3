import type { TranscriptPlaces } from './transcripts.ts';

/** Where agents keep their records for the person whose home this is; `env` may name other places, as the agents themselves read it. */
export function transcriptPlaces(env: Readonly<Record<string, string | undefined>>, home: string): TranscriptPlaces {
  const slashed = (folder: string): string => folder.replaceAll('\\', '/').replace(/\/$/u, '');
  const place = (name: string, otherwise: string): string => {
    const given = env[name];
    return slashed(given === undefined || given === '' ? `${home}/${otherwise}` : given);
  };
  return {
    claude: place('CLAUDE_CONFIG_DIR', '.claude'),
    codex: place('CODEX_HOME', '.codex'),
    copilot: place('COPILOT_HOME', '.copilot'),
    windows: [],
  };
}
