// 发送新客户欢迎语: https://developer.work.weixin.qq.com/document/path/92137
import type { Answer, Call, Chapter } from '../api/chapter';
import { find } from '../media/keep';
import { Customers } from '../model/customers';
import { fail, failSchema } from '../protocol/errors';
import type { Input } from '../protocol/input';

const MOST_ATTACHMENTS = 9;

export const customerWelcome: Chapter = {
  'externalcontact/send_welcome_msg': { verb: 'POST', secret: 'any', era: 'current', run: send },
};

/** All apps hear of a new customer with the same code: the first one greets, the others come too late. */
function send(call: Call): Answer {
  const { body, company, clock } = call;
  const customers = company.room(Customers);
  const welcome = customers.welcomes.get(body.text('welcome_code') || fail(41049));
  const text = body.object('text')?.text('content', { maxBytes: 4000 }) ?? '';
  const attachments = body.objects('attachments') ?? [];
  if (text === '' && attachments.length === 0) failSchema('text missing');
  if (attachments.length > MOST_ATTACHMENTS) fail(41064);
  for (const attachment of attachments) check(call, attachment);
  if (welcome === undefined || welcome.until <= clock.now()) fail(41050);
  if (welcome.isSpent) fail(41051);
  welcome.isSpent = true;
  const { external_userid, userid } = welcome;
  const all = attachments.map((each) => each.all());
  const greeting = { external_userid, userid, send_time: clock.seconds(), text, attachments: all };
  customers.greet(greeting);
  call.emit({ event: 'customer.greet', data: greeting });
  return {};
}

/** What is in it stands under the name of its msgtype. */
function check({ company }: Call, attachment: Input): void {
  const msgtype = attachment.text('msgtype') ?? '';
  const content = attachment.object(msgtype) ?? failSchema(`attachments.${msgtype} missing`);
  const need = (name: string, maxBytes = 1024) => {
    if (!content.text(name, { maxBytes })) failSchema(`attachments.${msgtype}.${name} missing`);
  };
  switch (msgtype) {
    case 'image':
      if (content.blank('pic_url')) find(company, content.text('media_id'));
      return;
    case 'video':
    case 'file':
      find(company, content.text('media_id'));
      return;
    case 'link':
      need('title', 128);
      content.text('desc', { maxBytes: 512 });
      return need('url', 2048);
    case 'miniprogram':
      need('title', 64);
      for (const name of ['appid', 'page']) need(name);
      find(company, content.text('pic_media_id'));
      return;
    default:
      fail(41065);
  }
}
