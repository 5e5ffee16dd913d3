import { ts } from 'ts-morph';
import type { Draft } from './kinds/exerciseKind.ts';
import type { UnitInContext } from './worlds/world.ts';

/** Below this nothing is asked: most developers would rather have the minute. */
export const valueThreshold = 0.3;

export interface ValueInput {
  readonly unit: UnitInContext;
  readonly draft: Draft;
  /** 0–1: how little the reader is thought to know the unit; 1 is never seen. */
  readonly unfamiliarity: number;
  /** 0–1: prior probability of a wrong answer. */
  readonly difficulty: number;
  /** 0–1: 1 for the first question of its kind on a unit. */
  readonly novelty: number;
}

/**
 * Importance^.35 · Unfamiliarity^.35 · Risk^.30 · 4p(1−p) · novelty, with p the probability of a right answer: best asked is what
 * matters, is not known, and is neither sure to be missed nor sure to be right.
 */
export function valueOf(input: ValueInput): number {
  const right = 1 - input.difficulty;
  const product = importanceOf(input.unit) ** 0.35 * input.unfamiliarity ** 0.35 * riskOf(input.unit, input.draft) ** 0.3;
  return Math.min(1, product * 4 * right * (1 - right) * input.novelty);
}

/** 0–1: who relies on the unit (log fan-in), whether it is exported, and whether it handles what must not go wrong. */
export function importanceOf({ located, callSites }: UnitInContext): number {
  const fanIn = Math.min(1, Math.log2(1 + callSites.filter((site) => !site.inTest).length) / 4);
  const exported = isExported(located.node) ? 0.25 : 0.1;
  const text = located.node.getText(located.sourceFile);
  const delicate =
    /pay|price|invoice|order|auth|token|password|secret|permission|delete|remove|save|write|commit|transaction|lock|cache|retry|abort|cleanup|dispose/i.test(
      text,
    )
      ? 0.25
      : 0.05;
  return Math.min(1, 0.3 + delicate + exported + 0.4 * fanIn);
}

/** 0–1: how silently the asked behaviour can go wrong. */
function riskOf({ located }: UnitInContext, draft: Draft): number {
  let asynchronous = false;
  let handlesFailure = false;
  let writesState = false;
  function visit(node: ts.Node): void {
    if (ts.isAwaitExpression(node)) asynchronous = true;
    if (ts.isTryStatement(node)) handlesFailure = true;
    if (ts.isBinaryExpression(node) && ts.isPropertyAccessExpression(node.left) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken)
      writesState = true;
    ts.forEachChild(node, visit);
  }
  ts.forEachChild(located.node, visit);
  const signs = (asynchronous ? 0.15 : 0) + (handlesFailure ? 0.15 : 0) + (writesState ? 0.15 : 0);
  return Math.min(1, draft.weight * 0.7 + signs);
}

function isExported(node: ts.Node): boolean {
  for (let current: ts.Node | undefined = node; current !== undefined; current = current.parent) {
    if (
      ts.canHaveModifiers(current) &&
      ts.getModifiers(current)?.some((modifier) => modifier.kind === ts.SyntaxKind.ExportKeyword) === true
    )
      return true;
  }
  return false;
}
