import assert from 'node:assert/strict';
import { test } from 'node:test';

import wechat = require('../../../lib/receive/index');

import type { Lifetime } from '../../helpers/server';
import { type Exchange, type Host, hosted } from '../helpers/host';
import { SAMPLES, SEVERAL_ANSWERS, toXML } from '../helpers/samples';
import { ACCOUNT, envelope, seal, signed } from '../helpers/sender';

/** A host whose handler keeps what it saw. */
async function keeping(t: Lifetime): Promise<{ host: Host; seen: unknown[] }> {
  const seen: unknown[] = [];
  const middleware = wechat(ACCOUNT, (req, res) => {
    seen.push(req.weixin);
    res.reply('ok');
  });
  return { host: await hosted(t, middleware), seen };
}

test('every message and event arrives with the fields that WeCom documents', async (t) => {
  const { host } = await keeping(t);
  for (const [name, fields] of Object.entries(SAMPLES)) {
    const { status, weixin, xml } = await host.deliver(fields);
    assert.equal(status, 200, name);
    assert.deepEqual(weixin, fields, name);
    assert.equal(xml, toXML(fields), name);
  }
});

test('difference R10: repeated text is a list of strings, where the original loses it', async (t) => {
  const { host } = await keeping(t);
  const { weixin } = await host.deliver(SEVERAL_ANSWERS);
  assert.deepEqual(weixin, SEVERAL_ANSWERS);
  const doubled = await host.deliver('<xml><A> 1 </A><A></A><A><![CDATA[ 3 ]]></A></xml>');
  assert.deepEqual(doubled.weixin, { A: ['1', '', '3'] });
});

test('values are trimmed, empty elements are empty strings, repeated objects a list', async (t) => {
  const { host } = await keeping(t);
  const { weixin } = await host.deliver(
    '<xml>\n <A>  a b \n</A><B/><C><![CDATA[]]></C><D><E>1</E></D><F><G>1</G></F><F><G>2</G></F>\n</xml>',
  );
  assert.deepEqual(weixin, { A: 'a b', B: '', C: '', D: { E: '1' }, F: [{ G: '1' }, { G: '2' }] });
});

test('entities, CDATA and both together come out as text', async (t) => {
  const { host } = await keeping(t);
  const { weixin } = await host.deliver(
    '<?xml version="1.0" encoding="UTF-8"?><!-- c --><xml><A>&lt;b&gt; &amp;amp; &quot;&apos; &#20320;&#x597D;</A><B>a<![CDATA[<b>&amp;]]>c</B></xml>',
  );
  assert.deepEqual(weixin, { A: '<b> &amp; "\' 你好', B: 'a<b>&amp;c' });
});

test('control characters inside a message do no harm', async (t) => {
  const { host } = await keeping(t);
  for (const sign of ['\u0001', '\u0008', '\u001f', '\u007f', '\u0000', '\ufffe', '\u2028']) {
    const { weixin } = await host.deliver(`<xml><Content><![CDATA[a${sign}b]]></Content></xml>`);
    assert.deepEqual(weixin, { Content: `a${sign}b` }, JSON.stringify(sign));
  }
});

const POLLUTED = [
  '<xml><__proto__><polluted>1</polluted></__proto__><MsgType>text</MsgType></xml>',
  '<xml><__proto__>1</__proto__><MsgType>text</MsgType></xml>',
  '<xml><__proto__><polluted>1</polluted></__proto__><__proto__><polluted>2</polluted></__proto__><MsgType>text</MsgType></xml>',
  '<xml><A><__proto__><polluted>1</polluted></__proto__></A><MsgType>text</MsgType></xml>',
  '<xml __proto__="x"><A __proto__="1" polluted="1">2</A><MsgType>text</MsgType></xml>',
  '<xml><constructor><prototype><polluted>1</polluted></prototype></constructor><MsgType>text</MsgType></xml>',
];

