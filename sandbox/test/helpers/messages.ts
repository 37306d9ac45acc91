import type { Answer, Body, Client } from './client';
import { string } from './client';
import { accepted } from './expect';
import { MEDIA, type MediaType } from './files';

/** Sends as the app to one member unless `body` says otherwise. */
export function send(app: Client, agentid: number, body: Body): Promise<Answer> {
  return app.post('message/send', { agentid, touser: 'ann', ...body });
}

export async function uploaded(app: Client, type: MediaType): Promise<string> {
  return string(accepted(await app.upload('media/upload', MEDIA[type], { type }), ''), 'media_id');
}

export const text = (content: string): Body => ({ msgtype: 'text', text: { content } });

export const textcard = { title: 'T', description: 'D', url: 'https://example.com/' };
export const article = {
  title: 'T',
  description: 'D',
  url: 'https://example.com/',
  picurl: 'https://example.com/p.png',
};
export const mpArticle = (thumb_media_id: string): Body => ({
  title: 'T',
  thumb_media_id,
  author: 'A',
  content: 'C',
  digest: 'D',
});

const card_action = { type: 1, url: 'https://example.com/' };
const main_title = { title: 'T', desc: 'D' };
const options = [
  { id: 'yes', text: 'Yes' },
  { id: 'no', text: 'No' },
];
const submit_button = { text: 'Submit', key: 'submit' };

/** One good card of each type; those that can be answered take the task_id. */
export const CARDS: Readonly<Record<string, (task_id: string) => Body>> = {
  text_notice: () => ({ card_type: 'text_notice', main_title, card_action }),
  news_notice: () => ({
    card_type: 'news_notice',
    main_title,
    card_action,
    card_image: { url: 'https://example.com/p.png', aspect_ratio: 1.5 },
  }),
  button_interaction: (task_id) => ({
    card_type: 'button_interaction',
    main_title,
    task_id,
    button_list: [{ text: 'Fine', style: 1, key: 'fine' }],
  }),
  vote_interaction: (task_id) => ({
    card_type: 'vote_interaction',
    main_title,
    task_id,
    checkbox: { question_key: 'q', mode: 0, option_list: options },
    submit_button,
  }),
  multiple_interaction: (task_id) => ({
    card_type: 'multiple_interaction',
    main_title,
    task_id,
    select_list: [{ question_key: 'q', title: 'Q', selected_id: 'yes', option_list: options }],
    submit_button,
  }),
};

export const INTERACTIVE = ['button_interaction', 'vote_interaction', 'multiple_interaction'];

export function card(type: string, task_id: string, more: Body = {}): Body {
  return { msgtype: 'template_card', template_card: { ...CARDS[type]?.(task_id), ...more } };
}
