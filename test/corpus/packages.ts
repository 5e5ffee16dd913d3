import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const home = join(import.meta.dirname, '../..');

/** Pinned packages that ship their TypeScript sources: what questions and facts are measured on. */
export const packages = ['@tanstack/query-core', '@reduxjs/toolkit', 'rxjs'] as const;

/** Absolute path of a package's sources. */
export function sourcesOf(name: (typeof packages)[number]): string {
  return join(home, 'node_modules', name, 'src');
}

/** Mulberry32: a small generator whose whole state is its seed, https://gist.github.com/tommyettinger/46a874533244883189143505d203312c */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Source files of one package that hold more than declarations and are neither tiny nor huge: absolute paths. */
function filesOf(name: (typeof packages)[number]): readonly string[] {
  return readdirSync(sourcesOf(name), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /(?<!\.d|[Tt]ypes|index|\.test|\.spec)\.tsx?$/u.test(entry.name))
    .filter((entry) => !/tests?(?:\/|$)/u.test(entry.parentPath))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => statSync(file).size > 4_000 && statSync(file).size < 20_000)
    .toSorted();
}

/** The files of all packages, shuffled and taken from each package in turn; the same order for the same seed. */
export function sampleOf(seed: number): readonly string[] {
  const random = randomFrom(seed);
  return packages
    .flatMap((name) => {
      const ranked = filesOf(name).map((file) => ({ file, rank: random() }));
      return ranked.toSorted((left, right) => left.rank - right.rank).map(({ file }, turn) => ({ file, turn }));
    })
    .toSorted((left, right) => left.turn - right.turn)
    .map(({ file }) => file);
}
