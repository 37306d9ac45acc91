// What a step found, before it is written on the scorecard.
import type { DrillStepName } from './options';
import type { DrillStep, DrillVerdict } from './scorecard';
import { type DrillCode, type DrillParams, TITLES, wordsOf } from './words';

export interface Outcome {
  verdict: DrillVerdict;
  code: DrillCode;
  params: DrillParams;
}

export function passed(code: DrillCode, params: DrillParams = {}): Outcome {
  return { verdict: 'passed', code, params };
}

export function failed(code: DrillCode, params: DrillParams = {}): Outcome {
  return { verdict: 'failed', code, params };
}

export function notSeen(code: DrillCode, params: DrillParams = {}): Outcome {
  return { verdict: 'not seen', code, params };
}

export function stepOf(
  name: DrillStepName,
  { verdict, code, params }: Outcome,
  evidence: number[],
  ms: number,
): DrillStep {
  return { name, title: TITLES[name], verdict, why: { code, params, text: wordsOf(code, params) }, evidence, ms };
}
