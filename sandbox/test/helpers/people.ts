import type { Body, Client } from './client';
import { accepted } from './expect';

/** Departments, members and tags that a test wants to find. */

export async function department(contact: Client, id: number, name: string, parentid = 1): Promise<number> {
  accepted(await contact.post('department/create', { id, name, parentid }), 'created');
  return id;
}

let numbers = 0;

export async function member(contact: Client, userid: string, more: Body = {}): Promise<string> {
  accepted(await contact.post('user/create', person(userid, more)), 'created');
  return userid;
}

/** A member as user/create wants it, with a mobile that nobody has. */
export function person(userid: string, more: Body = {}): Body {
  numbers += 1;
  return { userid, name: userid, mobile: `+86199${String(numbers).padStart(8, '0')}`, department: [1], ...more };
}

export async function tag(creator: Client, tagid: number, tagname: string): Promise<number> {
  accepted(await creator.post('tag/create', { tagid, tagname }), 'created');
  return tagid;
}
