import type { OriginTracker } from '../changes/originTracker.ts';
import { whyItIsThere } from '../explain/whyItIsThere.ts';
import type { EditorSymbol } from '../terms/editorSymbol.ts';
import { contentId } from '../terms/ids.ts';
import type { UnitKey } from '../terms/ids.ts';
import { originInWords } from '../terms/origin.ts';
import type { UnitPanel } from '../terms/panel.ts';
import { failure, success } from '../terms/result.ts';
import type { Result } from '../terms/result.ts';
import type { AskedUnit } from './askedModel.ts';
import type { Projects } from './projects.ts';
import type { ShownDocuments } from './shownDocuments.ts';
import { whysOfUnit } from './unitWhys.ts';
import type { WhyParts } from './unitWhys.ts';

/** Code in a language that is not analysed: what the editor knows of it, with what was recorded about it. */
export interface EditorSymbols {
  /** `symbol` stands in an open document. */
  explainSymbol(uri: string, symbol: EditorSymbol): Promise<Result<UnitPanel>>;
}

export interface KnownSymbols extends EditorSymbols {
  /** What a model may be asked about; of the symbols that were explained last. */
  asked(key: UnitKey): AskedUnit | undefined;
}

export interface EditorSymbolsParts extends WhyParts {
  readonly documents: Pick<ShownDocuments, 'find'>;
  readonly origins: Pick<OriginTracker, 'originOfLines'>;
  readonly projects: Pick<Projects, 'commitsOfLines'>;
  readonly trusted: () => boolean;
}

const mostKept = 16;
const mostRecords = 4;
const noProofs = 'its answer would have to be proven, and that is done for TypeScript and JavaScript only';

export function createEditorSymbols(parts: EditorSymbolsParts): KnownSymbols {
  const kept = new Map<UnitKey, AskedUnit>();
  return {
    asked: (key) => kept.get(key),
    async explainSymbol(uri, { language, name, kind, lines: claimed, hover }) {
      const document = parts.documents.find(uri);
      if (document === undefined) return failure('Open the file in an editor first.');
      const { file, path, root, text } = document;
      const code = text
        .split(/\r?\n/u)
        .slice(claimed[0] - 1, claimed[1])
        .join('\n')
        .trimEnd();
      // Some providers count the empty lines behind a function as its own.
      const lines = [claimed[0], claimed[0] + code.split('\n').length - 1] as const;
      if (code === '') return failure('This code is no longer there.');
      const key = contentId<UnitKey>('editor symbol', path, name, code);
      const told = root === undefined || !parts.trusted() ? [] : await recorded({ root, file, path, name, key, text, lines }, parts);
      const origin = parts.origins.originOfLines(uri, lines);
      kept.delete(key);
      kept.set(key, {
        unit: {
          key,
          surface: '',
          path,
          name,
          kind,
          lines,
          signature: '',
          size: { lines: lines[1] - lines[0] + 1, statements: 0, branches: 0 },
          nameAt: { from: { line: lines[0], column: 1 }, to: { line: lines[0], column: 1 } },
        },
        code,
        facts: [],
        recorded: told.slice(0, mostRecords).map((sentence) => sentence.text),
        reader: 'new here',
        file: text,
        ...(root !== undefined && { root }),
      });
      const [oldest] = kept.keys();
      if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
      return success({
        key,
        path,
        ...(root !== undefined && { file }),
        name,
        kind,
        lines,
        originText: originInWords(origin),
        evidence: origin.evidence,
        explanation: { proved: [], recorded: told, said: [] },
        check: { why: noProofs },
        editor: { language, hover },
      });
    },
  };
}

interface Recorded {
  readonly root: string;
  readonly file: string;
  readonly path: string;
  readonly name: string;
  readonly key: UnitKey;
  readonly text: string;
  readonly lines: EditorSymbol['lines'];
}

async function recorded({ root, file, path, name, key, text, lines }: Recorded, parts: EditorSymbolsParts) {
  const whys = await whysOfUnit({ place: { root, path, name, key }, text, lines }, parts);
  const committed = await parts.projects.commitsOfLines(root, file, text, lines);
  return [...whys, ...(committed === undefined ? [] : whyItIsThere(committed))];
}
