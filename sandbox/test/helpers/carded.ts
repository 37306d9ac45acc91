import type { Body } from './client';
import { string } from './client';
import { accepted } from './expect';
import { send } from './messages';
import { type Conversation, conversation, received } from './receiver';
import type { Lifetime } from './world';

// Cards that were sent, to be pressed.

export const options = [
  { id: 'a', text: 'A' },
  { id: 'b', text: 'B & b' },
  { id: 'c', text: 'C' },
];
/** For a vote for several. */
export const both = { checkbox: { question_key: 'q', mode: 1, option_list: options } };
/** Of older times. */
export const task = {
  msgtype: 'interactive_taskcard',
  interactive_taskcard: {
    title: 'T',
    description: 'D',
    task_id: 'task-1',
    btn: [
      { key: 'yes', name: 'Yes', replace_name: 'Agreed' },
      { key: 'no', name: 'No' },
    ],
  },
};

export interface Carded extends Conversation {
  msgid: string;
}

/** zhangsan and lisi got this card. */
export async function withCard(t: Lifetime, body: Body, post = received): Promise<Carded> {
  const talk = await conversation(t, post);
  const { app, agentid } = talk.w;
  const msgid = string(accepted(await send(app, agentid, { touser: 'zhangsan|lisi', ...body })), 'msgid');
  return { ...talk, msgid };
}
