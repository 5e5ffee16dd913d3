import { leftOpen } from './leftOpen.ts';
import { lostUpdate } from './lostUpdate.ts';
import type { SuspicionDetector } from './suspicionDetector.ts';
import { swallowedFailure } from './swallowedFailure.ts';

export const allSuspicions: readonly SuspicionDetector[] = [leftOpen, swallowedFailure, lostUpdate];
