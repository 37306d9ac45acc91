import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Request } from './helpers/host';
import { text, toXML } from './helpers/samples';
import { ACCOUNT, delivery, envelope, OTHER, seal, signed, verification } from './helpers/sender';
import { sideBySide, type Wechat } from './helpers/sides';
import { VERIFY_A } from './helpers/vectors';

// Requests that are no good messages, and how XML is read, side by side with wechat-enterprise 0.1.1.

const answered = (w: Wechat) => w(ACCOUNT, (_req, res) => res.reply('ok'));
const sealed = seal(toXML(text('hello')));
const posted = (body: string, query = signed(sealed)): Request => ({ raw: { method: 'POST', query, body } });

const BAD: Record<string, Request> = {
  'no body': posted(''),
  'no query': posted(envelope(sealed), ''),
  'a wrong signature': posted(envelope(sealed), signed(seal('other'))),
  'another token': posted(envelope(sealed), signed(sealed, OTHER)),
  'another Encrypt': posted(envelope(seal('other'))),
  'no XML': posted('hello'),
  'no XML, unsigned': posted('hello', ''),
  'broken XML': posted(envelope(sealed).slice(0, -10)),
  'another root': posted(envelope(sealed).replaceAll('xml>', 'foo>')),
  'an empty root': posted('<xml/>'),
  'text for a root': posted('<xml>text</xml>'),
  'no Encrypt': posted('<xml><ToUserName>x</ToUserName></xml>'),
  'Encrypt twice': posted(`<xml><Encrypt>${sealed}</Encrypt><Encrypt>${sealed}</Encrypt></xml>`),
  'Encrypt with an attribute': posted(`<xml><Encrypt a="b">${sealed}</Encrypt></xml>`),
  'a second root': posted(`${envelope(sealed)}<xml><Encrypt>x</Encrypt></xml>`),
  'text behind the root': posted(`${envelope(sealed)}text`),
  'Encrypt with a child': posted(`<xml><Encrypt>${sealed}<a/></Encrypt></xml>`),
  'an unknown entity': posted(`<xml><A>&a;</A><Encrypt>${sealed}</Encrypt></xml>`),
  'crossed elements': posted(`<xml><A><B></A></B><Encrypt>${sealed}</Encrypt></xml>`),
  'a PUT': { raw: { ...delivery('x'), method: 'PUT' } },
  'a DELETE': { raw: { method: 'DELETE' } },
  'a HEAD': { raw: { method: 'HEAD' } },
  'a GET of nothing': { raw: { method: 'GET' } },
  'a GET with another signature': { raw: { ...verification('x'), query: `${verification('y', OTHER).query}` } },
};

for (const [name, request] of Object.entries(BAD)) {
  test(`a request that is ${name}`, async (t) => {
    const { deliver } = await sideBySide(t, answered);
    await deliver(request);
  });
}

const BROKEN = [
  'text',
  '<xml><a></xml>',
  '<a',
  '<xml>&nope;</xml>',
  '<xml/>',
  '<foo><MsgType>text</MsgType></foo>',
  '<xml>text</xml>',
  '',
];

for (const inside of BROKEN) {
  test(`a signed message whose text is ${inside || 'empty'}`, async (t) => {
    const { deliver } = await sideBySide(t, answered);
    await deliver(inside);
  });
}

test('the verification of the URL', async (t) => {
  const { deliver } = await sideBySide(t, answered);
  const { encrypt, nonce, signature, timestamp, message } = VERIFY_A;
  const query = `?msg_signature=${signature}&timestamp=${timestamp}&nonce=${nonce}&echostr=${encodeURIComponent(encrypt)}`;
  assert.equal((await deliver({ raw: { query } })).reply, message);
  for (const echo of ['x', '1288432023552776189', 'a+b/c==', 'A-b_c.d', 'x'.repeat(128)]) {
    assert.equal((await deliver({ raw: verification(echo) })).reply, echo);
  }
});

test('how values are parsed: attributes, mixed content, blanks, repeated objects', async (t) => {
  const { deliver } = await sideBySide(t, answered);
  const inner = [
    '<xml a="b"><MsgType>text</MsgType></xml>',
    '<xml><MsgType a="b">text</MsgType></xml>',
    '<xml><A a="b"><B>1</B></A></xml>',
    '<xml><A><__proto__><B>1</B></__proto__><C>1</C></A></xml>',
    '<xml><A>1</A></xml>text',
    '<xml><A>1</A></xml><xml><A>2</A></xml>',
    '<xml><A>text<B>1</B>tail</A></xml>',
    '<xml><A><B>1</B></A><A><B>2</B></A><A><B>3</B><C/></A></xml>',
    '<xml><A>\n\t 1 \u3000 \u00a0</A></xml>',
    '<xml><A> <![CDATA[ a ]]> </A><B><![CDATA[a]]]]><![CDATA[>b]]></B></xml>',
    '<xml>text<A>1</A></xml>',
    '<xml><a:b>1</a:b><_>2</_><x-y.z>3</x-y.z></xml>',
    '<?xml version="1.0"?>\n<!DOCTYPE xml>\n<xml><A>1</A></xml>\n<!-- end -->',
    '<xml><A>&#0;&#65;&#x1F44B;</A></xml>',
    '<xml><中文>值</中文></xml>',
  ];
  for (const xml of inner) await deliver(xml);
});
