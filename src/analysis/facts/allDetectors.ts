import type { FactDetector } from '../factDetector.ts';
import { assertionsTrusted } from './assertionsTrusted.ts';
import { awaitOrder } from './awaitOrder.ts';
import { beforeTheTry } from './beforeTheTry.ts';
import { callers } from './callers.ts';
import { caughtFailures } from './caughtFailures.ts';
import { emptyInput } from './emptyInput.ts';
import { escapingFailures } from './escapingFailures.ts';
import { falsyDefaults } from './falsyDefaults.ts';
import { halfDone } from './halfDone.ts';
import { interruptedLoops } from './interruptedLoops.ts';
import { outsideChanges } from './outsideChanges.ts';
import { quietExits } from './quietExits.ts';
import { releasedOrNot } from './releasedOrNot.ts';
import { sharedState } from './sharedState.ts';
import { stateReadHere } from './stateReadHere.ts';
import { uncheckedResponse } from './uncheckedResponse.ts';

/** Every fact there is; the order decides among facts of equal surprise. */
export const allDetectors: readonly FactDetector[] = [
  escapingFailures,
  releasedOrNot,
  interruptedLoops,
  halfDone,
  caughtFailures,
  beforeTheTry,
  uncheckedResponse,
  awaitOrder,
  outsideChanges,
  callers,
  emptyInput,
  falsyDefaults,
  assertionsTrusted,
  sharedState,
  stateReadHere,
  quietExits,
];
