// Looks into the company: who is where, and which conversations a member has.
import { state } from './store.js';

/**
 * @typedef {import('./types.js').Company} Company
 * @typedef {import('./types.js').Member} Member
 * @typedef {import('./types.js').Room} Room
 * @typedef {import('./types.js').Message} Message
 * @typedef {{ members: Map<string, Member>, byDepartment: Map<number, Member[]>, counts: Map<number, number> }} Index
 */

/** @type {WeakMap<Company, Index>} */
const indexes = new WeakMap();

/** Made once for each state of the company: there may be 10,000 members. @param {Company} company @returns {Index} */
export function indexOf(company) {
  const known = indexes.get(company);
  if (known !== undefined) return known;
  const members = new Map(company.members.map((member) => [member.userid, member]));
  /** @type {Map<number, Member[]>} */
  const byDepartment = new Map();
  for (const member of company.members) {
    for (const id of member.department) {
      const there = byDepartment.get(id);
      if (there === undefined) byDepartment.set(id, [member]);
      else there.push(member);
    }
  }
  const index = { members, byDepartment, counts: countsOf(company) };
  indexes.set(company, index);
  return index;
}

/** How many members are in a department and below, each once. @param {Company} company */
function countsOf({ departments, members }) {
  const parents = new Map(departments.map(({ id, parentid }) => [id, parentid]));
  /** @type {Map<number, number>} */
  const counts = new Map();
  for (const { department } of members) {
    for (const id of withParents(department, parents)) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return counts;
}

/**
 * @param {number[]} ids
 * @param {Map<number, number>} parents
 */
function withParents(ids, parents) {
  /** @type {Set<number>} */
  const all = new Set();
  for (let id of ids) {
    while (parents.has(id) && !all.has(id)) {
      all.add(id);
      id = parents.get(id) ?? 0;
    }
  }
  return all;
}

/** Of those in a department and below, each once. @param {Company} company @param {number} id @param {Map<string, number>} unread */
export function unreadIn(company, id, unread) {
  if (unread.size === 0) return 0;
  const parents = new Map(company.departments.map((one) => [one.id, one.parentid]));
  const { members } = indexOf(company);
  let sum = 0;
  for (const [userid, count] of unread) {
    if (withParents(members.get(userid)?.department ?? [], parents).has(id)) sum += count;
  }
  return sum;
}

/** @param {string | undefined} userid */
export function memberOf(userid) {
  const { company } = state;
  return company && userid !== undefined ? indexOf(company).members.get(userid) : undefined;
}

/** As others see them. @param {string} userid */
export function nameOf(userid) {
  return memberOf(userid)?.name ?? userid;
}

/** The apps a member sees, the chats they are in, and the robots. @param {string} userid @returns {Room[]} */
export function roomsOf(userid) {
  const { company } = state;
  if (company === undefined) return [];
  const apps = company.apps.filter(({ everybody, users }) => everybody || users.includes(userid));
  const chats = company.chats.filter(({ userlist }) => userlist.includes(userid));
  return [...apps.map(roomOfApp), ...chats.map(roomOfChat), ...company.robots.map(roomOfRobot)];
}

/** @param {import('./types.js').App} app @returns {Room} */
function roomOfApp(app) {
  return { id: String(app.agentid), kind: 'app', name: app.name, app };
}

/** @param {import('./types.js').Chat} chat @returns {Room} */
function roomOfChat(chat) {
  return { id: `chat:${chat.chatid}`, kind: 'chat', name: chat.name || chat.chatid, chat };
}

/** @param {import('./types.js').Robot} robot @returns {Room} */
function roomOfRobot(robot) {
  return { id: `robot:${robot.key}`, kind: 'robot', name: robot.name, robot };
}

/** The one that is open. @param {import('./types.js').Place} phone @returns {Room | undefined} */
export function openRoom({ userid, room }) {
  return userid === undefined ? undefined : roomsOf(userid).find(({ id }) => id === room);
}

/** In which conversation a message is. @param {Message} message */
export function roomIdOf({ from }) {
  if ('agentid' in from) return String(from.agentid);
  return 'chatid' in from ? `chat:${from.chatid}` : `robot:${from.robot}`;
}

/** What GET /conversation is asked for. @param {string} userid @param {string} room @returns {Record<string, string>} */
export function conversationQuery(userid, room) {
  if (room.startsWith('chat:')) return { chatid: room.slice('chat:'.length) };
  if (room.startsWith('robot:')) return { robot: room.slice('robot:'.length) };
  return { userid, agentid: room };
}
