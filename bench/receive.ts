import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';

import tencent = require('@wecom/crypto');
import wechat = require('../lib/receive/index');

import { delivery } from '../test/receive/helpers/sender';
import type { Side, Task } from './receive_contender';
import { ACCOUNT, MESSAGE } from './receive_message';

// The receive side: messages per second next to wechat-enterprise 0.1.1, crypto next to @wecom/crypto. All take turns,
// and the medians of the rounds are compared, so that a busy moment of the machine hits nobody alone.

const ROUNDS = 7;
const TURN = 1_000;
const AT_A_TIME = 32;

/** What the contenders reached in each round. */
type Table = Record<string, number[]>;

function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** Plays all rounds; every second one in the opposite order. */
async function rounds(contenders: Record<string, () => number | Promise<number>>): Promise<Table> {
  const table: Table = Object.fromEntries(Object.keys(contenders).map((name) => [name, []]));
  for (const play of Object.values(contenders)) await play();
  for (let round = 0; round < ROUNDS; round++) {
    const order = Object.entries(contenders);
    for (const [name, play] of round % 2 ? order.reverse() : order) table[name]?.push(await play());
  }
  return table;
}

function report(what: string, unit: string, table: Table, target?: number): void {
  const [[, ours = []] = [], [, theirs = []] = []] = Object.entries(table);
  const ratio = median(ours.map((value, round) => value / (theirs[round] ?? Number.NaN)));
  const figures = Object.entries(table).map(
    ([name, values]) => `${name} ${Math.round(median(values)).toLocaleString('en')}`,
  );
  const verdict = target === undefined ? '' : ` (target ${target.toFixed(1)} ×: ${ratio >= target ? 'met' : 'MISSED'})`;
  console.log(`${what}: ${figures.join(', ')} ${unit}; ${ratio.toFixed(2)} ×${verdict}`);
}

// Crypto.

const { token, encodingAESKey, corpId } = ACCOUNT;
const cryptor = new wechat.WXBizMsgCrypt(token, encodingAESKey, corpId);

/** Calls per second of CPU, in bursts short enough to look at the clock in between. */
function perSecond(call: () => unknown, ms = TURN / 4): number {
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
    report(`encrypt ${size}`, 'per second of CPU', encrypt, 1.2);
    const decrypt = await rounds({
      ours: () => perSecond(() => cryptor.decrypt(sealed)),
      '@wecom/crypto': () => perSecond(() => tencent.decrypt(encodingAESKey, sealed)),
    });
    report(`decrypt ${size}`, 'per second of CPU', decrypt, 1.0);
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

async function messages(): Promise<void> {
  const [ours, original] = await Promise.all([new Contender('ours').start(), new Contender('original').start()]);
  const request = wire();
  const perCPU: Table = { ours: [], original: [] };
  const http = await rounds({
    ours: () => overHTTP(ours, request, perCPU.ours ?? []),
    original: () => overHTTP(original, request, perCPU.original ?? []),
  });
  report('messages through express', 'per second', http, 1.4);
  report('messages through express', 'per second of CPU', perCPU);
  const alone = await rounds({
    ours: () => ours.ask({ kind: 'alone', ms: TURN }),
    original: () => original.ask({ kind: 'alone', ms: TURN }),
  });
  report('messages through the middleware alone', 'per second', alone, 1.4);
  ours.stop();
  original.stop();
}

async function main(): Promise<void> {
  await crypto();
  await messages();
}

main();
