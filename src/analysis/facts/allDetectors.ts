import type { FactDetector } from '../factDetector.ts';

/** Every fact there is; the order decides among facts of equal surprise. */
export const allDetectors: readonly FactDetector[] = [];
