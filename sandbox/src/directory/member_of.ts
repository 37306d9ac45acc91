// The member whom a call names.
import type { Call } from '../api/chapter';
import { fail } from '../protocol/errors';

/** As the company writes the userid. 41009 without one, 60111 for an unknown one. */
export function memberOf({ company }: Call, userid: string | undefined): string {
  if (userid === undefined || userid === '') fail(41009);
  return (company.member(userid) ?? fail(60111)).userid;
}
