// Template cards with all that they can have, and the words of them that have to be seen.
import type API = require('../../../../index');

import type { Card } from '../../../../lib/template_card';
import { ELSEWHERE, PICTURE, type Shown } from './shown';

const main_title = { title: '服务器告警', desc: 'web-01 的负载过高' };
const card_action = { type: 1, url: ELSEWHERE } as const;
const source = { icon_url: PICTURE, desc: '监控平台', desc_color: 1 } as const;
const horizontal_content_list = [
  { keyname: '级别', value: '严重' },
  { keyname: '负责人', value: '张三', type: 3 as const, userid: 'zhangsan' },
  { keyname: '详情', value: '打开', type: 1 as const, url: ELSEWHERE },
];
const jump_list = [{ type: 1 as const, title: '查看监控', url: ELSEWHERE }];
const action_menu = { desc: '更多操作', action_list: [{ text: '不再提醒', key: 'mute' }] };

export const buttonCard = {
  card_type: 'button_interaction',
  source,
  action_menu,
  main_title: { title: '请假申请', desc: '李四 · 年假' },
  quote_area: { quote_text: '回家看看父母' },
  sub_title_text: '三天',
  horizontal_content_list,
  button_selection: {
    question_key: 'reason',
    title: '理由',
    selected_id: 'ok',
    option_list: [
      { id: 'ok', text: '情况属实' },
      { id: 'other', text: '其他' },
    ],
  },
  task_id: 'leave-1',
  button_list: [
    { text: '同意', style: 1, key: 'agree' },
    { text: '拒绝', style: 2, key: 'refuse' },
  ],
} satisfies Card;

export const voteCard = {
  card_type: 'vote_interaction',
  source,
  main_title: { title: '午饭吃什么', desc: '可以多选' },
  checkbox: {
    question_key: 'lunch',
    mode: 1,
    option_list: [
      { id: 'noodles', text: '面条', is_checked: true },
      { id: 'rice', text: '米饭' },
      { id: 'soup', text: '汤' },
    ],
  },
  submit_button: { text: '投票', key: 'vote' },
  task_id: 'vote-1',
} satisfies Card;

export const selectCard = {
  card_type: 'multiple_interaction',
  source,
  main_title: { title: '会议室预订', desc: '请选择' },
  select_list: [
    {
      question_key: 'room',
      title: '会议室',
      selected_id: 'small',
      option_list: [
        { id: 'small', text: '小会议室' },
        { id: 'large', text: '大会议室' },
      ],
    },
    {
      question_key: 'when',
      title: '时间',
      option_list: [
        { id: 'am', text: '上午' },
        { id: 'pm', text: '下午' },
      ],
    },
  ],
  submit_button: { text: '预订', key: 'book' },
  task_id: 'book-1',
} satisfies Card;

const card = (template_card: Card): API.Message => ({
  msgtype: 'template_card',
  template_card,
});

export const notices: Shown[] = [
  {
    message: card({
      card_type: 'text_notice',
      source,
      action_menu,
      task_id: 'notice-1',
      main_title,
      emphasis_content: { title: '98%', desc: 'CPU' },
      quote_area: { type: 1, url: ELSEWHERE, title: '日志', quote_text: 'out of memory' },
      sub_title_text: '请尽快处理',
      horizontal_content_list,
      jump_list,
      card_action,
    }),
    words: ['监控平台', '服务器告警', '98%', 'out of memory', '请尽快处理', '级别', '严重', '张三', '查看监控'],
  },
  {
    message: card({
      card_type: 'news_notice',
      source,
      main_title: { title: '本周周报', desc: '已经生成' },
      card_image: { url: PICTURE, aspect_ratio: 2.25 },
      image_text_area: { type: 1, url: ELSEWHERE, title: '要点', desc: '三件大事', image_url: PICTURE },
      vertical_content_list: [{ title: '第一件', desc: '发布了新版本' }],
      horizontal_content_list,
      jump_list,
      card_action,
    }),
    words: ['本周周报', '要点', '三件大事', '第一件', '发布了新版本'],
  },
];

export const taskCard = {
  msgtype: 'interactive_taskcard',
  interactive_taskcard: {
    title: '赵明登的礼物申请',
    description: '礼品：A31茶具套装<br>用途：赠与小黑科技',
    url: ELSEWHERE,
    task_id: 'gift-1',
    btn: [
      { key: 'yes', name: '批准', replace_name: '已批准', color: 'red' },
      { key: 'no', name: '驳回' },
    ],
  },
} satisfies API.Message;

export const interactive: Shown[] = [
  { message: card(buttonCard), words: ['请假申请', '回家看看父母', '情况属实', '同意', '拒绝'] },
  { message: card(voteCard), words: ['午饭吃什么', '面条', '米饭', '投票'] },
  { message: card(selectCard), words: ['会议室预订', '小会议室', '上午', '预订'] },
  {
    message: taskCard,
    words: ['赵明登的礼物申请', '赠与小黑科技', '批准', '驳回'],
  },
];
