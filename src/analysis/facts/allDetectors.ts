import type { FactDetector } from '../factDetector.ts';
import { answersTwice } from './answersTwice.ts';
import { argumentsPassed } from './argumentsPassed.ts';
import { assertionsTrusted } from './assertionsTrusted.ts';
import { awaitOrder } from './awaitOrder.ts';
import { beforeTheTry } from './beforeTheTry.ts';
import { callers } from './callers.ts';
import { caughtFailures } from './caughtFailures.ts';
import { changedBeforeSaved } from './changedBeforeSaved.ts';
import { changedMeanwhile } from './changedMeanwhile.ts';
import { changedThroughCalls } from './changedThroughCalls.ts';
import { closureState } from './closureState.ts';
import { completionOrder } from './completionOrder.ts';
import { constructorCalls } from './constructorCalls.ts';
import { distributiveType } from './distributiveType.ts';
import { emptyInput } from './emptyInput.ts';
import { escapingFailures } from './escapingFailures.ts';
import { falsyDefaults } from './falsyDefaults.ts';
import { growsForEver } from './growsForEver.ts';
import { halfDone } from './halfDone.ts';
import { importCycle } from './importCycle.ts';
import { importEffects } from './importEffects.ts';
import { inheritedKeys } from './inheritedKeys.ts';
import { interruptedLoops } from './interruptedLoops.ts';
import { keptFailure } from './keptFailure.ts';
import { keptForEver } from './keptForEver.ts';
import { missingEntries } from './missingEntries.ts';
import { nullDefault } from './nullDefault.ts';
import { numericEdges } from './numericEdges.ts';
import { onlyUser } from './onlyUser.ts';
import { openSwitch } from './openSwitch.ts';
import { outsideChanges } from './outsideChanges.ts';
import { overriding } from './overriding.ts';
import { partialMatch } from './partialMatch.ts';
import { quietExits } from './quietExits.ts';
import { releasedOrNot } from './releasedOrNot.ts';
import { returnedIdentity } from './returnedIdentity.ts';
import { sameAnswer } from './sameAnswer.ts';
import { sharedState } from './sharedState.ts';
import { spreadOrder } from './spreadOrder.ts';
import { staleEffect } from './staleEffect.ts';
import { startsLate } from './startsLate.ts';
import { stateReadHere } from './stateReadHere.ts';
import { stuckOnRejection } from './stuckOnRejection.ts';
import { textSearch } from './textSearch.ts';
import { thrownBelow } from './thrownBelow.ts';
import { trustedLookups } from './trustedLookups.ts';
import { typeTests } from './typeTests.ts';
import { uncheckedResponse } from './uncheckedResponse.ts';
import { unreadParameter } from './unreadParameter.ts';
import { wideReach } from './wideReach.ts';

/** Every fact there is; the order decides among facts of equal surprise. */
export const allDetectors: readonly FactDetector[] = [
  answersTwice,
  staleEffect,
  stuckOnRejection,
  escapingFailures,
  releasedOrNot,
  interruptedLoops,
  halfDone,
  changedBeforeSaved,
  keptFailure,
  completionOrder,
  caughtFailures,
  beforeTheTry,
  uncheckedResponse,
  thrownBelow,
  awaitOrder,
  changedMeanwhile,
  startsLate,
  importCycle,
  importEffects,
  distributiveType,
  outsideChanges,
  changedThroughCalls,
  textSearch,
  partialMatch,
  numericEdges,
  emptyInput,
  missingEntries,
  trustedLookups,
  typeTests,
  callers,
  onlyUser,
  argumentsPassed,
  unreadParameter,
  returnedIdentity,
  sameAnswer,
  keptForEver,
  growsForEver,
  falsyDefaults,
  nullDefault,
  spreadOrder,
  openSwitch,
  constructorCalls,
  overriding,
  assertionsTrusted,
  closureState,
  sharedState,
  stateReadHere,
  inheritedKeys,
  quietExits,
  wideReach,
];
