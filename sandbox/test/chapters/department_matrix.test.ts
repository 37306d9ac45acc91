import { test } from 'node:test';
import type { Body } from '../helpers/client';
import { accepted, refused, WARNING } from '../helpers/expect';
import { department } from '../helpers/people';
import { world } from '../helpers/world';

// The error matrix that was measured on the real server, row by row. Under the root stand `Taken` (901)
// and `Other` (902); under `Other` stands `Below` (903).

const TOO_LONG = 'n'.repeat(33);
const TOO_BIG = 2 ** 32;
const EMPTY_NAME = 'name exceed min utf8 words 1. Invalid input invalid Request Parameter';
const LONG_NAME_EN = 'name_en exceed max length 32. Invalid input invalid Request Parameter';

interface Row {
  input: string;
  body: Body;
  /** 0, or the errcode. */
  errcode?: number;
  words?: string;
  /** Tolerated wrong types are remarked on. */
  warned?: boolean;
}

const create: Row[] = [
  { input: 'no name', body: { name: undefined }, errcode: 60001 },
  { input: 'an empty name', body: { name: '' }, errcode: 40058, words: EMPTY_NAME },
  { input: 'a name of 33 characters', body: { name: TOO_LONG }, errcode: 60001 },
  { input: 'a name of 32 characters', body: { name: '部'.repeat(32) } },
  ...['?', '\\', ':', '<', '>'].map((char) => ({
    input: `a name with ${char}`,
    body: { name: `a${char}b` },
    errcode: 60009,
    words: 'department name include invalid char',
  })),
  { input: 'a name with "', body: { name: 'a"b' } },
  { input: 'a name with /', body: { name: 'a/b' } },
  { input: 'the name of a sibling', body: { name: 'Taken' }, errcode: 60008 },
  { input: 'the name of one under another parent', body: { name: 'Below' } },
  { input: 'an empty name_en', body: { name_en: '' }, errcode: 60001 },
  { input: 'the name of a sibling as name_en', body: { name_en: 'Taken' }, errcode: 60008 },
  { input: 'a name_en of 33 characters', body: { name_en: TOO_LONG }, errcode: 40058, words: LONG_NAME_EN },
  { input: 'no parentid', body: { parentid: undefined }, errcode: 60004, words: 'parent department not found' },
  { input: 'parentid 0', body: { parentid: 0 }, errcode: 60004 },
  { input: 'an unknown parentid', body: { parentid: 987654 }, errcode: 60004 },
  { input: 'parentid ""', body: { parentid: '' }, errcode: 60009, warned: true },
  { input: 'parentid "str"', body: { parentid: 'str' }, errcode: 60009, warned: true },
  { input: 'order -1', body: { order: -1 }, errcode: 60009, warned: true },
  { input: 'order "aaa"', body: { order: 'aaa' }, errcode: 60009, warned: true },
  { input: 'order 2^32', body: { order: TOO_BIG }, errcode: 60009, warned: true },
  { input: 'id 0', body: { id: 0 }, errcode: 60123, words: 'invalid party id' },
  { input: 'id ""', body: { id: '' }, errcode: 60009, warned: true },
  { input: 'id 2^32', body: { id: TOO_BIG }, errcode: 60009, warned: true },
];

const update: Row[] = [
  { input: 'nothing but the id', body: {} },
  { input: 'an empty name', body: { name: '' }, errcode: 40058, words: EMPTY_NAME },
  { input: 'a name of 33 characters', body: { name: TOO_LONG }, errcode: 60001 },
  ...['?', '\\', ':', '<', '>'].map((char) => ({
    input: `a name with ${char}`,
    body: { name: `a${char}b` },
    errcode: 60009,
  })),
  { input: 'a name with "', body: { name: 'a"b' } },
  { input: 'a name with /', body: { name: 'a/b' } },
  { input: 'the name of a sibling', body: { name: 'Other' }, errcode: 60008 },
  { input: 'a parent that has the name', body: { name: 'Below', parentid: 902 }, errcode: 60008 },
  { input: 'the name of one under another parent', body: { name: 'Below' } },
  { input: 'an empty name_en', body: { name_en: '' }, errcode: 60001 },
  { input: 'the name of a sibling as name_en', body: { name_en: 'Other' }, errcode: 60008 },
  { input: 'a name_en of 33 characters', body: { name_en: TOO_LONG }, errcode: 40058, words: LONG_NAME_EN },
  { input: 'an unknown parentid', body: { parentid: 987654 }, errcode: 60124, words: 'invalid parent party id' },
  { input: 'parentid ""', body: { parentid: '' }, errcode: 60124, warned: true },
  { input: 'parentid "str"', body: { parentid: 'str' }, errcode: 60124, warned: true },
  { input: 'order -1', body: { order: -1 }, warned: true },
  { input: 'order "aaa"', body: { order: 'aaa' }, warned: true },
  { input: 'order 2^32', body: { order: TOO_BIG }, warned: true },
  { input: 'no id', body: { id: undefined }, errcode: 60003, words: 'department not found' },
  { input: 'an unknown id', body: { id: 987654 }, errcode: 60003 },
];

const TABLES = [
  { api: 'department/create', done: 'created', base: { name: 'New', parentid: 1 }, table: create },
  { api: 'department/update', done: 'updated', base: { id: 901 }, table: update },
];

for (const { api, done, base, table } of TABLES) {
  for (const { input, body, errcode = 0, words, warned = false } of table) {
    const outcome = `${errcode || done}${warned ? ' with a warning' : ''}`;
    test(`${api} answers ${input} with ${outcome}`, async (t) => {
      const { contact } = await world(t);
      await department(contact, 901, 'Taken');
      await department(contact, 902, 'Other');
      await department(contact, 903, 'Below', 902);
      const answer = await contact.post(api, { ...base, ...body });
      if (errcode === 0) return void accepted(answer, warned ? `${done}. ${WARNING}` : done);
      const said = refused(answer, errcode).words;
      if (said.startsWith(WARNING) !== warned) throw new Error(said);
      if (words !== undefined) refused(answer, errcode, words);
    });
  }
}
