import { join } from 'node:path';

/** Pinned packages that ship their TypeScript sources, in styles as different as there are; versions oldest first, the last one is what units are taken from. */
export interface CorpusPackage {
  readonly name: string;
  readonly versions: readonly string[];
}

export const corpusPackages: readonly CorpusPackage[] = [
  { name: '@tanstack/query-core', versions: ['5.51.1', '5.90.2', '5.108.0'] },
  { name: '@reduxjs/toolkit', versions: ['2.2.7', '2.8.2', '2.14.0'] },
  { name: 'rxjs', versions: ['7.1.0', '7.5.0', '7.8.2'] },
  { name: '@trpc/server', versions: ['11.7.2', '11.12.0', '11.25.2'] },
  { name: 'openai', versions: ['7.22.0', '7.41.0', '7.57.0'] },
  { name: '@tanstack/router-core', versions: ['1.171.18', '1.171.28', '1.171.39'] },
  { name: 'mobx', versions: ['6.12.0', '6.15.4', '7.1.3'] },
  { name: 'immer', versions: ['11.0.1', '11.1.12', '11.2.10'] },
  { name: '@tiptap/core', versions: ['3.26.0', '3.30.0', '3.34.0'] },
  { name: 'prosemirror-view', versions: ['1.38.0', '1.41.0', '1.42.9'] },
  { name: '@blueprintjs/core', versions: ['6.0.0', '6.9.0', '6.20.0'] },
  { name: 'zod', versions: ['4.1.8', '4.3.6', '4.6.7'] },
];

/** A small service written for this corpus, in the shape that production code has: nothing in it is tuned to what the product can ask. */
export const applicationRoot = join(import.meta.dirname, 'application');