test('difference R11: an element named __proto__ is dropped and touches no prototype', async (t) => {
  const { host, seen } = await keeping(t);
  for (const xml of POLLUTED) {
    assert.equal((await host.deliver(xml)).status, 200, xml);
    const message = Object(seen.pop());
    assert.equal(message.MsgType, 'text', xml);
    assert.equal(message.polluted, undefined, xml);
    assert.equal(Object(message.A).polluted, undefined, xml);
    assert.equal(Object.hasOwn(message, '__proto__'), false, xml);
    assert(
      [Object.prototype, null].includes(Object.getPrototypeOf(message)),
      `${xml} has given the message a prototype of its own`,
    );
  }
  assert.equal(Reflect.get({}, 'polluted'), undefined);
  assert.equal(
    Reflect.get(() => {}, 'polluted'),
    undefined,
  );
});

test('elements named like members of every object are fields like others', async (t) => {
  const { host } = await keeping(t);
  const { status, weixin } = await host.deliver(
    '<xml><hasOwnProperty>1</hasOwnProperty><toString><valueOf>2</valueOf></toString><length>3</length><length>4</length></xml>',
  );
  assert.equal(status, 200);
  assert.deepEqual(weixin, { hasOwnProperty: '1', toString: { valueOf: '2' }, length: ['3', '4'] });
});

const deep = (depth: number) => `<xml>${'<a>'.repeat(depth)}x${'</a>'.repeat(depth)}</xml>`;
const LAUGHS = `<!DOCTYPE xml [<!ENTITY a "ha">${Array.from({ length: 20 }, (_, i) => `<!ENTITY ${'b'.repeat(i + 1)} "&a;&a;&a;">`).join('')}]>`;

const BROKEN: Record<string, string> = {
  text: 'no XML at all',
  'nothing but blanks': ' \n ',
  'an open element': '<xml><MsgType>text</MsgType>',
  'crossed elements': '<xml><a><b></a></b></xml>',
  'only a comment': '<!-- nothing -->',
  'an unknown entity': '<xml><a>&unknown;</a></xml>',
  'a bomb of entities': `${LAUGHS}<xml><a>&bbbbbbbbbb;</a></xml>`,
  'a file as an entity': '<!DOCTYPE xml [<!ENTITY f SYSTEM "file:///etc/passwd">]><xml><a>&f;</a></xml>',
  'elements 300 deep': deep(300),
  'elements 20,000 deep': deep(20_000),
  'elements open 50,000 deep': '<a>'.repeat(50_000),
  'a NUL as a name': '<xml><\0>a</\0></xml>',
};

for (const [name, xml] of Object.entries(BROKEN)) {
  test(`a message that is ${name} is a BadMessage error with status 400, and reaches no handler`, async (t) => {
    const { host, seen } = await keeping(t);
    const { status, error } = await host.deliver(xml);
    assert.equal(status, 500);
    assert.match(String(error), /^BadMessage/);
    assert.equal(Reflect.get(host.errors[0] ?? {}, 'status'), 400);
    assert.equal(Reflect.get(host.errors[0] ?? {}, 'statusCode'), 400);
    assert.deepEqual(seen, []);
  });

  test(`an unsigned envelope that is ${name} is refused before anything of it is believed`, async (t) => {
    const { host, seen } = await keeping(t);
    const raw = { method: 'POST', query: signed('x'), body: xml };
    const { status, error, reply } = await host.deliver({ raw });
    if (status === 401) assert.equal(reply, 'Invalid signature');
    else assert.match(String(error), /^(BadMessage|Wechat)/);
    assert.deepEqual(seen, []);
  });
}

test('a document type that declares entities without using them opens nothing', async (t) => {
  const { host } = await keeping(t);
  const { status, weixin } = await host.deliver(`${LAUGHS}<xml><MsgType>text</MsgType></xml>`);
  if (status === 200) assert.deepEqual(weixin, { MsgType: 'text' });
  else assert.match(String(host.errors[0]?.name), /^BadMessage/);
});

test('nesting as deep as WeCom writes it passes', async (t) => {
  const { host } = await keeping(t);
  assert.equal((await host.deliver(deep(12))).status, 200);
});

