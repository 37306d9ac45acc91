// The schema of a company in a config file. records.ts explains the keys.

const TEXT = { type: 'string' };
const NAME = { type: 'string', minLength: 1 };
const NUMBER = { type: 'integer' };
const FLAG = { enum: [0, 1] };
const ANYTHING = { type: 'object' };

const list = (items: object): object => ({ type: 'array', items });
/** An object with these keys and no others. */
const object = (required: object, optional: object = {}): object => ({
  type: 'object',
  additionalProperties: false,
  required: Object.keys(required),
  properties: { ...required, ...optional },
});
const texts = (...names: string[]): object => Object.fromEntries(names.map((name) => [name, TEXT]));

const CALLBACK = object({ url: NAME, token: NAME, encodingAESKey: NAME }, { contacts: { type: 'boolean' } });

const DEPARTMENT = object(
  { id: { type: 'integer', minimum: 1 }, name: NAME },
  {
    name_en: TEXT,
    parentid: NUMBER,
    order: NUMBER,
  },
);

const MEMBER = object(
  { userid: NAME, name: NAME },
  {
    ...texts(
      'alias',
      'mobile',
      'email',
      'biz_mail',
      'position',
      'telephone',
      'address',
      'avatar',
      'weixinid',
      'nickname',
    ),
    ...texts('external_position', 'openid'),
    gender: { enum: ['0', '1', '2'] },
    department: { type: 'array', items: NUMBER, minItems: 1 },
    order: list(NUMBER),
    is_leader_in_dept: list(FLAG),
    main_department: NUMBER,
    direct_leader: list(NAME),
    enable: FLAG,
    status: { enum: [1, 2, 4, 5] },
    extattr: object({ attrs: { type: 'array' } }),
    external_profile: ANYTHING,
    renamable: { type: 'boolean' },
  },
);

const APP = object(
  { agentid: { type: 'integer', minimum: 1 }, name: NAME, secret: NAME },
  {
    ...texts('description', 'square_logo_url', 'round_logo_url', 'redirect_domain', 'home_url'),
    report_location_flag: { enum: [0, 1, 2] },
    isreportenter: FLAG,
    isreportuser: FLAG,
    close: FLAG,
    visible: object({ users: list(NAME), parties: list(NUMBER), tags: list(NUMBER) }),
    callback: CALLBACK,
    menu: object({ button: { type: 'array' } }),
  },
);

export const COMPANY = object(
  {
    corpid: NAME,
    contactSecret: NAME,
    departments: list(DEPARTMENT),
    members: list(MEMBER),
    apps: list(APP),
  },
  {
    creator: TEXT,
    created: { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' },
    tags: list(object({ tagid: NUMBER, tagname: NAME }, { users: list(NAME), parties: list(NUMBER), owner: NAME })),
    contactCallback: CALLBACK,
    robots: list(object({ key: NAME, name: NAME }, { stopped: { type: 'boolean' } })),
  },
);
