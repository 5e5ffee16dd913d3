import { ts } from 'ts-morph';
import type { LineRange } from '../terms/ranges.ts';
import { calledNames } from './calledNames.ts';
import { constantArguments } from './constantArguments.ts';
import { isPlainlySynchronous } from './isPlainlySynchronous.ts';
import { lineRangeOf } from './lineRangeOf.ts';
import { openScopes } from './localScopes.ts';
import { namedUnits } from './locateUnits.ts';
import { moduleMentions, type ModuleMentions } from './moduleMentions.ts';
import { moduleNames, type ExportedName, type ImportedName } from './moduleNames.ts';
import { parseSource } from './parseSource.ts';
import type { CallUse } from './callUse.ts';
import { relianceOn } from './relianceOn.ts';

/** A call by a name of the file's top level: `root`, then the members on the way, `['Cart', 'total']` for `cart.total()`. */
export interface CallEntry extends CallUse {
  readonly names: readonly string[];
  readonly lines: LineRange;
  readonly caller?: string;
  /** Made in a function that the caller only sets up: a callback, an accessor. */
  readonly later?: true;
  readonly arguments: readonly string[];
  /** The literals behind arguments that name a `const`, in their places. */
  readonly constants?: readonly (string | null)[];
}

export interface UnitEntry {
  readonly name: string;
  /** False also when it is not certain. */
  readonly throwsAtOnce: boolean;
}

/** What the index keeps of one file: plain JSON. */
export interface FileEntry {
  readonly format: 7;
  readonly lines: number;
  readonly units: readonly UnitEntry[];
  readonly modules: ModuleMentions;
  readonly imports: readonly ImportedName[];
  readonly exports: readonly ExportedName[];
  readonly calls: readonly CallEntry[];
}

const longestArgument = 400;

/** @param file decides by its extension how the text is parsed */
export function fileEntry(file: string, text: string): FileEntry {
  const sourceFile = parseSource(file, text);
  const named = namedUnits(sourceFile);
  const owners = new Map(named.map(({ node, fullName }) => [node, fullName]));
  const calls: CallEntry[] = [];
  const scopes = openScopes();
  const visit = (node: ts.Node, caller: string | undefined, isLater: boolean): void => {
    const owner = owners.get(node) ?? caller;
    const later = !owners.has(node) && (isLater || ts.isFunctionLike(node));
    if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
      const names = calledNames(node, owners, scopes);
      if (names)
        calls.push({
          ...relianceOn(node),
          ...placeOf(node, sourceFile),
          names,
          ...(owner !== undefined && { caller: owner }),
          ...(later && { later }),
        });
    }
    ts.forEachChild(node, (child) => visit(child, owner, later));
  };
  visit(sourceFile, undefined, false);
  const units = named.map(({ node, fullName }) => ({ name: fullName, throwsAtOnce: isPlainlySynchronous(node) }));
  return {
    format: 7,
    lines: sourceFile.getLineStarts().length,
    units,
    modules: moduleMentions(sourceFile),
    ...moduleNames(sourceFile),
    calls,
  };
}

type Given = Pick<CallEntry, 'lines' | 'arguments' | 'constants'>;

function placeOf(node: ts.CallExpression | ts.NewExpression, sourceFile: ts.SourceFile): Given {
  const texts = (node.arguments ?? []).map((argument) => argument.getText(sourceFile));
  const constants = constantArguments(node);
  return {
    lines: lineRangeOf(node, sourceFile),
    arguments: texts.map((text) => (text.length > longestArgument ? '…' : text)),
    ...(constants && { constants }),
  };
}
