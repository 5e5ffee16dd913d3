import { ts } from 'ts-morph';
import type { Step } from '../../../terms/outline.ts';
import { lineOf } from '../../stateFact.ts';
import { declaredName } from '../../unitNames.ts';
import { writeOf } from '../../writes.ts';
import { counted, inWords, step } from '../outlineWords.ts';
import type { PatternDetector } from '../patternDetector.ts';
import { allNodes } from '../unitBody.ts';

interface Field {
  readonly name: string;
  readonly writers: readonly string[];
  readonly first: ts.Node;
}

/**
 * What an object of a class remembers, and which of its methods can change it after it is made.
 *
 *     class Cart { #items = []; add(item) { this.#items.push(item); } clear() { this.#items = []; } }
 *     → `#items` is changed by `add` and `clear`
 */
export const classState: PatternDetector = {
  id: 'class-state',
  recognise({ node }) {
    if (!ts.isClassLike(node) || node.members.length < 3) return undefined;
    const fields = changedFields(node);
    const methods = node.members.filter((member) => ts.isMethodDeclaration(member) || ts.isAccessor(member)).length;
    if (fields.length === 0 || methods < 2) return undefined;
    const [busiest, ...others] = fields.toSorted((left, right) => right.writers.length - left.writers.length);
    if (!busiest) return undefined;
    const rest =
      others.length > 0
        ? `; ${inWords(
            others.map(({ name }) => `\`${name}\``),
            4,
          )} ${others.length === 1 ? 'changes' : 'change'} too`
        : '';
    return {
      title: `Holds ${counted(fields.length, 'changing field')}`,
      text: `Besides the constructor, ${inWords(
        busiest.writers.map((writer) => `\`${writer}\``),
        4,
      )} ${busiest.writers.length === 1 ? 'assigns' : 'assign'} \`${busiest.name}\`${rest}.`,
      on: [busiest.first, ...others.slice(0, 3).map(({ first }) => first)],
      steps: lonely(others),
    };
  },
};

/** Fields that one method alone moves are understood with that method. */
function lonely(fields: readonly Field[]): readonly Step[] {
  const byWriter = Map.groupBy(
    fields.filter(({ writers }) => writers.length === 1),
    ({ writers }) => writers[0] ?? '',
  );
  return [...byWriter].slice(0, 2).flatMap(([writer, written]) => {
    const names = inWords(
      written.map(({ name }) => `\`${name}\``),
      4,
    );
    const [first] = written;
    return first
      ? step(`In this class, only \`${writer}\` (line ${lineOf(first.first)}) assigns ${names}.`, ...written.map((each) => each.first))
      : [];
  });
}

function changedFields(owner: ts.ClassLikeDeclaration): readonly Field[] {
  const found = new Map<string, { writers: Set<string>; first: ts.Node }>();
  for (const member of owner.members) {
    if (ts.isConstructorDeclaration(member) || ts.isClassStaticBlockDeclaration(member)) continue;
    const name = declaredName(member)?.text ?? (ts.isPropertyDeclaration(member) ? member.name.getText() : undefined);
    if (name === undefined || (ts.isPropertyDeclaration(member) && !member.initializer)) continue;
    for (const node of allNodes(member)) {
      const write = writeOf(node);
      const [field, ...deeper] = write?.members ?? [];
      if (write?.root.kind !== ts.SyntaxKind.ThisKeyword || field === undefined || deeper.length > 0) continue;
      if (write.how === 'called') continue;
      const entry = found.get(field) ?? { writers: new Set(), first: node };
      entry.writers.add(name);
      found.set(field, entry);
    }
  }
  return [...found].map(([name, { writers, first }]) => ({ name, writers: [...writers], first }));
}
