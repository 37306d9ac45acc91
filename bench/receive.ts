import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';

import tencent = require('@wecom/crypto');
import type wechat = require('../lib/receive/index');

import { delivery } from '../test/receive/helpers/sender';
import { LOADER } from './processes';
import type { Side, Task } from './receive_contender';
import { ACCOUNT, MESSAGE } from './receive_message';
import { quantile, rounds } from './rounds';

// The receive side: messages next to wechat-enterprise 0.1.1, crypto next to @wecom/crypto. `messages` as an argument leaves
// out the crypto.

/** ms. Over HTTP a turn is longer: the first tenths of a second after a wait are slow, and a busy server does not wait. */
const TURN = 200;
const HTTP_TURN = 600;
const AT_A_TIME = 32;

/** A line for each contender but the last, which is what they are measured by. */
function report(
  what: string,
  unit: string,
  table: ReadonlyMap<string, number[]>,
  targets: Record<string, number> = {},
): void {
  const best = [...table].map(([name, values]) => [name, quantile(values, 0.75)] as const);
  const [reference, theirs] = best.pop() ?? ['', Number.NaN];
  for (const [name, ours] of best) {
    const figures = `${name} ${whole(ours)}, ${reference} ${whole(theirs)} ${unit}`;
    console.log(`${what}: ${figures}; ${verdict(ours / theirs, targets[name])}`);
  }
}

/** The same for µs of CPU, of which less is more. */
function reportCPU(what: string, table: ReadonlyMap<string, number[]>, targets: Record<string, number>): void {
  const best = [...table].map(([name, values]) => [name, quantile(values, 0.25)] as const);
  const [reference, theirs] = best.pop() ?? ['', Number.NaN];
  for (const [name, ours] of best) {
    const figures = `${name} ${ours.toFixed(1)}, ${reference} ${theirs.toFixed(1)} µs of CPU`;
    console.log(`${what}: ${figures}; ${verdict(theirs / ours, targets[name])}`);
  }
}

function verdict(ratio: number, target: number | undefined): string {
  const times = `${ratio.toFixed(2)} ×`;
  return target === undefined
    ? times
    : `${times} (target ${target.toFixed(2)} ×: ${ratio >= target ? 'met' : 'MISSED'})`;
}

const whole = (value: number) => Math.round(value).toLocaleString('en');

// Crypto.

const { token, encodingAESKey, corpId } = ACCOUNT;
const ours: typeof wechat = require('../dist/lib/receive/index.js');
const cryptor = new ours.WXBizMsgCrypt(token, encodingAESKey, corpId);

/** Calls per second of CPU, in bursts short enough to look at the clock in between. */
function perSecond(call: () => unknown, ms = TURN / 5): number {
  const started = performance.now();
  const cpu = process.cpuUsage();
  let calls = 0;
  while (performance.now() - started < ms) {
    for (let i = 0; i < 100; i++) call();
    calls += 100;
  }
  const { user, system } = process.cpuUsage(cpu);
  return calls / ((user + system) / 1e6);
}

async function crypto(): Promise<void> {
  for (const [size, plaintext] of [
    ['a message', MESSAGE],
    ['2,000 bytes', '你好'.repeat(333)],
  ] as const) {
    const sealed = tencent.encrypt(encodingAESKey, plaintext, corpId);
    const encrypt = await rounds([
      ['ours', () => perSecond(() => cryptor.encrypt(plaintext))],
      ['@wecom/crypto', () => perSecond(() => tencent.encrypt(encodingAESKey, plaintext, corpId))],
    ]);
    report(`encrypt ${size}`, 'per second of CPU', encrypt, { ours: 1.2 });
    const decrypt = await rounds([
      ['ours', () => perSecond(() => cryptor.decrypt(sealed))],
      ['@wecom/crypto', () => perSecond(() => tencent.decrypt(encodingAESKey, sealed))],
    ]);
    report(`decrypt ${size}`, 'per second of CPU', decrypt, { ours: 1 });
  }
}

// Messages.

class Contender {
  readonly #child: ChildProcess;
  port = 0;

  constructor(side: Side) {
    this.#child = fork(join(__dirname, 'receive_contender.ts'), [side], { execArgv: LOADER });
  }

