import type { FactDetector } from '../factDetector.ts';
import { answersTwice } from './answersTwice.ts';
import { argumentsPassed } from './argumentsPassed.ts';
import { askedEachRender } from './askedEachRender.ts';
import { assertionsTrusted } from './assertionsTrusted.ts';
import { awaitOrder } from './awaitOrder.ts';
import { beforeTheTry } from './beforeTheTry.ts';
import { calendarEdges } from './calendarEdges.ts';
import { callers } from './callers.ts';
import { castsUnchecked } from './castsUnchecked.ts';
import { caughtFailures } from './caughtFailures.ts';
import { changedBeforeSaved } from './changedBeforeSaved.ts';
import { changedMeanwhile } from './changedMeanwhile.ts';
import { changedThroughCalls } from './changedThroughCalls.ts';
import { checkThenCreate } from './checkThenCreate.ts';
import { clientHeaders } from './clientHeaders.ts';
import { closureState } from './closureState.ts';
import { completionOrder } from './completionOrder.ts';
import { constructorCalls } from './constructorCalls.ts';
import { copiedThroughText } from './copiedThroughText.ts';
import { distributiveType } from './distributiveType.ts';
import { droppedAnswers } from './droppedAnswers.ts';
import { droppedReason } from './droppedReason.ts';
import { emptyInput } from './emptyInput.ts';
import { endlessDescent } from './endlessDescent.ts';
import { envTruth } from './envTruth.ts';
import { escapingFailures } from './escapingFailures.ts';
import { falsyDefaults } from './falsyDefaults.ts';
import { growsForEver } from './growsForEver.ts';
import { guardedByState } from './guardedByState.ts';
import { guardsOnTrust } from './guardsOnTrust.ts';
import { halfDone } from './halfDone.ts';
import { hookValues } from './hookValues.ts';
import { importCycle } from './importCycle.ts';
import { importEffects } from './importEffects.ts';
import { inheritedKeys } from './inheritedKeys.ts';
import { interruptedLoops } from './interruptedLoops.ts';
import { keptFailure } from './keptFailure.ts';
import { keptForEver } from './keptForEver.ts';
import { keyMisses } from './keyMisses.ts';
import { lateFields } from './lateFields.ts';
import { missingEntries } from './missingEntries.ts';
import { newEveryRender } from './newEveryRender.ts';
import { notUndone } from './notUndone.ts';
import { nullDefault } from './nullDefault.ts';
import { numericEdges } from './numericEdges.ts';
import { oneByOne } from './oneByOne.ts';
import { onlyUser } from './onlyUser.ts';
import { openSwitch } from './openSwitch.ts';
import { outsideChanges } from './outsideChanges.ts';
import { overriddenGuard } from './overriddenGuard.ts';
import { overriding } from './overriding.ts';
import { parsingThrows } from './parsingThrows.ts';
import { partialMatch } from './partialMatch.ts';
import { quietExits } from './quietExits.ts';
import { releasedOrNot } from './releasedOrNot.ts';
import { rememberedPlace } from './rememberedPlace.ts';
import { returnedIdentity } from './returnedIdentity.ts';
import { sameAnswer } from './sameAnswer.ts';
import { sameCatch } from './sameCatch.ts';
import { sharedConstant } from './sharedConstant.ts';
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
import { unescapedAddress } from './unescapedAddress.ts';
import { unreadParameter } from './unreadParameter.ts';
import { writtenThroughDefault } from './writtenThroughDefault.ts';

/** Every fact there is; the order decides among facts of equal surprise. */
export const allDetectors: readonly FactDetector[] = [
  answersTwice,
  staleEffect,
  stuckOnRejection,
  escapingFailures,
  releasedOrNot,
  interruptedLoops,
  notUndone,
  halfDone,
  changedBeforeSaved,
  keptFailure,
  completionOrder,
  guardedByState,
  hookValues,
  keyMisses,
  newEveryRender,
  droppedAnswers,
  lateFields,
  sameCatch,
  caughtFailures,
  droppedReason,
  beforeTheTry,
  uncheckedResponse,
  thrownBelow,
  awaitOrder,
  checkThenCreate,
  changedMeanwhile,
  startsLate,
  importCycle,
  importEffects,
  distributiveType,
  outsideChanges,
  writtenThroughDefault,
  changedThroughCalls,
  rememberedPlace,
  envTruth,
  calendarEdges,
  copiedThroughText,
  textSearch,
  partialMatch,
  numericEdges,
  emptyInput,
  missingEntries,
  trustedLookups,
  typeTests,
  guardsOnTrust,
  castsUnchecked,
  callers,
  onlyUser,
  argumentsPassed,
  unreadParameter,
  returnedIdentity,
  sharedConstant,
  sameAnswer,
  keptForEver,
  growsForEver,
  falsyDefaults,
  nullDefault,
  overriddenGuard,
  spreadOrder,
  openSwitch,
  constructorCalls,
  overriding,
  assertionsTrusted,
  closureState,
  sharedState,
  stateReadHere,
  inheritedKeys,
  parsingThrows,
  clientHeaders,
  oneByOne,
  askedEachRender,
  endlessDescent,
  unescapedAddress,
  quietExits,
];

/**
 * What holds of a callback in the same words: nothing that rests on who calls it, on what belongs to it by its name, or on something not being
 * done, for the function around it may do that.
 */
export const innerDetectors: ReadonlySet<FactDetector> = new Set([
  sameCatch,
  droppedReason,
  rememberedPlace,
  envTruth,
  calendarEdges,
  copiedThroughText,
  clientHeaders,
  oneByOne,
  unescapedAddress,
  escapingFailures,
  guardedByState,
  awaitOrder,
  changedMeanwhile,
  textSearch,
  numericEdges,
  falsyDefaults,
  nullDefault,
  spreadOrder,
  openSwitch,
  sharedState,
  stateReadHere,
  inheritedKeys,
  quietExits,
  castsUnchecked,
  droppedAnswers,
]);
