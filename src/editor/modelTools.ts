import * as vscode from 'vscode';
import { visibleText } from '../safety/visibleText.ts';
import type { ChangeSummary } from '../terms/change.ts';
import type { UnitPanel } from '../terms/panel.ts';
import type { Result } from '../terms/result.ts';
import type { Tutor } from '../tutor.ts';
import { factsForAgents, readFactsInput, uncheckedForAgents } from './toolAnswers.ts';

export interface ModelToolParts {
  readonly tutor: Pick<Tutor, 'explain'>;
  /** As last pushed by the tutor. */
  readonly changes: () => readonly ChangeSummary[];
}

/**
 * Tools for the editor's agents: what is proven about code, and what nobody has checked. They read only, and no question, option or key
 * is in what they give: an agent could do its person's exercises.
 */
export function registerModelTools({ tutor, changes }: ModelToolParts): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.lm.registerTool('understand_facts', {
      prepareInvocation: ({ input }) => {
        const asked = readFactsInput(input);
        const place = asked === undefined ? 'a place in a file' : `line ${asked.line} of ${visibleText(asked.path, 120)}`;
        return {
          invocationMessage: new vscode.MarkdownString().appendText(`Reading what is proven about ${place}`),
          confirmationMessages: {
            title: 'Read what is proven about this code',
            message: new vscode.MarkdownString().appendText(
              `Understand This looks up what its analysis proved about ${place} and gives it to the model. Nothing is changed.`,
            ),
          },
        };
      },
      invoke: async ({ input }) => {
        const asked = readFactsInput(input);
        if (asked === undefined) return answer('Give `path`, relative to the workspace folder, and `line`, counted from 1.');
        return answer(factsForAgents(await explained(tutor, asked.path, asked.line)));
      },
    }),
    vscode.lm.registerTool('understand_unchecked', {
      prepareInvocation: () => ({
        invocationMessage: 'Listing what has not been checked',
        confirmationMessages: {
          title: 'List what has not been checked',
          message: 'Understand This lists the changes and functions in this workspace that have not been checked yet. Nothing is changed.',
        },
      }),
      invoke: () => answer(uncheckedForAgents(changes())),
    }),
  );
}

function answer(text: string): vscode.LanguageModelToolResult {
  return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(text)]);
}

/** Only files of the workspace's folders: a path that leads out of them is none. */
async function explained(tutor: Pick<Tutor, 'explain'>, path: string, line: number): Promise<Result<UnitPanel>> {
  for (const folder of vscode.workspace.workspaceFolders ?? []) {
    const uri = vscode.Uri.joinPath(folder.uri, path);
    if (!uri.path.startsWith(`${folder.uri.path}/`)) continue;
    const result = await tutor.explain({ uri: uri.toString(), line });
    if (result.ok || (await exists(uri))) return result;
  }
  return { ok: false, reason: 'There is no such file in this workspace.' };
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  return await Promise.resolve(vscode.workspace.fs.stat(uri)).then(
    () => true,
    () => false,
  );
}
