// The schema of a state that comes from a file or over HTTP. Its company is checked as a company in a config file.
import { TOKEN_CODES } from '../api/tokens';
import { ROOM_STATES } from './rooms_schema';
import { TROUBLE } from './trouble_schema';

const TEXT = { type: 'string' };
const NUMBER = { type: 'number' };
const TEXTS = { type: 'array', items: TEXT };
const FIELDS = { type: 'object' };

/** An object that has these keys, and perhaps others. */
function object(properties: object, optional: object = {}): object {
  return { type: 'object', required: Object.keys(properties), properties: { ...properties, ...optional } };
}

const list = (items: object): object => ({ type: 'array', items });

const CHAT = object({ chatid: TEXT, agentid: NUMBER, name: TEXT, owner: TEXT, userlist: TEXTS });

const MEDIUM = object(
  {
    media_id: TEXT,
    type: TEXT,
    filename: TEXT,
    contentType: TEXT,
    data: TEXT,
    created: NUMBER,
    expires: { type: ['number', 'null'] },
  },
  { owner: TEXT },
);

const FROM = {
  anyOf: [object({ agentid: NUMBER }), object({ chatid: TEXT }), object({ robot: TEXT })],
};

const MESSAGE = object(
  { msgid: TEXT, at: NUMBER, from: FROM, to: TEXTS, msgtype: TEXT, body: FIELDS },
  { response_code: TEXT, recalled: { type: 'boolean' }, updates: FIELDS },
);

const DELIVERY = object(
  {
    id: NUMBER,
    at: NUMBER,
    url: TEXT,
    message: FIELDS,
    xml: TEXT,
    tries: list(object({ at: NUMBER, ms: NUMBER }, { status: NUMBER, error: TEXT })),
    state: { enum: ['sending', 'received', 'failed'] },
  },
  { agentid: NUMBER, userid: TEXT, problem: TEXT, answer: TEXT, reply: object({ msgtype: TEXT, body: FIELDS }) },
);

const ORDER = object({ path: TEXT, trouble: object({}, TROUBLE), left: NUMBER });

export const STATE = object({
  version: { const: 1 },
  ahead: { type: 'number', minimum: 0 },
  rateLimits: { type: 'boolean' },
  company: FIELDS,
  chats: list(CHAT),
  media: list(MEDIUM),
  messages: list(MESSAGE),
  deliveries: list(DELIVERY),
  tokens: list(object({ value: TEXT, secret: TEXT, expires: NUMBER }, { kind: { enum: Object.keys(TOKEN_CODES) } })),
  trouble: list(ORDER),
  rooms: ROOM_STATES,
});
