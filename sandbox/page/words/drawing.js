// Words about how messages are drawn.

const zh = {
  everybody: '所有人',
  comma: '、',
  not_drawn: '企业微信的 {name} 不显示{what}，按原文显示',
  markdown_italic: '斜体',
  markdown_image: '图片',
  markdown_colour: '字体颜色',
  markdown_mention: '@成员',
  markdown_list: '列表',
  markdown_table: '表格',
  markdown_rule: '分隔线',
  markdown_fence: '代码块',
  safe_1: '保密消息：不可转发、复制，带水印',
  safe_2: '仅限企业内分享',
  untranslated: '没有设置 enable_id_trans: 1，id 不会转换为名字',
};

/** @type {Record<keyof typeof zh, string>} */
const en = {
  everybody: 'everybody',
  comma: ', ',
  not_drawn: 'Shown as written: {what}. The {name} of WeCom does not draw this.',
  markdown_italic: 'italics',
  markdown_image: 'pictures',
  markdown_colour: 'colours',
  markdown_mention: '@ of members',
  markdown_list: 'lists',
  markdown_table: 'tables',
  markdown_rule: 'rules',
  markdown_fence: 'blocks of code',
  safe_1: 'Confidential: not to be forwarded or copied, with a watermark',
  safe_2: 'To be shared inside the company only',
  untranslated: 'Ids become names only with enable_id_trans: 1',
};

export const drawing = { zh, en };
