import assert from 'node:assert/strict';
import { test } from 'node:test';
import { text, toXML } from './helpers/samples';
import { ACCOUNT, seal, signed } from './helpers/sender';
import { sideBySide, type Wechat } from './helpers/sides';

// XML at random, side by side with wechat-enterprise 0.1.1: whatever we do to read it faster than xml2js, we have to
// come to the same end.

/** What is strewn into good XML. */
const CRUMBS = [
  ...[
    ' ',
    '\n',
    '\t',
    '\u00a0',
    '\ufeff',
    '\0',
    '你',
    'text',
    '"',
    "'",
    '/',
    '=',
    '<',
    '>',
    '&',
    ']',
    ']]>',
    '</',
    '<A',
    '<!--',
  ],
  ...['<!-- c -->', '<!-- <Encrypt>x</Encrypt> -->', '<?pi x?>', '<!DOCTYPE a>', '&amp;', '&#65;', '&x;'],
  ...['<![CDATA[', '<![CDATA[x]]>', '<![CDATA[]]>', '<![CDATA[a]b]]]>'],
  ...[
    '<A/>',
    '<A>1</A>',
    '<A> </A>',
    '<A></A>',
    '<A b="c">1</A>',
    '<A xmlns="x">',
    '</A>',
    '<a-b>1</a-b>',
    '<a:b>1</a:b>',
  ],
  ...[
    '<C><D>1</D></C>',
    '<Encrypt>',
    '</Encrypt>',
    '<Encrypt/>',
    '<Encrypt a="1">',
    '<xml>',
    '<MsgType>',
    '</MsgType>',
  ],
];

/** Random numbers that are the same in every run. */
function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1103515245 + 12345) % 2 ** 31;
    return Math.floor((state / 2 ** 31) * below);
  };
}

/** `clean` with one to three crumbs in it, mostly between its parts; the root stays, without which the original dies. */
function strewn(clean: string, random: (below: number) => number): string {
  let xml = clean;
  for (let crumbs = 1 + random(3); crumbs > 0; crumbs--) {
    const seams = [...xml.matchAll(/(?=<)|(?<=>)|(?<=\[CDATA\[)|(?<=\w)(?=>)/g)].map((match) => match.index).slice(2);
    const at = random(8) ? seams[random(seams.length)] : 5 + random(xml.length - 5);
    xml = `${xml.slice(0, at)}${CRUMBS[random(CRUMBS.length)]}${xml.slice(at)}`;
  }
  return xml;
}

/** Without what the original loses on purpose of ours: text that comes again (difference R10). */
function asOriginal(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((one) => (typeof one === 'string' ? {} : asOriginal(one)));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, asOriginal(one)]));
}

const answered = (w: Wechat) => w(ACCOUNT, (_req, res) => res.reply('ok'));

test('envelopes with crumbs of XML strewn into them', async (t) => {
  const { ours, theirs } = await sideBySide(t, answered);
  const sealed = seal(toXML(text('hello')));
  const clean = `<xml><ToUserName><![CDATA[a]]></ToUserName><AgentID>1</AgentID><Encrypt><![CDATA[${sealed}]]></Encrypt></xml>`;
  const random = dice(20260101);
  const statuses = new Set<number>();
  for (let i = 0; i < 200; i++) {
    const raw = { method: 'POST', query: signed(sealed), body: strewn(clean, random) };
    const actual = await ours.deliver({ raw });
    assert.deepEqual(actual, await theirs.deliver({ raw }), JSON.stringify(raw.body));
    statuses.add(actual.status);
  }
  assert.deepEqual([...statuses].sort(), [200, 401, 500], 'good, unsigned and broken ones are all among them');
});

test('messages with crumbs of XML strewn into them', async (t) => {
  const { ours, theirs } = await sideBySide(t, answered);
  const clean = [
    '<xml><MsgType>text</MsgType><A>1</A><B><![CDATA[x y]]></B><C><D>1</D><D><E>2</E></D></C></xml>',
    '<?xml version="1.0"?>\n<xml>\n  <MsgType><![CDATA[event]]></MsgType>\n  <B/>\n  <C><D>1</D></C>\n  <C><D>2</D></C>\n</xml>\n',
    toXML(text('hello')),
  ];
  const random = dice(20260102);
  const statuses = new Set<number>();
  for (let i = 0; i < 200; i++) {
    const xml = strewn(clean[i % clean.length] ?? '', random);
    const [actual, expected] = [await ours.deliver(xml), await theirs.deliver(xml)];
    const weixin = asOriginal(actual.weixin);
    // What the reply is addressed to may be such a text, too.
    assert.deepEqual({ ...actual, weixin, reply: '' }, { ...expected, reply: '' }, JSON.stringify(xml));
    statuses.add(actual.status);
  }
  assert.deepEqual([...statuses].sort(), [200, 500]);
});
