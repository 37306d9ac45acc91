import type { Handler, Recorded } from '../helpers/server';

/** What the original's suite leaves behind while it runs. */
interface State {
  nextId: number;
  users: Map<string, Record<string, unknown>>;
  menu: unknown;
}

type Route = (state: State, body: Record<string, unknown>, query: URLSearchParams) => object;

const answer = (errmsg: string, more: object = {}) => ({ errcode: 0, errmsg, ...more });

/** qyapi as 企业号 knew it: its errmsg said what had been done, and the suite looks at them. */
const routes: Record<string, Route> = {
  gettoken: (_, __, query) =>
    query.get('corpid') === 'corpid'
      ? { errcode: 40013, errmsg: 'invalid corpid' }
      : { access_token: 'a-token', expires_in: 7200 },
  'department/create': (state) => answer('created', { id: state.nextId++ }),
  'department/update': () => answer('updated'),
  'department/delete': () => answer('deleted'),
  'department/list': () => answer('ok', { department: [{ id: 1, name: '总部', parentid: 0 }] }),
  'tag/create': (state) => answer('created', { tagid: state.nextId++ }),
  'tag/update': () => answer('updated'),
  'tag/addtagusers': () => answer('ok'),
  'tag/get': () => answer('ok', { userlist: [{ userid: 'JacksonTian', name: '田' }], partylist: [] }),
  'tag/deltagusers': () => answer('ok'),
  'tag/delete': () => answer('deleted'),
  'user/create': (state, member) => {
    state.users.set(String(member.userid), member);
    return answer('created');
  },
  'user/update': () => answer('updated'),
  'user/get': (state, _, query) => {
    const member = state.users.get(query.get('userid') ?? '');
    return member ? answer('ok', { ...member, status: 4 }) : { errcode: 60111, errmsg: 'userid not found' };
  },
  'user/delete': (state, _, query) => {
    state.users.delete(query.get('userid') ?? '');
    return answer('deleted');
  },
  'user/simplelist': () => answer('ok', { userlist: [{ userid: 'JacksonTian', name: '田' }] }),
  'user/getuserinfo': () => ({ errcode: 40029, errmsg: 'invalid code' }),
  'menu/create': (state, menu) => {
    state.menu = menu;
    return answer('ok');
  },
  'menu/get': (state) => answer('ok', { menu: state.menu }),
  'menu/delete': (state) => {
    state.menu = undefined;
    return answer('ok');
  },
  'message/send': () => answer('ok'),
  'media/upload': (_, __, query) => ({ type: query.get('type'), media_id: 'a-media', created_at: '1380000000' }),
};

/** Answers for one run of the suite. What it does not know is refused, so that a wrong path cannot pass. */
export function qiye(): Handler {
  const state: State = { nextId: 2, users: new Map(), menu: undefined };
  return (request) => {
    const route = routes[request.path.replace('/cgi-bin/', '')];
    const token = request.query.get('access_token') ?? (request.path === '/cgi-bin/gettoken' ? 'a-token' : '');
    if (!route || token !== 'a-token') return { errcode: 40001, errmsg: `unexpected: ${request.path}` };
    return route(state, json(request), request.query);
  };
}

function json({ headers, body }: Recorded): Record<string, unknown> {
  return headers['content-type'] === 'application/json' ? JSON.parse(body.toString()) : {};
}
