import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sealed } from '../helpers/letters';
import { uploaded } from '../helpers/messages';
import { conversation, type Settings, settingsFor } from '../helpers/receiver';

// https://developer.work.weixin.qq.com/document/path/90241: replies that WeCom does not take. The message has been received all the same, so it is not sent again.

const CORPID = 'ww5a8dbc0ffee0cafe';

const message = (type: string, content: string, to = 'zhangsan', from = CORPID) =>
  `<xml><ToUserName><![CDATA[${to}]]></ToUserName><FromUserName><![CDATA[${from}]]></FromUserName>` +
  `<CreateTime>1700000000</CreateTime><MsgType><![CDATA[${type}]]></MsgType>${content}</xml>`;

const hello = message('text', '<Content>hello</Content>');
const other = settingsFor(0);
const item = '<item><Title>T</Title><Description>D</Description><PicUrl>P</PicUrl><Url>U</Url></item>';
const news = (count: number, said = count) =>
  message('news', `<ArticleCount>${said}</ArticleCount><Articles>${item.repeat(count)}</Articles>`);
const medium = (type: string, element: string, id: string) =>
  message(type, `<${element}><MediaId>${id}</MediaId></${element}>`);

const table: [what: string, body: (settings: Settings) => string, problem: RegExp][] = [
  ['a wrong signature', (s) => sealed(hello, { ...s, token: other.token }), /signature/i],
  [
    'no signature',
    (s) => sealed(hello, s).replace(/<MsgSignature>.*<\/MsgSignature>/, ''),
    /signature|MsgSignature|envelope/i,
  ],
  ['a wrong key', (s) => sealed(hello, { ...s, encodingAESKey: other.encodingAESKey }), /key|decrypt|-40007/i],
  ['the id of another company', (s) => sealed(hello, s, 'ww0000000000000000'), /receive.?id|corpid|ww0{16}/i],
  ['plain XML, not encrypted', () => hello, /encrypt/i],
  ['a page of HTML', () => '<!doctype html><p>It works!', /XML|encrypt|envelope/i],
  ['JSON', () => '{"errcode":0}', /XML|encrypt|envelope/i],
  ['half an envelope', (s) => sealed(hello, s).slice(0, 90), /XML|encrypt|envelope/i],
  ['nothing that is encrypted', (s) => sealed('', s), /XML|empty|MsgType/i],
  ['a text that is no XML', (s) => sealed('hello', s), /XML/i],
  ['an article whose Url is no text', (s) => sealed(news(1).replace('<Url>U', '<Url><a>1</a>'), s), /Url/],
  ['an article without a Title', (s) => sealed(news(1).replace('<Title>T</Title>', ''), s), /Title/],
  [
    'a Url nested 3,000 deep',
    (s) => sealed(news(1).replace('U<', `${'<a>'.repeat(3000)}${'</a>'.repeat(3000)}<`), s),
    /deep/,
  ],
  ['no MsgType', (s) => sealed(hello.replace(/<MsgType>.*<\/MsgType>/, ''), s), /MsgType/],
  [
    'a ToUserName of somebody else',
    (s) => sealed(message('text', '<Content>x</Content>', 'lisi'), s),
    /ToUserName|lisi/,
  ],
  ['names exchanged', (s) => sealed(message('text', '<Content>x</Content>', CORPID, 'zhangsan'), s), /ToUserName/],
  [
    'a FromUserName of another company',
    (s) => sealed(message('text', '<Content>x</Content>', 'zhangsan', 'wwother'), s),
    /FromUserName/,
  ],
  ['an unknown MsgType', (s) => sealed(message('smell', '<Content>x</Content>'), s), /smell|MsgType/],
  ['music', (s) => sealed(message('music', '<Music><MusicUrl>x</MusicUrl></Music>'), s), /music|MsgType/],
  ['an unknown picture', (s) => sealed(medium('image', 'Image', 'nothing'), s), /MediaId|media_id|nothing/i],
  ['an unknown voice', (s) => sealed(medium('voice', 'Voice', 'nothing'), s), /MediaId|media_id|nothing/i],
  ['an unknown video', (s) => sealed(medium('video', 'Video', 'nothing'), s), /MediaId|media_id|nothing/i],
  ['no picture', (s) => sealed(message('image', ''), s), /MediaId|media_id|image/i],
  ['nine articles', (s) => sealed(news(9), s), /8|articles/i],
  ['no articles', (s) => sealed(news(0), s), /articles/i],
];

for (const [what, body, problem] of table) {
  test(`a reply with ${what} is not taken`, async (t) => {
    const { app, phone } = await conversation(t, (_arrived, res, { settings }) => res.end(body(settings)));
    const delivery = await phone.text('hi');
    assert.deepEqual([delivery.state, delivery.reply], ['received', undefined]);
    assert.match(delivery.problem ?? '', problem);
    // The page has words for each in two languages, and for those that it does not know only the English ones.
    assert.match(delivery.reason?.code ?? '', /^(sealed|reply)_(?!refused)/);
    assert.deepEqual([delivery.tries.length, app.arrived.length], [1, 1]);
  });
}

test('a medium of another kind is not taken', async (t) => {
  let media_id = '';
  const { w, phone } = await conversation(t, (_arrived, res, { settings }) =>
    res.end(sealed(medium('voice', 'Voice', media_id), settings)),
  );
  media_id = await uploaded(w.app, 'image');
  const { reply, problem } = await phone.text('hi');
  assert.equal(reply, undefined);
  assert.match(problem ?? '', /voice|MediaId|media_id|image/i);
});

test('an XML bomb is not taken, and does no harm', async (t) => {
  const bomb = `<!DOCTYPE xml [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>${hello.replace('hello', '&b;')}`;
  const { phone } = await conversation(t, (_arrived, res, { settings }) => res.end(sealed(bomb, settings)));
  const { state, reply } = await phone.text('hi');
  assert.equal(state, 'received');
  assert.doesNotMatch(JSON.stringify(reply ?? {}), /haha/);
});

test('a reply named like something that objects have is not taken', async (t) => {
  for (const type of ['__proto__', 'constructor', 'toString']) {
    const body = message(type, '<Content>x</Content>');
    const { phone } = await conversation(t, (_arrived, res, { settings }) => res.end(sealed(body, settings)));
    const { state, reply, problem } = await phone.text('hi');
    assert.deepEqual([state, reply], ['received', undefined], type);
    assert.match(problem ?? '', /./, type);
  }
});
