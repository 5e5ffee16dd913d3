import { awaitGap } from './awaitGap.ts';
import { awaitDrop } from './awaitDrop.ts';
import { catchScope } from './catchScope.ts';
import { effectOrder } from './effectOrder.ts';
import type { ExerciseKind } from './exerciseKind.ts';
import { guardRemoval } from './guardRemoval.ts';
import { httpOnce } from './httpOnce.ts';
import { httpReturn } from './httpReturn.ts';
import { logToCause } from './logToCause.ts';
import { mutationFootprint } from './mutationFootprint.ts';
import { pathTaken } from './pathTaken.ts';
import { rejectPath } from './rejectPath.ts';
import { returnForInput } from './returnForInput.ts';
import { stillPossible } from './stillPossible.ts';
import { swapWitness } from './swapWitness.ts';
import { symptomToLine } from './symptomToLine.ts';
import { testGap } from './testGap.ts';
import { typeRipple } from './typeRipple.ts';
import { versionDiff } from './versionDiff.ts';
import { whatInfluences } from './whatInfluences.ts';
import { whoCatchesIt } from './whoCatchesIt.ts';
import { whyLine } from './whyLine.ts';

/** Every kind of question there is; a new kind is one file and one line here. */
export const allKinds: readonly ExerciseKind[] = [
  versionDiff,
  awaitGap,
  httpOnce,
  httpReturn,
  rejectPath,
  mutationFootprint,
  catchScope,
  guardRemoval,
  effectOrder,
  awaitDrop,
  whatInfluences,
  typeRipple,
  symptomToLine,
  whyLine,
  stillPossible,
  swapWitness,
  pathTaken,
  testGap,
  whoCatchesIt,
  logToCause,
  returnForInput,
];
