import type { PatternDetector } from './patternDetector.ts';
import { cache } from './patterns/cache.ts';
import { classState } from './patterns/classState.ts';
import { collecting } from './patterns/collecting.ts';
import { decisionList } from './patterns/decisionList.ts';
import { effects } from './patterns/effects.ts';
import { guardChain } from './patterns/guardChain.ts';
import { limitedQueue } from './patterns/limitedQueue.ts';
import { madeOnFirstUse } from './patterns/madeOnFirstUse.ts';
import { middleware } from './patterns/middleware.ts';
import { notifyAll } from './patterns/notifyAll.ts';
import { oneAtATime } from './patterns/oneAtATime.ts';
import { parsedByExpression } from './patterns/parsedByExpression.ts';
import { polling } from './patterns/polling.ts';
import { privateState } from './patterns/privateState.ts';
import { recursion } from './patterns/recursion.ts';
import { reducer } from './patterns/reducer.ts';
import { restartedTimer } from './patterns/restartedTimer.ts';
import { retry } from './patterns/retry.ts';
import { scanner } from './patterns/scanner.ts';
import { settledByCallbacks } from './patterns/settledByCallbacks.ts';
import { stateMachine } from './patterns/stateMachine.ts';
import { subscription } from './patterns/subscription.ts';
import { typeGuard } from './patterns/typeGuard.ts';
import { wrapper } from './patterns/wrapper.ts';

/** Every pattern there is, the most telling first: a unit is named after the first it shows. */
export const allPatterns: readonly PatternDetector[] = [
  retry,
  oneAtATime,
  restartedTimer,
  polling,
  limitedQueue,
  reducer,
  stateMachine,
  cache,
  madeOnFirstUse,
  subscription,
  notifyAll,
  middleware,
  effects,
  settledByCallbacks,
  scanner,
  parsedByExpression,
  typeGuard,
  privateState,
  wrapper,
  recursion,
  collecting,
  classState,
  decisionList,
  guardChain,
];
