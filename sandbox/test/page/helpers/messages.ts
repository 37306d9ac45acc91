// One message of each kind that an app can send, and the words of it that have to be seen.
import type API = require('../../../../index');

import { sampleOf } from '../../../src/callback/samples';
import { interactive, notices } from './cards';
import { ELSEWHERE, PICTURE, type Shown } from './shown';

const articles: Shown[] = [
  {
    message: {
      msgtype: 'textcard',
      textcard: {
        title: '领奖通知',
        description: '<div class="gray">11月21日</div><div class="highlight">请于月底前领取</div>',
        url: ELSEWHERE,
        btntxt: '去领取',
      },
    },
    words: ['领奖通知', '11月21日', '请于月底前领取', '去领取'],
  },
  {
    message: {
      msgtype: 'news',
      news: {
        articles: [
          { title: '中秋节礼品领取', description: '今年有月饼', url: ELSEWHERE, picurl: PICTURE },
          { title: '国庆放假安排', url: ELSEWHERE, picurl: PICTURE },
        ],
      },
    },
    words: ['中秋节礼品领取', '国庆放假安排'],
  },
  {
    message: {
      msgtype: 'markdown',
      markdown: {
        content:
          '## 会议室已预订\n>事　项：<font color="info">开会</font>\n>时　间：**9:00**\n请[点击](https://example.com)查看 `代码`',
      },
    },
    words: ['会议室已预订', '开会', '9:00', '点击', '代码'],
  },
  {
    message: {
      msgtype: 'miniprogram_notice',
      miniprogram_notice: {
        appid: 'wx123123123123123',
        page: 'pages/index?userid=zhangsan',
        title: '会议室预订成功通知',
        description: '4月27日 16:16',
        emphasis_first_item: true,
        content_item: [
          { key: '会议室', value: '402' },
          { key: '会议地点', value: '广州TIT' },
        ],
      },
    },
    words: ['会议室预订成功通知', '4月27日 16:16', '402', '会议地点', '广州TIT'],
  },
];

/** Uploads what has to be there before. Interactive cards want the app to have a callback. */
export async function everyKind(api: API): Promise<Shown[]> {
  const [image, voice, video, file] = await Promise.all([
    api.uploadImage(fileOf('image')),
    api.uploadVoice(fileOf('voice')),
    api.uploadVideo(fileOf('video')),
    api.uploadFile({ data: Buffer.from('一些文字'), filename: '说明.txt' }),
  ]);
  const article = { title: '公司简介', author: '市场部', content: '<p>全文</p>', digest: '我们是谁' };
  return [
    {
      message: { msgtype: 'text', text: { content: '你的快递已到\n请<a href="https://example.com">查看</a>' } },
      words: ['你的快递已到', '查看'],
    },
    { message: { msgtype: 'image', image: { media_id: image.media_id } }, words: [] },
    { message: { msgtype: 'voice', voice: { media_id: voice.media_id } }, words: [] },
    {
      message: { msgtype: 'video', video: { media_id: video.media_id, title: '年会', description: '去年的' } },
      words: ['年会', '去年的'],
    },
    { message: { msgtype: 'file', file: { media_id: file.media_id } }, words: ['说明.txt'] },
    ...articles,
    {
      message: { msgtype: 'mpnews', mpnews: { articles: [{ ...article, thumb_media_id: image.media_id }] } },
      words: ['公司简介', '我们是谁'],
    },
    ...notices,
    ...interactive,
  ];
}

function fileOf(type: 'image' | 'voice' | 'video') {
  const { filename, data } = sampleOf(type);
  return { filename, data: Buffer.from(data) };
}
