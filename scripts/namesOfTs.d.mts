import type { Plugin } from 'esbuild';

export const namesOfTs: Plugin;