/** Envelopes that all hold the same sealed text, which may stand in them in many ways. */
const ENVELOPES: Record<string, (sealed: string) => string> = {
  'as WeCom writes it': (sealed) => envelope(sealed),
  'Encrypt first': (sealed) => `<xml><Encrypt>${sealed}</Encrypt><ToUserName>x</ToUserName></xml>`,
  'without CDATA': (sealed) => `<xml><ToUserName>x</ToUserName><AgentID></AgentID><Encrypt>${sealed}</Encrypt></xml>`,
  'with lines and blanks': (sealed) =>
    `\n<xml>\n  <Encrypt>\n  <![CDATA[${sealed}]]>\n</Encrypt>\n\t<AgentID/>\r\n</xml>\n`,
  'with a declaration': (sealed) => `<?xml version="1.0" encoding="UTF-8"?>\n${envelope(sealed)}`,
  'with a byte order mark': (sealed) => `\ufeff${envelope(sealed)}`,
  'with a comment': (sealed) => `<!-- a --><xml><!-- <Encrypt>no</Encrypt> --><Encrypt>${sealed}</Encrypt></xml>`,
  'with character references': (sealed) =>
    `<xml><Encrypt>${sealed.replaceAll('=', '&#61;').replaceAll('+', '&#x2B;')}</Encrypt></xml>`,
  'in several CDATA sections': (sealed) =>
    `<xml><Encrypt><![CDATA[${sealed.slice(0, 9)}]]><![CDATA[${sealed.slice(9)}]]></Encrypt></xml>`,
  'with blanks in the tags': (sealed) => `<xml ><Encrypt >${sealed}</Encrypt ></xml >`,
  'with an Encrypt inside another element': (sealed) =>
    `<xml><A><Encrypt>no</Encrypt></A><Encrypt>${sealed}</Encrypt><B><![CDATA[<Encrypt>no</Encrypt>]]></B></xml>`,
  'with another root': (sealed) => envelope(sealed).replace(/xml>/g, 'XML>'),
};

for (const [name, write] of Object.entries(ENVELOPES)) {
  test(`an envelope ${name} is read as the original reads it`, async (t) => {
    const { host } = await keeping(t);
    const sealed = seal('<xml><MsgType>text</MsgType><Content>你好</Content></xml>');
    const { status, weixin } = await host.deliver({
      raw: { method: 'POST', query: signed(sealed), body: write(sealed) },
    });
    assert.equal(status, name === 'with another root' ? 401 : 200);
    if (status === 200) assert.deepEqual(weixin, { MsgType: 'text', Content: '你好' });
  });
}

const MISLEADING: Record<string, (sealed: string) => string> = {
  'inside another element': (sealed) => `<xml><A><Encrypt>${sealed}</Encrypt></A></xml>`,
  'in the text of another element': (sealed) => `<xml><A><![CDATA[<Encrypt>${sealed}</Encrypt>]]></A></xml>`,
  'in a comment': (sealed) => `<xml><!-- <Encrypt>${sealed}</Encrypt> --></xml>`,
  'as an attribute': (sealed) => `<xml Encrypt="${sealed}"><A Encrypt="${sealed}"/></xml>`,
  'under another name': (sealed) => `<xml><encrypt>${sealed}</encrypt></xml>`,
  'under __proto__': (sealed) => `<xml><__proto__><Encrypt>${sealed}</Encrypt></__proto__></xml>`,
};

for (const [name, write] of Object.entries(MISLEADING)) {
  test(`Encrypt ${name} does not count as one`, async (t) => {
    const { host, seen } = await keeping(t);
    const sealed = seal('<xml><MsgType>text</MsgType></xml>');
    const { status, reply } = await host.deliver({
      raw: { method: 'POST', query: signed(sealed), body: write(sealed) },
    });
    assert.equal(status, 401);
    assert.equal(reply, 'Invalid signature');
    assert.deepEqual(seen, []);
  });
}

const MB = 1024 * 1024;
const filled = (head: string, piece: string, tail = '') =>
  head + piece.repeat(Math.floor((MB - head.length - tail.length) / Buffer.byteLength(piece))) + tail;

