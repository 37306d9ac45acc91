// What a page cannot know of a message by itself: who is mentioned, and the names behind $userName=…$.
import type { Company } from '../model/company';
import type { Message } from '../model/records';
import { Input } from '../protocol/input';

const ALL = '@all';
const MENTION = /<@([^<>\s]+)>/g;
const NAME = /\$(userName|departmentName)=([^$]+)\$/g;

export function shownOf(company: Company, { from, msgtype, body }: Message): Pick<Message, 'mentioned' | 'names'> {
  const part = new Input(body).object(msgtype);
  if ('robot' in from && part !== undefined) return mentionedOf(company, msgtype, part);
  return new Input(body).uint('enable_id_trans') === 1
    ? { names: namesOf(company, JSON.stringify(body[msgtype])) }
    : {};
}

/** Of a robot's message: 群机器人 text and markdown. https://developer.work.weixin.qq.com/document/path/99110 */
function mentionedOf(company: Company, msgtype: string, part: Input): Pick<Message, 'mentioned'> {
  const named = msgtype === 'text' ? (part.texts('mentioned_list') ?? []) : [];
  const mobiles = msgtype === 'text' ? (part.texts('mentioned_mobile_list') ?? []) : [];
  const written =
    msgtype === 'markdown' ? [...(part.text('content') ?? '').matchAll(MENTION)].map(([, id = '']) => id) : [];
  const called = mobiles.map((mobile) => (mobile === ALL ? ALL : company.members.holder('mobile', mobile)?.userid));
  const all = [...named, ...written].map((id) => (id === ALL ? ALL : company.member(id)?.userid));
  const mentioned = new Set([...all, ...called].filter((id) => id !== undefined));
  return mentioned.size === 0 ? {} : { mentioned: [...mentioned] };
}

/** By what stands between the dollars. Those that lead to nobody stay as they are. */
function namesOf(company: Company, text = ''): Record<string, string> {
  const entries = [...text.matchAll(NAME)].map(([, kind, id = '']) => {
    const record = kind === 'userName' ? company.member(id) : company.departments.get(Number(id));
    return [`${kind}=${id}`, record?.name];
  });
  return Object.fromEntries(entries.filter(([, name]) => name !== undefined));
}
