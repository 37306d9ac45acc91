// A program without any library that passes the drill, and its bad habits.
import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { decrypt } from '@wecom/crypto';
import { readXml, textOf } from '../../src/callback/xml';
import type { DrillOptions, Sandbox, Scorecard } from '../../src/index';
import { type Answer, ask, type Body } from '../helpers/client';
import { sealed } from '../helpers/letters';
import { type Answering, type Receiver, receiver } from '../helpers/receiver';
import { type Lifetime, type World, world } from '../helpers/world';

type Again = () => Promise<Body>;

/** What the program does; each can be replaced by something worse. */
export interface Habits {
  /** 42001 and 40014. */
  deadToken(app: App, again: Again): Promise<Body>;
  /** −1. */
  busy(app: App, again: Again): Promise<Body>;
  /** The line was cut. */
  lost(app: App, again: Again): Promise<Body>;
  /** 60020 and 45009. */
  refused(app: App, again: Again): Promise<Body>;
  /** The same message once more: the HTTP status; 0 cuts the line. */
  copy(app: App): Promise<number>;
  /** A message for another company: the HTTP status. */
  stranger(app: App): Promise<number>;
  /** Passive; '' is none. */
  reply(): string;
  duplicateCheck: 0 | 1;
}

const GIVE_UP: Body = {};

const GOOD: Habits = {
  deadToken(app, again) {
    app.forgetToken();
    return again();
  },
  async busy(_app, again) {
    await setTimeout(30);
    return again();
  },
  lost: (_app, again) => again(),
  refused: async () => GIVE_UP,
  copy: async () => 200,
  stranger: async () => 403,
  reply: () => 'got it',
  duplicateCheck: 1,
};

export class App {
  readonly #sandbox: Sandbox;
  readonly #agentid: number;
  readonly #secret: string;
  readonly habits: Habits;
  readonly #seen = new Set<string>();
  #token: Promise<string> | undefined;

  constructor(sandbox: Sandbox, agentid: number, habits: Partial<Habits>) {
    this.#sandbox = sandbox;
    this.#agentid = agentid;
    this.#secret = sandbox.company.apps.get(agentid)?.secret ?? '';
    this.habits = { ...GOOD, ...habits };
  }

  /** One for all calls. */
  token(): Promise<string> {
    this.#token ??= this.fetchToken();
    return this.#token;
  }

  async fetchToken(): Promise<string> {
    const { prefix, corpid } = this.#sandbox;
    const { body } = await ask(`${prefix}gettoken?corpid=${corpid}&corpsecret=${this.#secret}`);
    return String(body.access_token);
  }

  forgetToken(): void {
    this.#token = undefined;
  }

  /** Each message is another one. */
  send(content = randomUUID()): Promise<Body> {
    const { duplicateCheck: enable_duplicate_check } = this.habits;
    const message = { touser: 'lisi', agentid: this.#agentid, msgtype: 'text', text: { content } };
    return this.#call('message/send', { ...message, enable_duplicate_check });
  }

  async #post(path: string, message: object): Promise<Answer> {
    const url = `${this.#sandbox.prefix}${path}?access_token=${await this.token()}`;
    return ask(url, { method: 'POST', body: JSON.stringify(message) });
  }

  /** When the sandbox is gone, it gives up after the second try. */
  async #call(path: string, message: object, losses = 0): Promise<Body> {
    const { habits } = this;
    const again = () => this.#call(path, message, losses);
    const answer = await this.#post(path, message).catch(() => undefined);
    if (answer === undefined)
      return losses > 0 ? GIVE_UP : habits.lost(this, () => this.#call(path, message, losses + 1));
    switch (answer.body.errcode) {
      case 42001:
      case 40014:
        return habits.deadToken(this, again);
      case -1:
        return habits.busy(this, again);
      case 60020:
      case 45009:
        return habits.refused(this, again);
      default:
        return answer.body;
    }
  }

  /** Answers callbacks: a message to lisi for each, and a reply. */
  readonly answer: Answering = async ({ body }, res, { settings }) => {
    const { corpid } = this.#sandbox;
    const { id, message } = decrypt(settings.encodingAESKey, textOf(readXml(body), 'Encrypt'));
    const MsgId = textOf(readXml(message), 'MsgId');
    if (id !== corpid) res.statusCode = await this.habits.stranger(this);
    else if (this.#seen.has(MsgId)) res.statusCode = await this.habits.copy(this);
    else await this.send();
    this.#seen.add(MsgId);
    if (res.statusCode === 0) return res.destroy();
    const reply = res.statusCode === 200 ? this.habits.reply() : '';
    return res.end(reply === '' ? '' : sealed(textReply(corpid, reply), settings));
  };
}

function textReply(corpid: string, content: string): string {
  return (
    `<xml><ToUserName>zhangsan</ToUserName><FromUserName>${corpid}</FromUserName><CreateTime>1700000000</CreateTime>` +
    `<MsgType>text</MsgType><Content>${content}</Content></xml>`
  );
}

export interface Drilled {
  w: World;
  app: App;
  receiver: Receiver;
  /** Patient where something is to come, quick where nothing is. */
  drill(options?: DrillOptions): Promise<Scorecard>;
}

/** A program with its callback set. */
export async function drilled(t: Lifetime, habits: Partial<Habits> = {}): Promise<Drilled> {
  const w = await world(t, { callbackTimeout: 60_000 });
  const app = new App(w.sandbox, w.agentid, habits);
  const listening = await receiver(t, app.answer);
  // Its verification has a second for it, which is little on a busy machine.
  Object.assign(w.sandbox.company.apps.get(w.agentid) ?? {}, { callback: listening.settings });
  const times = { timeout: 60_000, repeatWithin: 60_000, watch: 50, pause: 1 };
  const drill = (options: DrillOptions = {}) => w.sandbox.drill(w.agentid, { ...times, ...options });
  return { w, app, receiver: listening, drill };
}

/** What each step found, in short. */
export function verdictsOf({ steps }: Scorecard): string[] {
  return steps.map(({ name, verdict, why }) => `${name} ${verdict}: ${why.code}`);
}