  async start(): Promise<this> {
    [this.port] = await once(this.#child, 'message');
    return this;
  }

  async ask(task: Task): Promise<number> {
    this.#child.send(task);
    const [figure] = await once(this.#child, 'message');
    return figure;
  }

  stop(): void {
    this.#child.disconnect();
  }
}

/** The delivery as it goes over the wire: always the same, so that the sender costs next to nothing. */
function wire(): Buffer {
  const { query, body = '' } = delivery(MESSAGE);
  return Buffer.from(
    `POST /${query} HTTP/1.1\r\nHost: host\r\nContent-Type: text/xml\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
  );
}

/** Delivers over one connection until the time is over; answers how often. */
function connection(port: number, request: Buffer, until: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    let made = 0;
    let answer = '';
    socket.setNoDelay(true).setEncoding('latin1').on('error', reject).write(request);
    socket.on('data', (chunk: string) => {
      answer += chunk;
      if (!answer.includes('</xml>') || !isWhole(answer)) return;
      if (!answer.startsWith('HTTP/1.1 200')) return reject(new Error(answer));
      made++;
      answer = '';
      if (performance.now() < until) return socket.write(request);
      socket.destroy();
      resolve(made);
    });
  });
}

/** Chunked answers end with an empty chunk, the others with their last element. */
function isWhole(answer: string): boolean {
  return /transfer-encoding: chunked/i.test(answer) ? answer.endsWith('\r\n0\r\n\r\n') : answer.endsWith('</xml>');
}

/** What a compiler of V8's takes to get to the end of its work, and no less. */
const UNTIL_WARM = 20_000;

async function deliver(contender: Contender, request: Buffer): Promise<number> {
  const until = performance.now() + HTTP_TURN;
  const made = await Promise.all(Array.from({ length: AT_A_TIME }, () => connection(contender.port, request, until)));
  return made.reduce((sum, one) => sum + one, 0);
}

async function warmUp(contender: Contender, request: Buffer): Promise<void> {
  for (let made = 0; made < UNTIL_WARM; ) made += await deliver(contender, request);
}

/** Messages per second, and µs of the contender's CPU for each: the second hardly minds what else the machine does. */
async function overHTTP(contender: Contender, request: Buffer, cpu: number[]): Promise<number> {
  await contender.ask({ kind: 'cpu' });
  const started = performance.now();
  const made = await deliver(contender, request);
  const seconds = (performance.now() - started) / 1000;
  cpu.push((await contender.ask({ kind: 'cpu' })) / made);
  return made / seconds;
}

const SIDES = ['ours through node', 'ours', 'floor through node', 'floor', 'original'] as const;
const WITHOUT_HTTP: readonly Side[] = ['ours', 'floor', 'original'];

/** The floors show what is left of the time where everything that can be saved is saved. */
async function messages(): Promise<void> {
  const contenders = await startedAll(SIDES);
  const request = wire();
  for (const [, one] of contenders) await warmUp(one, request);
  const cpu = new Map<string, number[]>(SIDES.map((side) => [side, []]));
  const overWire = contenders.map(([side, one]) => [side, () => overHTTP(one, request, cpu.get(side) ?? [])] as const);
  const targets = { 'ours through node': 4.5, ours: 1.85 };
  report('messages through express', 'per second', await rounds(overWire), targets);
  reportCPU('messages through express', cpu, targets);
  for (const [, one] of contenders) one.stop();
}

/** In processes that have seen no HTTP: code that has served both is slower at each. */
async function messagesAlone(): Promise<void> {
  const contenders = await startedAll(WITHOUT_HTTP);
  for (const [, one] of contenders) await one.ask({ kind: 'alone', ms: 3_000 });
  const alone = contenders.map(([side, one]) => [side, () => one.ask({ kind: 'alone', ms: TURN })] as const);
  reportCPU('messages without HTTP', await rounds(alone), { ours: 5.5 });
  for (const [, one] of contenders) one.stop();
}

function startedAll(sides: readonly Side[]): Promise<(readonly [Side, Contender])[]> {
  return Promise.all(sides.map(async (side) => [side, await new Contender(side).start()] as const));
}

async function main(): Promise<void> {
  if (process.argv[2] !== 'messages') await crypto();
  await messages();
  await messagesAlone();
}

main();
