import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import * as vscode from 'vscode';

/** One question as the model got it. */
export interface RecordedQuestion {
  readonly messages: readonly string[];
}

function textOf(message: vscode.LanguageModelChatRequestMessage): string {
  return message.content.map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : '')).join('');
}

const model: vscode.LanguageModelChatInformation = {
  id: 'understand-test-model',
  name: 'Test model',
  family: 'test',
  version: '1',
  maxInputTokens: 100_000,
  maxOutputTokens: 10_000,
  capabilities: {},
};

/** Writes the person's own settings, as the settings editor would; the file may change while the window is open. */
function followSettings(file: string): vscode.Disposable {
  let applied = '';
  const timer = setInterval(() => {
    const wanted = existsSync(file) ? readFileSync(file, 'utf8') : '';
    if (wanted === applied || wanted === '') return;
    applied = wanted;
    for (const [name, value] of Object.entries(JSON.parse(wanted) as Record<string, unknown>))
      void vscode.workspace.getConfiguration().update(name, value, vscode.ConfigurationTarget.Global);
  }, 100);
  return new vscode.Disposable(() => clearInterval(timer));
}

/** Functions of a Python file, as a language extension names them: `def` lines with everything indented below. */
const python: vscode.DocumentSymbolProvider & vscode.HoverProvider = {
  provideDocumentSymbols(document) {
    const lines = document.getText().split('\n');
    return lines.flatMap((line, first) => {
      const name = /^def (\w+)/u.exec(line)?.[1];
      if (name === undefined) return [];
      const after = lines.findIndex((other, at) => at > first && /^\S/u.test(other));
      const last = (after === -1 ? lines.length : after) - 1;
      const selection = new vscode.Range(first, 4, first, 4 + name.length);
      const range = new vscode.Range(first, 0, last, lines[last]?.length ?? 0);
      return [new vscode.DocumentSymbol(name, '', vscode.SymbolKind.Function, range, selection)];
    });
  },
  provideHover: (document, { line }) =>
    new vscode.Hover([
      new vscode.MarkdownString(`\`\`\`python\n${document.lineAt(line).text}\n\`\`\``),
      new vscode.MarkdownString('[Says the Python extension](command:evil)'),
    ]),
};

/** A model of the editor's that answers with the text of a file and writes down what it was asked, and a language of its own. */
export function activate(context: vscode.ExtensionContext): void {
  const { UNDERSTAND_TEST_MODEL_ANSWER: answerFile = '', UNDERSTAND_TEST_MODEL_LOG: log = '' } = process.env;
  const settings = process.env['UNDERSTAND_TEST_USER_SETTINGS'];
  if (settings !== undefined) context.subscriptions.push(followSettings(settings));
  context.subscriptions.push(
    vscode.languages.registerDocumentSymbolProvider('python', python),
    vscode.languages.registerHoverProvider('python', python),
    vscode.lm.registerLanguageModelChatProvider('understand-test', {
      provideLanguageModelChatInformation: () => [model],
      async provideLanguageModelChatResponse(_model, messages, _options, progress) {
        appendFileSync(log, `${JSON.stringify({ messages: messages.map(textOf) })}\n`);
        for (const piece of readFileSync(answerFile, 'utf8').match(/[\s\S]{1,9}/gu) ?? [])
          progress.report(new vscode.LanguageModelTextPart(piece));
      },
      provideTokenCount: async (_model, text) => (typeof text === 'string' ? text : textOf(text)).length / 4,
    }),
  );
}
