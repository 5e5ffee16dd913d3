import type { AgentEdit, ReadTranscript } from './agentEdit.ts';
import { parseClaudeTranscript } from './claudeTranscript.ts';
import { parseCodexTranscript } from './codexTranscript.ts';
import { parseCopilotChat } from './copilotChat.ts';
import { parseCopilotEvents } from './copilotEvents.ts';

export interface FoundFile {
  /** Absolute, `/` between parts. */
  readonly file: string;
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly changedAt: number;
}

/** How transcripts are reached; nothing else of the person's folders is. */
export interface TranscriptFolders {
  /** Regular files below a folder whose name ends so, at most `most`, the newest first; symbolic links are not followed. */
  list(folder: string, ending: string, most: number): Promise<readonly FoundFile[]>;
  /** The first `bytes` of a file, or the last; nothing when it cannot be read. */
  read(file: string, part: 'first' | 'last', bytes: number): Promise<string | undefined>;
}

/** Where the agents of this computer keep their records. */
export interface TranscriptPlaces {
  /** Of Claude Code: `$CLAUDE_CONFIG_DIR`, else `~/.claude`. */
  readonly claude: string;
  /** Of Codex: `$CODEX_HOME`, else `~/.codex`. */
  readonly codex: string;
  /** Of Copilot's command line: `~/.copilot`. */
  readonly copilot: string;
  /** What VS Code keeps for the windows of this project: folders in `workspaceStorage`. */
  readonly windows: readonly string[];
}

/** Local records of agents. Until somebody allows it, none is looked at. */
export interface Transcripts {
  allow(allowed: boolean, windows?: readonly string[]): void;
  readonly allowed: () => boolean;
  /** What agents wrote to a file (absolute path) of the project at `root`; empty until allowed. */
  edits(root: string, file: string): Promise<readonly AgentEdit[]>;
  /** Records of all files read so far that could not be understood. */
  readonly skipped: () => number;
}

interface TranscriptParts {
  readonly folders: TranscriptFolders;
  readonly places: TranscriptPlaces;
  readonly now: () => number;
}

interface Kind {
  readonly folder: (places: TranscriptPlaces) => readonly string[];
  readonly ending: string;
  readonly parse: (text: string) => ReadTranscript;
  /** Whether the file can be about the project, by its path or its beginning. */
  readonly isAbout: (root: string, file: string, beginning: () => Promise<string>) => Promise<boolean>;
}

const mostFiles = 400;
const mostBytes = 64_000_000;
/** Of all files of one kind together, the newest first: reading more would keep a person waiting. */
const mostBytesInAll = 400_000_000;
const beginningBytes = 32_000;
/** Work that is older is found in what was kept of it. */
const oldestMs = 120 * 24 * 60 * 60 * 1000;
/** Folders are looked through again after this. */
const freshMs = 3_000;

/** Claude Code names a project's folder after its path: everything but letters and digits is a dash. */
function claudeFolder(root: string): string {
  return root.replaceAll(/[^A-Za-z0-9]/gu, '-');
}

const namesRoot = async (root: string, _file: string, beginning: () => Promise<string>): Promise<boolean> => {
  const start = await beginning();
  return [root, root.replaceAll('/', '\\\\'), root.split('/').slice(0, -1).join('/')].some(
    (each) => each.length > 3 && start.includes(`"${each}`),
  );
};
const always = (): Promise<boolean> => Promise.resolve(true);

const kinds: readonly Kind[] = [
  {
    folder: ({ claude }) => [`${claude}/projects`],
    ending: '.jsonl',
    parse: parseClaudeTranscript,
    isAbout: (root, file) => {
      const name = /\/projects\/([^/]+)\//u.exec(file)?.[1] ?? '';
      const wanted = claudeFolder(root);
      // The agent may have been started above the project, or in one of its folders.
      return Promise.resolve(name !== '' && (wanted.startsWith(name) || name.startsWith(wanted)));
    },
  },
  { folder: ({ codex }) => [`${codex}/sessions`], ending: '.jsonl', parse: parseCodexTranscript, isAbout: namesRoot },
  { folder: ({ copilot }) => [`${copilot}/session-state`], ending: 'events.jsonl', parse: parseCopilotEvents, isAbout: namesRoot },
  { folder: ({ windows }) => windows.map((each) => `${each}/chatSessions`), ending: '.json', parse: parseCopilotChat, isAbout: always },
  { folder: ({ windows }) => windows.map((each) => `${each}/chatSessions`), ending: '.jsonl', parse: parseCopilotChat, isAbout: always },
  {
    folder: ({ windows }) => windows.map((each) => `${each}/GitHub.copilot-chat/transcripts`),
    ending: '.jsonl',
    parse: parseCopilotEvents,
    isAbout: always,
  },
];

export function createTranscripts({ folders, places, now }: TranscriptParts): Transcripts {
  let allowed = false;
  let windows = places.windows;
  let skipped = 0;
  /** By project and file; a file that has not grown is not read again. */
  const read = new Map<string, { readonly version: string; readonly edits: readonly AgentEdit[] }>();
  const projects = new Map<string, { readonly at: number; readonly edits: Promise<ReadonlyMap<string, readonly AgentEdit[]>> }>();

  async function editsIn(
    kind: Kind,
    root: string,
    { file, bytes, changedAt }: FoundFile,
    budget: { bytes: number },
  ): Promise<readonly AgentEdit[]> {
    const version = `${bytes} ${changedAt}`;
    const known = read.get(`${root} ${file}`);
    if (known?.version === version) return known.edits;
    const beginning = async (): Promise<string> => (await folders.read(file, 'first', beginningBytes)) ?? '';
    const isMeant = budget.bytes > 0 && (await kind.isAbout(root, file, beginning));
    if (isMeant) budget.bytes -= Math.min(bytes, mostBytes);
    const text = isMeant ? await folders.read(file, 'last', mostBytes) : undefined;
    const found = text === undefined ? { edits: [], skipped: 0 } : kind.parse(text);
    skipped += found.skipped;
    const edits = found.edits.filter(({ path }) => path.startsWith(`${root}/`) && !path.includes('/../'));
    read.set(`${root} ${file}`, { version, edits });
    return edits;
  }

  async function project(root: string): Promise<ReadonlyMap<string, readonly AgentEdit[]>> {
    const byFile = new Map<string, AgentEdit[]>();
    for (const kind of kinds) {
      for (const folder of kind.folder({ ...places, windows })) {
        const listed = await folders.list(folder, kind.ending, mostFiles);
        const budget = { bytes: mostBytesInAll };
        for (const found of listed.filter(({ changedAt }) => now() - changedAt < oldestMs)) {
          if (!allowed) return new Map();
          for (const edit of await editsIn(kind, root, found, budget)) {
            const known = byFile.get(edit.path) ?? [];
            known.push(edit);
            byFile.set(edit.path, known);
          }
        }
      }
    }
    return byFile;
  }

  return {
    allow(value, given = windows) {
      allowed = value;
      windows = given;
      projects.clear();
      if (!value) read.clear();
    },
    allowed: () => allowed,
    async edits(root, file) {
      if (!allowed) return [];
      const known = projects.get(root);
      const fresh = known !== undefined && now() - known.at < freshMs ? known : { at: now(), edits: project(root) };
      projects.set(root, fresh);
      return (await fresh.edits).get(file) ?? [];
    },
    skipped: () => skipped,
  };
}
