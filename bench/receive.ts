import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';

import tencent = require('@wecom/crypto');
import type wechat = require('../lib/receive/index');

import { delivery } from '../test/receive/helpers/sender';
import type { Side, Task } from './receive_contender';
import { ACCOUNT, MESSAGE } from './receive_message';
import { quantile, rounds } from './rounds';

// The receive side: messages per second next to wechat-enterprise 0.1.1, crypto next to @wecom/crypto.

const TURN = 250;
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
    const [ratio, target] = [ours / theirs, targets[name]];
    const verdict =
      target === undefined ? '' : ` (target ${target.toFixed(2)} ×: ${ratio >= target ? 'met' : 'MISSED'})`;
    const figures = `${name} ${whole(ours)}, ${reference} ${whole(theirs)} ${unit}`;
    console.log(`${what}: ${figures}; ${ratio.toFixed(2)} ×${verdict}`);
  }
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
    this.#child = fork(join(__dirname, 'receive_contender.ts'), [side], { execArgv: ['--import', 'tsx'] });
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

/** Messages per second, and per second of the contender's CPU: the second hardly minds what else the machine does. */
async function overHTTP(contender: Contender, request: Buffer, perCPU: number[]): Promise<number> {
  await contender.ask({ kind: 'cpu' });
  const started = performance.now();
  const until = started + TURN;
  const made = await Promise.all(Array.from({ length: AT_A_TIME }, () => connection(contender.port, request, until)));
  const total = made.reduce((sum, one) => sum + one, 0);
  const seconds = (performance.now() - started) / 1000;
  perCPU.push(total / ((await contender.ask({ kind: 'cpu' })) / 1e6));
  return total / seconds;
}

/** The lower quartile of the CPU for a message is the upper one of messages for that CPU. */
async function messages(): Promise<void> {
  const sides = ['ours through node', 'ours', 'original'] as const;
  const contenders = await Promise.all(sides.map((side) => new Contender(side).start()));
  const request = wire();
  const perCPU = new Map<string, number[]>(sides.map((side) => [side, []]));
  const named = contenders.map((one, i) => [sides[i] ?? '', one] as const);
  const overWire = named.map(([side, one]) => [side, () => overHTTP(one, request, perCPU.get(side) ?? [])] as const);
  const targets = { 'ours through node': 4.5, ours: 1.85 };
  report('messages through express', 'per second', await rounds(overWire), targets);
  report('messages through express', 'per second of CPU', perCPU, targets);
  const alone = named.slice(1).map(([side, one]) => [side, () => one.ask({ kind: 'alone', ms: TURN })] as const);
  report('messages without HTTP', 'per second of CPU', await rounds(alone), { ours: 5.5 });
  for (const one of contenders) one.stop();
}

async function main(): Promise<void> {
  await crypto();
  await messages();
}

main();
