// A conversation with every kind of message, answers and a menu, others beside it, and a wire that has something of everything.
import { AGENTID, apiOf, OTHER_AGENTID, receivingApp } from './app';
import { everyKind } from './messages';
import type { Visit } from './visit';

export async function busyCompany(place: Visit): Promise<void> {
  const { sandbox, entry } = place;
  await receivingApp(place, (message) => `收到：${message.MsgType === 'text' ? message.Content : message.MsgType}`);
  const api = apiOf(sandbox);
  await api.createMenu({
    button: [
      { type: 'click', name: '帮助', key: 'HELP' },
      { name: '更多', sub_button: [{ type: 'view', name: '文档', url: 'https://example.com' }] },
    ],
  });
  await sandbox.phone('zhangsan', AGENTID).text('现在怎么样？');
  for (const { message } of await everyKind(api)) await api.send({ touser: 'zhangsan' }, message);
  await apiOf(sandbox, OTHER_AGENTID).send(
    { touser: '@all' },
    { msgtype: 'text', text: { content: '有一张单据等你审批' } },
  );
  await sandbox.phone('zhangsan', AGENTID).text('谢谢');
  await api.getUser('nobody').catch(() => undefined);
  await entry('reply', '谢谢').waitFor({ state: 'attached' });
}
