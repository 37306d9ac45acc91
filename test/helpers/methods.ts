import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import API = require('../../index');

const file = { data: Buffer.from('content'), filename: 'a.txt' };
const mpnews = { articles: [{ title: 'T', thumb_media_id: 'M', content: 'C' }] };

/**
 * Methods with arguments that make sense: all those of 0.3.0, and one of each kind that came later. A later method of a known
 * kind has its own test instead.
 */
export const METHODS: Readonly<Record<string, readonly unknown[]>> = {
  createDepartment: ['R&D', { parentid: 1, order: 2 }],
  updateDepartment: [2, { name: 'new' }],
  deleteDepartment: [[1, 2]],
  getDepartments: [],
  uploadMedia: [file, 'image'],
  uploadImage: [file],
  uploadVoice: [file],
  uploadVideo: [file],
  uploadFile: [file],
  getMedia: ['M'],
  downloadMedia: ['M'],
  createMenu: [{ button: [] }],
  getMenu: [],
  removeMenu: [],
  send: [{ touser: 'lisi' }, { msgtype: 'text', text: { content: 'hi' } }],
  createTag: ['tag', { tagid: 3 }],
  updateTagName: [1, 'new'],
  deleteTag: [1],
  listTags: [],
  getTagUsers: [1],
  addTagUsers: [1, ['a', 'b']],
  deleteTagUsers: [1, ['a', 'b']],
  createUser: [{ userid: 'lisi', name: 'Li Si' }],
  updateUser: [{ userid: 'lisi' }],
  deleteUser: ['lisi'],
  deleteUsers: [['a', 'b']],
  getUser: ['lisi'],
  getDepartmentUsers: [1, 1, 0],
  getDepartmentUsersDetail: [1, 1, 0],
  inviteUser: ['lisi', 'come'],
  getUserIdByCode: ['dummy-oauth-code'],
  getCallbackIP: [],
  getTicket: [],
  getAgentTicket: [],
  getJsConfig: [{ url: 'http://page/' }],
  getAgentConfig: [{ url: 'http://page/' }],
  getAgent: [5],
  setAgent: [{ agentid: 5, name: 'n' }],
  listAgent: [],
  batchInviteUser: [{ touser: 'a|b' }, { url: 'http://done/' }],
  batchSyncUser: ['M', { url: 'http://done/' }],
  batchReplaceUser: ['M', { url: 'http://done/' }],
  batchReplaceParty: ['M', { url: 'http://done/' }],
  batchGetResult: ['J'],
  addMaterial: [1, file, 'image'],
  addImage: [1, file],
  addVoice: [1, file],
  addVideo: [1, file],
  addFile: [1, file],
  addMPNews: [1, mpnews],
  updateMPNews: [1, 'M', mpnews],
  getMaterial: [1, 'M'],
  downloadMaterial: [1, 'M'],
  delMaterial: [1, 'M'],
  countMaterial: [1, null],
  batchgetMaterial: [1, 'image', 0, 10],
  getShakeInfo: ['dummy-shake-ticket'],
};

/** The public methods that no test calls, neither by name nor out of a table. */
export function untested(): string[] {
  const folder = join(__dirname, '..');
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.startsWith('types'))
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n');
  const isCalled = (name: string) => new RegExp(`\\.${name}\\(|'${name}'|^  ${name}: \\[`, 'm').test(sources);
  return Object.keys(API.prototype).filter((name) => !name.startsWith('_') && !isCalled(name));
}

/** `api[name](...args)`, as JavaScript calls it: with whatever arguments. */
export function call(api: API, name: string, args: readonly unknown[]): unknown {
  return Reflect.apply(Reflect.get(api, name), api, args);
}

/** `api._name`, which the types leave out: `name` is what people call. */
export function twin(api: API, name: string): (...args: unknown[]) => unknown {
  return Reflect.get(api, `_${name}`);
}
