import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { ts } from 'ts-morph';
import { seededRandom, shuffled } from '../../src/exercises/seededRandom.ts';
import type { TriedKind } from '../../src/exercises/proposeExercises.ts';
import type { Exercise } from '../../src/terms/exercise.ts';
import type { ValueSource } from '../../src/terms/proof.ts';
import { isSubstantial, type Unit } from '../../src/terms/unit.ts';
import { sourceFiles } from './changesBetween.ts';
import { openStudy } from './openStudy.ts';

export interface AskedUnit {
  readonly package: string;
  readonly path: string;
  readonly name: string;
  readonly kind: Unit['kind'];
  readonly signature: string;
  /** The unit as it stands in its file. */
  readonly text: string;
  readonly substantial: boolean;
  readonly exercises: readonly Exercise[];
  readonly why?: string;
  /** Scenarios of its world, each with a behaviour of its own; 0 where none opened. */
  readonly scenarios: number;
  /** What became of each kind's drafts. */
  readonly tried: readonly TriedKind[];
  /** From the wish to the questions; the file was studied before. */
  readonly ms: number;
  /** Peer of the same run: reading and parsing the file and visiting every node once. */
  readonly parseMs: number;
}

export interface Collected {
  readonly units: readonly AskedUnit[];
  /** Of all values in all scenarios of all worlds. */
  readonly sources: ReadonlyMap<ValueSource, number>;
}

/** Asks about the units of one package, file by file in an order drawn by seed, until `most` substantial ones were asked. */
export async function collectItems(
  name: string,
  root: string,
  options: {
    readonly seed: number;
    readonly most: number;
    /** Paths relative to `root`; all by default. */
    readonly files?: ReadonlySet<string>;
    /** Questions a unit; 3 by default. */
    readonly max?: number;
  },
): Promise<Collected> {
  const { seed, most, files, max } = options;
  const sources = new Map<ValueSource, number>();
  let scenarios = 0;
  let tried: TriedKind[] = [];
  const opened = await openStudy(root, seed, {
    onWorld(world) {
      scenarios = world.scenarios.length;
      for (const { values } of world.scenarios) for (const { source } of values) sources.set(source, (sources.get(source) ?? 0) + 1);
    },
    onKind: (one) => tried.push(one),
  });
  const units: AskedUnit[] = [];
  let substantial = 0;
  for (const path of shuffled(sourceFiles(root), seededRandom(seed))) {
    if (substantial >= most) break;
    if (files !== undefined && !files.has(path)) continue;
    const text = readFileSync(join(root, path), 'utf8');
    const parseMs = timeToParse(path, text);
    const studied = opened.study.study({ file: join(root, path), path, text }, { root, depth: 'types' });
    if (!studied.ok) continue;
    for (const studiedUnit of studied.value.units) {
      const { unit, node, sourceFile } = studiedUnit.located;
      scenarios = 0;
      tried = [];
      const startedAt = performance.now();
      const { exercises, why } = await opened.study.ask(studied.value, studiedUnit, { seed, ...(max !== undefined && { max }) });
      units.push({
        package: name,
        path,
        name: unit.name,
        kind: unit.kind,
        signature: unit.signature,
        text: node.getText(sourceFile),
        substantial: isSubstantial(unit),
        exercises,
        ...(why !== undefined && { why }),
        scenarios,
        tried,
        ms: performance.now() - startedAt,
        parseMs,
      });
      if (isSubstantial(unit)) substantial += 1;
    }
    studied.value.program?.dispose();
  }
  opened.dispose();
  return { units, sources };
}

function timeToParse(path: string, text: string): number {
  const startedAt = performance.now();
  let nodes = 0;
  const visit = (node: ts.Node): void => {
    nodes += 1;
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true));
  return nodes === 0 ? Number.NaN : performance.now() - startedAt;
}
