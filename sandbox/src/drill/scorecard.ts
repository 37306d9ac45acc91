// What came of a drill: for programs as data, for people and CI as text, and as JUnit writes it.
import type { DrillStepName } from './options';
import type { DrillCode, DrillParams, Words } from './words';

/** `not seen`: the app never came into the situation. */
export type DrillVerdict = 'passed' | 'failed' | 'not seen';

/** A step of a drill, once it is over. */
export interface DrillStep {
  /** `expired_token`, `busy` … */
  name: DrillStepName;
  /** What it was about. */
  title: Words;
  /** `not seen`: the app made no such call, or has no callback. */
  verdict: DrillVerdict;
  /** Why: a code with its parameters, and the same in words. */
  why: { code: DrillCode; params: DrillParams; text: Words };
  /** Ids of the entries of the wire that it was judged by. */
  evidence: readonly number[];
  /** How long it took. */
  ms: number;
}

const VERDICTS: Record<DrillVerdict, Words> = {
  passed: { en: 'passed', zh: '通过' },
  failed: { en: 'FAILED', zh: '未通过' },
  'not seen': { en: 'not seen', zh: '未出现' },
};

/** What came of a drill. As JSON it is plain data; `String(scorecard)` is for people. */
export class Scorecard {
  /** Every step was passed. One that was not seen proves nothing. */
  readonly ok: boolean;
  /** How many steps. */
  readonly passed: number;
  /** How many steps. */
  readonly failed: number;
  /** How many steps. */
  readonly notSeen: number;

  constructor(
    /** Of the app. */
    readonly agentid: number,
    /** Of the app. */
    readonly name: string,
    /** In the order in which they were run. */
    readonly steps: readonly DrillStep[],
  ) {
    const count = (wanted: DrillVerdict) => steps.filter(({ verdict }) => verdict === wanted).length;
    this.passed = count('passed');
    this.failed = count('failed');
    this.notSeen = count('not seen');
    this.ok = this.passed === steps.length;
  }

  /** Lines for a terminal. */
  toString(language: keyof Words = 'en'): string {
    const { name, agentid, passed, failed, notSeen } = this;
    const head = {
      en: `Drill of ${name} (${agentid}): ${passed} passed, ${failed} failed, ${notSeen} not seen`,
      zh: `${name}（${agentid}）演练：通过 ${passed}，未通过 ${failed}，未出现 ${notSeen}`,
    };
    return [head[language], '', ...this.steps.map((step) => lineOf(step, language))].join('\n');
  }

  /** As XML, for what reads JUnit's reports: a step is a test case, and one that was not seen an error. */
  toJUnit(): string {
    const { steps, failed, notSeen } = this;
    const name = escaped(`drill of ${this.name} (${this.agentid})`);
    const time = secondsOf(steps.reduce((sum, { ms }) => sum + ms, 0));
    return [
      '<?xml version="1.0" encoding="UTF-8"?>',
      `<testsuite name="${name}" tests="${steps.length}" failures="${failed}" errors="${notSeen}" time="${time}">`,
      ...steps.map(caseOf),
      '</testsuite>',
      '',
    ].join('\n');
  }
}

function lineOf({ name, title, verdict, why, evidence }: DrillStep, language: keyof Words): string {
  const ids = evidence.join(', ');
  const wire = { en: `  (wire ${ids})`, zh: `（日志 ${ids}）` };
  return `  ${VERDICTS[verdict][language].padEnd(8)}  ${name}: ${title[language]}\n            ${why.text[language]}${ids && wire[language]}`;
}

function caseOf({ name, title, verdict, why, ms }: DrillStep): string {
  const opening = `  <testcase classname="drill" name="${escaped(`${name}: ${title.en}`)}" time="${secondsOf(ms)}"`;
  if (verdict === 'passed') return `${opening}/>`;
  const element = verdict === 'failed' ? 'failure' : 'error';
  return `${opening}><${element} type="${why.code}" message="${escaped(why.text.en)}"/></testcase>`;
}

function secondsOf(ms: number): string {
  return (ms / 1000).toFixed(3);
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(text: string): string {
  return text.replace(/\p{Cc}/gu, ' ').replace(/[&<>"]/g, (letter) => ENTITIES[letter] ?? letter);
}
