// The schema of what chapters keep, in a state that comes from a file or over HTTP: what its readers rely on.

const TEXT = { type: 'string' };
const NUMBER = { type: 'number' };
const ANY = {};
const FIELDS = { type: 'object' };
const FLAG = { type: 'boolean' };

type Shape = Record<string, object>;

/** An object that has these keys, and perhaps others. */
const record = (shape: Shape, optional: Shape = {}): object => ({
  type: 'object',
  required: Object.keys(shape),
  properties: { ...shape, ...optional },
});
const named = (names: string, each: object): Shape => Object.fromEntries(names.split(' ').map((name) => [name, each]));
const texts = (names: string): Shape => named(names, TEXT);
const numbers = (names: string): Shape => named(names, NUMBER);
const list = (items: object): object => ({ type: 'array', items });

/** Items of a fixed form. */
const tuple = (...items: object[]): object => ({
  type: 'array',
  items,
  minItems: items.length,
  additionalItems: false,
});
/** A map. */
const pairs = (value: object, key: object = TEXT): object => list(tuple(key, value));
/** A map whose entries expire. */
const expiring = (value: object): object => list(tuple(TEXT, value, NUMBER));

const FOLLOW = record({
  ...texts('userid remark description remark_corp_name state'),
  ...numbers('createtime add_way'),
  ...named('tags remark_mobiles', list(TEXT)),
});
const CUSTOMER = record({
  ...texts('external_userid name avatar unionid'),
  ...numbers('type gender'),
  follows: list(FOLLOW),
});
const CHAT_MEMBER = record({ userid: TEXT, ...numbers('type join_time join_scene') });
const TAG = record({ ...texts('id name'), ...numbers('create_time order') });
const MESSAGE = record({ ...texts('msgid open_kfid external_userid msgtype'), ...numbers('send_time origin') });
const NODE = record({
  ...numbers('type apv_rel'),
  details: list(record({ ...texts('userid speech'), ...numbers('sp_status sptime') })),
});
const EXPIRES = { expires: NUMBER };

const CUSTOMERS = {
  all: pairs(CUSTOMER),
  groups: pairs(record({ ...texts('group_id group_name'), ...numbers('create_time order'), tag: list(TAG) })),
  chats: pairs(
    record({
      ...texts('chat_id name owner notice'),
      ...numbers('create_time version'),
      member_list: list(CHAT_MEMBER),
    }),
  ),
  transfers: list(
    record({ ...texts('external_userid handover_userid takeover_userid'), takeover_time: NUMBER, before: FOLLOW }),
  ),
  welcomes: pairs(record({ ...texts('external_userid userid'), until: NUMBER, isSpent: FLAG })),
  greetings: list(record({ ...texts('external_userid userid text'), send_time: NUMBER, attachments: list(FIELDS) })),
};

const KF = {
  accounts: pairs(record({ ...texts('open_kfid name avatar'), servicers: list(FIELDS) })),
  messages: list(MESSAGE),
  dropped: NUMBER,
  sent: list(MESSAGE),
  sessions: pairs(record({ ...texts('open_kfid external_userid'), ...numbers('service_state asked answered') })),
  tokens: pairs(NUMBER),
};

const APPROVALS = {
  templates: pairs(
    record({
      template_id: TEXT,
      template_names: list(record(texts('text lang'))),
      template_content: record({ controls: list(FIELDS) }),
    }),
  ),
  all: pairs(
    record({
      ...texts('sp_no sp_name template_id'),
      ...numbers('sp_status apply_time'),
      applyer: record(texts('userid partyid')),
      nodes: list(NODE),
      apply_data: record({ contents: list(ANY) }),
    }),
  ),
  counted: NUMBER,
};

const CALENDARS = {
  all: pairs(
    record({
      ...texts('cal_id summary color description'),
      admins: list(TEXT),
      shares: list(record({ userid: TEXT })),
    }),
  ),
  schedules: pairs(
    record({
      ...texts('schedule_id cal_id summary description location'),
      ...numbers('start_time end_time is_whole_day status'),
      admins: list(TEXT),
      attendees: list(record({ userid: TEXT, response_status: NUMBER })),
      reminders: FIELDS,
    }),
  ),
};

const MEETINGS = {
  all: pairs(
    record({
      ...texts('meetingid meeting_code admin_userid title description location cal_id'),
      ...numbers('meeting_start meeting_duration'),
      ...named('settings reminders', FIELDS),
      invitees: list(TEXT),
      guests: list(FIELDS),
      isCancelled: FLAG,
      attendance: list(
        record({ userid: TEXT, ...numbers('first_join_time last_quit_time total_join_count cumulative_time') }),
      ),
    }),
  ),
};

const BATCH_JOB = record({ ...texts('jobid type errmsg'), ...numbers('status total errcode'), result: list(FIELDS) });
const FILE = record({ ...texts('url md5'), size: NUMBER });

/** By the name of the room, then of its property. */
export const ROOM_SCHEMAS: Readonly<Record<string, Shape>> = {
  approvals: APPROVALS,
  calendars: CALENDARS,
  codes: {
    codes: expiring(record(texts('openid scope'), { userid: TEXT })),
    tickets: expiring(record({ userid: TEXT, ...EXPIRES })),
  },
  customers: CUSTOMERS,
  exports: { all: pairs(record({ jobid: TEXT, status: NUMBER, data_list: list(FILE) })) },
  fetches: { jobs: expiring(record({ jobid: TEXT, status: NUMBER, detail: FIELDS })) },
  invitations: { sent: expiring({ const: true }) },
  jobs: { all: list(BATCH_JOB) },
  kf: KF,
  leaving: { ids: list(NUMBER) },
  meetings: MEETINGS,
  recent: { answers: expiring(FIELDS) },
  sent: { grants: expiring(record({ msgid: TEXT, agentid: NUMBER })) },
  shakes: { tickets: expiring(record({ who: FIELDS, ...EXPIRES })) },
  tickets: { all: pairs(record({ ticket: TEXT, ...EXPIRES })) },
  workbench: { templates: pairs(FIELDS, NUMBER), data: pairs(FIELDS) },
};

/** All rooms; each has all its properties. */
export const ROOM_STATES = {
  type: 'object',
  additionalProperties: false,
  properties: Object.fromEntries(Object.entries(ROOM_SCHEMAS).map(([name, shape]) => [name, record(shape)])),
};
