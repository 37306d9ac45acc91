import type { Sandbox } from '../../src/index';
import type { Body } from './client';

/** The parameters of all endpoints. */
const FIELDS =
  `id name name_en parentid order userid new_userid mobile email department department_id position gender telephone alias
  address extattr is_leader_in_dept direct_leader enable main_department useridlist fetch_child status openid code agentid
  tagid tagname userlist partylist media_id type filename url md5 scene jobid mpnews offset count button touser toparty
  totag msgtype text image voice video file textcard news markdown template_card miniprogram_notice interactive_taskcard
  task_id safe enable_duplicate_check duplicate_check_interval userids partyids tagids atall response_code msgid
  clicked_key replace_name chatid owner add_user_list del_user_list description report_location_flag logo_mediaid
  redirect_domain isreportenter home_url callback to_invite user party tag user_ticket cursor limit email_type ticket
  invite_tips size_type corpid corpsecret key markdown_v2`.split(/\s+/);

const LONG = 'x'.repeat(20_000);
const DEEP = `${'['.repeat(5000)}${']'.repeat(5000)}`;

/** Nothing that any endpoint has use for, in each of its parameters. */
const VALUES: readonly unknown[] = [
  null,
  true,
  -1,
  1e308,
  0.5,
  '',
  '\u0000\u0001\u007f',
  '../../../etc/passwd',
  '\ud800',
  [],
  [[[[]]]],
  [null],
  {},
  { length: 1e9 },
  { toString: null, valueOf: 1 },
  [{}],
  [{ __proto__: null, constructor: { prototype: { polluted: 1 } } }],
];

/** Bodies of POST calls, as they go over the wire. */
export function hostileBodies(): string[] {
  const everywhere = VALUES.map((value) => JSON.stringify(Object.fromEntries(FIELDS.map((field) => [field, value]))));
  const some = ['userid', 'name', 'touser', 'tagname', 'chatid', 'msgtype', 'media_id'];
  const lengthy = JSON.stringify(Object.fromEntries(some.map((field) => [field, LONG])));
  const polluting = `{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"userid":"__proto__","chatid":"__proto__"}`;
  const noObjects = ['null', '[]', '1', '"text"', '{', '{"a":', DEEP, `{"extattr":${DEEP}}`, '\u0000', '<xml/>'];
  return [...everywhere, lengthy, polluting, ...noObjects];
}

/** Queries of GET calls. */
export function hostileQueries(): Record<string, string>[] {
  const values = [
    '',
    '-1',
    'NaN',
    '1e308',
    '99999999999999999999',
    '__proto__',
    'constructor',
    '\u0000',
    '../..',
    '{}',
    '<script>',
  ];
  const fields = [
    'id',
    'userid',
    'department_id',
    'tagid',
    'media_id',
    'jobid',
    'chatid',
    'agentid',
    'code',
    'type',
    'corpid',
    'corpsecret',
    'key',
  ];
  return values.map((value) => Object.fromEntries(fields.map((field) => [field, value])));
}

/** All that a company is, to be compared. */
export function snapshot({ company }: Sandbox): string {
  const { departments, members, tags, apps, robots, media, messages, chats } = company;
  return JSON.stringify({ departments, members, tags, apps, robots, media, messages, chats }, plain);
}

function plain(_key: string, value: unknown): unknown {
  if (value instanceof Map || value instanceof Set) return [...value];
  return value;
}

/** Whether objects got something that nobody gave them. */
export function polluted(): boolean {
  const object: Body = {};
  return object.polluted !== undefined;
}