/** Each fits under the limit, none is signed: whoever sends it must not keep the process busy. */
const HOSTILE: Record<string, string> = {
  'blanks in an element': filled('<xml><A>', ' ', '&'),
  'blanks before a CDATA section that is none': filled('<xml><A>', ' ', '<![CDATA'),
  'blanks behind a CDATA section': filled('<xml><A><![CDATA[x]]>', ' ', '&'),
  'blanks behind elements': filled('<xml><A>1</A>', '\n', '&'),
  'blanks behind the root': filled('<xml></xml>', ' ', 'x'),
  'blanks before the root': filled('', ' ', 'x'),
  'brackets in a CDATA section': filled('<xml><A><![CDATA[', ']', '</A></xml>'),
  'many ends of a CDATA section': filled('<xml><A><![CDATA[', ']]>', '</A></xml>'),
  'many CDATA sections': filled('<xml><A>', '<![CDATA[]]>', '</A></xml>'),
  'many elements': filled('<xml>', '<A>1</A>', '</xml>'),
  'many names': filled('<xml>', '<A/>', '</xml>'),
  'many Encrypts': filled('<xml>', '<Encrypt>x</Encrypt>', '</xml>'),
  'open elements': filled('', '<a>'),
  'open signs': filled('<xml>', '<'),
  'one long name': filled('<xml><', 'a', '>1</a></xml>'),
  'one long attribute': filled('<xml a="', 'a', '"></xml>'),
  'many attributes': filled('<xml ', 'a="" ', '></xml>'),
  'many entities': filled('<xml><A>', '&amp;', '</A></xml>'),
  comments: filled('<xml>', '<!-- -->', '</xml>'),
  'an open comment': filled('<xml><!--', '-', '</xml>'),
  'a declaration of many entities': filled('<!DOCTYPE a [', '<!ENTITY a "b">', ']><xml></xml>'),
  'one long Encrypt': filled('<xml><Encrypt>', 'A', '</Encrypt></xml>'),
  'an Encrypt of blanks': filled('<xml><Encrypt>', ' ', '</Encrypt></xml>'),
  'open braces of JSON': filled('', '{"a":'),
  'open brackets of JSON': filled('{"encrypt":', '['),
  'nested JSON': `${filled('{"encrypt":', '[').slice(0, MB / 2 - 10)}${']'.repeat(MB / 2 - 22)}}`,
  'blanks of JSON': filled('{', ' ', 'x'),
};

/** CPU time of this process, in µs: what else the machine does is not in it. */
async function cpuOf(run: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await run();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

/** Looks at each sign of a text, ten times. */
function readTenTimes(text: string): number {
  let sum = 0;
  for (let times = 0; times < 10; times++) for (let at = 0; at < text.length; at++) sum += text.charCodeAt(at);
  return sum;
}

// Who tries all divisions of such a text needs a million times as long as for reading it once.
for (const [name, body] of Object.entries(HOSTILE)) {
  test(`a hostile text of 1 MB, ${name}, is refused for less work than reading it a thousand times`, async (t) => {
    const { host, seen } = await keeping(t);
    const raw = { method: 'POST', query: signed('x'), body };
    const outcome: Exchange[] = [];
    const work = await cpuOf(async () => outcome.push(await host.deliver({ raw })));
    for (const { status, error } of outcome) if (status !== 401) assert.match(String(error), /^(BadMessage|Wechat)/);
    const reading = (await cpuOf(() => readTenTimes(body))) / 10;
    assert(work < 1000 * reading, `${Math.round(work / reading)} times`);
    assert.deepEqual(seen, []);
  });
}

/** Short enough to be parsed before anything is verified: one mistake has to be enough for the parser. */
const ODD: Record<string, string> = {
  text: 'a'.repeat(60_000),
  'open signs': `<xml>${'<'.repeat(60_000)}`,
  'empty references': `<xml>${'&;'.repeat(30_000)}`,
  'attributes without values': `<xml ${'a '.repeat(30_000)}/>`,
  'ends without beginnings': `<xml>${'</a>'.repeat(15_000)}`,
  'deep nesting': '<a>'.repeat(8_000) + '</a>'.repeat(8_000),
};

for (const [name, body] of Object.entries(ODD)) {
  test(`an odd text of 60 KB, ${name}, is refused at the first mistake`, async (t) => {
    const { host } = await keeping(t);
    const { Error: Real } = globalThis;
    let made = 0;
    globalThis.Error = class extends Real {
      constructor(...args: [string?]) {
        super(...args);
        made += 1;
      }
    } as ErrorConstructor;
    t.after(() => {
      globalThis.Error = Real;
    });
    const { status } = await host.deliver({ raw: { method: 'POST', query: signed('x'), body } });
    assert([401, 500].includes(status));
    assert(made < 20, `${made} errors were made of it`);
  });
}
