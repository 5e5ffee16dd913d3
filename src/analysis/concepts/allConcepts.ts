import type { ConceptDetector } from '../conceptDetector.ts';
import { classConcepts } from './classConcepts.ts';
import { errorConcepts } from './errorConcepts.ts';
import { objectConcepts } from './objectConcepts.ts';
import { promiseConcepts } from './promiseConcepts.ts';
import { sharedStateConcepts } from './sharedStateConcepts.ts';
import { typeConcepts } from './typeConcepts.ts';
import { valueConcepts } from './valueConcepts.ts';
import { webConcepts } from './webConcepts.ts';

/** Every concept that is recognised. */
export const allConcepts: readonly ConceptDetector[] = [
  ...promiseConcepts,
  ...sharedStateConcepts,
  ...errorConcepts,
  ...classConcepts,
  ...objectConcepts,
  ...valueConcepts,
  ...typeConcepts,
  ...webConcepts,
];
