import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';

import tencent = require('@wecom/crypto');
import type wechat = require('../lib/receive/index');

import { delivery } from '../test/receive/helpers/sender';
import type { Side, Task } from './receive_contender';
import { ACCOUNT, MESSAGE } from './receive_message';

// The receive side: messages per second next to wechat-enterprise 0.1.1, crypto next to @wecom/crypto. What else the
// machine does can only slow a contender down, so rounds are short and many, all contenders take turns in each, every second
// time in the opposite order, and the good rounds count: the upper quartile of what is done per second, the lower one of CPU.

const ROUNDS = 21;
const WARM_UP = 3;
const TURN = 250;
const AT_A_TIME = 32;

/** What the contenders reached in each round. */
type Table = Record<string, number[]>;

/** The value below which a part of the values lies. */
function quantile(values: number[], part: number): number {
  return [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) * part)] ?? Number.NaN;
}

/** Plays all rounds; every second one in the opposite order. The first ones warm up, and do not count. */
async function rounds(contenders: Record<string, () => number | Promise<number>>): Promise<Table> {
  const table: Table = Object.fromEntries(Object.keys(contenders).map((name) => [name, []]));
  for (let round = 0; round < WARM_UP + ROUNDS; round++) {
    const order = Object.entries(contenders);
    for (const [name, play] of round % 2 ? order.reverse() : order) {
      const figure = await play();
      if (round >= WARM_UP) table[name]?.push(figure);
    }
  }
  return table;
}

/** A line for each contender but the last, which is what they are measured by. */
function report(what: string, unit: string, table: Table, targets: Record<string, number> = {}): void {
  const best = Object.entries(table).map(([name, values]) => [name, quantile(values, 0.75)] as const);
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
    const encrypt = await rounds({
      ours: () => perSecond(() => cryptor.encrypt(plaintext)),
      '@wecom/crypto': () => perSecond(() => tencent.encrypt(encodingAESKey, plaintext, corpId)),
    });
    report(`encrypt ${size}`, 'per second of CPU', encrypt, { ours: 1.2 });
    const decrypt = await rounds({
      ours: () => perSecond(() => cryptor.decrypt(sealed)),
      '@wecom/crypto': () => perSecond(() => tencent.decrypt(encodingAESKey, sealed)),
    });
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
  const perCPU: Table = Object.fromEntries(sides.map((side) => [side, []]));
  const overWire = contenders.map((one, i) => {
    const side = sides[i] ?? '';
    return [side, () => overHTTP(one, request, perCPU[side] ?? [])] as const;
  });
  const targets = { 'ours through node': 4.5, ours: 1.85 };
  report('messages through express', 'per second', await rounds(Object.fromEntries(overWire)), targets);
  report('messages through express', 'per second of CPU', perCPU, targets);
  const alone = contenders
    .slice(1)
    .map((one, i) => [sides[i + 1], () => one.ask({ kind: 'alone', ms: TURN })] as const);
  report('messages without HTTP', 'per second of CPU', await rounds(Object.fromEntries(alone)), { ours: 5.5 });
  for (const one of contenders) one.stop();
}

async function main(): Promise<void> {
  await crypto();
  await messages();
}

main();
