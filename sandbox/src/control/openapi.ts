// The levers as OpenAPI: for programs in other languages, and for people who look for one.
import type { FastifyInstance, RouteOptions } from 'fastify';

/** By method and path, as the routes are registered. */
const SUMMARIES: Readonly<Record<string, string>> = {
  'GET /': "The company's secrets, the time, and what is ordered",
  'GET /health': 'Whether it is up',
  'GET /openapi.json': 'This document',
  'GET /messages': 'Sent messages; with wait, as soon as one fits',
  'GET /calls': 'Calls of the API; with wait, as soon as one fits',
  'GET /deliveries':
    'Callbacks; with wait, as soon as one that is over fits. message.Event and the like are fields of the XML',
  'GET /warnings': 'What would surprise in the real WeCom',
  'POST /reset': 'Back to the beginning, with this company if one is given',
  'GET /state': 'The state as plain data',
  'PUT /state': 'Back to a state that was kept',
  'POST /clock': 'Puts the time forward, by milliseconds',
  'POST /tokens/expire': 'All access_tokens, or those of one secret, expire: 42001',
  'POST /tokens/revoke': 'All access_tokens, or those of one secret, are unknown: 40014',
  'GET /trouble': 'Ordered trouble that is still to come',
  'POST /trouble': 'The next calls of a path meet trouble',
  'DELETE /trouble': 'Calls off all trouble',
  'POST /trouble/callback': 'The next callbacks meet trouble',
  'POST /limits': 'Whether calls are counted: 45009',
  'POST /code': 'A code, as if the member had come through the authorize page',
  'POST /shake': 'A ticket, as if the member had shaken the phone',
  'POST /callback': 'Where callbacks of an app go, or with contact those of the address book',
  'DELETE /callback': 'No callbacks any more',
  'POST /deliveries/:id/resend': 'A callback once more, as it was',
  'GET /samples': 'The names of all callbacks that announce has a sample of',
  'POST /announce': 'An event that no member causes: approval, licences …; with sample from the catalogue',
  'POST /phone/send': "A message or event from a member's phone",
  'POST /phone/file': 'A picture, voice or video from a phone',
  'POST /phone/open': 'A member opens the app',
  'POST /phone/menu': "A member taps the app's menu",
  'POST /phone/press': 'A member presses something on a card',
  'POST /drill': 'What a program has to survive, against one app; a scorecard as JSON, text or JUnit XML',
  'POST /company/apps': 'A new app, with a secret of its own, seen by everybody unless `visible` says otherwise',
  'PUT /company/apps/:agentid': 'Another name, description or visible range; what is absent stays',
  'POST /company/robots': 'A new group robot',
  'GET /jobs': 'Batch and export jobs, the newest first, with the rows that were refused',
  'GET /media': 'Files, the newest 200 first; `expires` is null for ever',
  'POST /customer/send': 'A customer writes to an account of 微信客服',
  'POST /customer/add': 'A customer, or a stranger with a name, adds a member: add_external_contact',
  'POST /customer/remove': 'A customer deletes a member, or with by: member the other way round',
  'POST /customer/refuse': 'A customer refuses the member who should take over',
  'POST /customer/join': 'A customer joins a group, by its code unless by: member',
  'POST /customer/leave': 'A customer leaves a group, or with by: member is put out of it',
  'POST /customer_group': 'A member makes a group of customers',
  'POST /customer_group/update': 'Its owner gives a group a name or a notice',
  'POST /customer_group/dismiss': 'Its owner dismisses a group',
  'POST /meeting/join': 'A member joins a meeting',
  'POST /meeting/quit': 'A member leaves a meeting',
  'POST /meeting/end': 'A meeting ends for all',
  'POST /approval': 'Somebody agrees to an application, refuses it, or takes it back',
  'POST /admin/*':
    'As an administrator, by the rules of the API: user/…, department/…, tag/…, and what members do with customers and meetings',
};

const TEXT = { type: 'string' };
const NUMBER = { type: 'integer' };
const WAITED = { wait: NUMBER, after: TEXT };

const QUERIES: Readonly<Record<string, Record<string, object>>> = {
  'GET /messages': { to: TEXT, msgtype: TEXT, contains: TEXT, agentid: NUMBER, chatid: TEXT, robot: TEXT, ...WAITED },
  'GET /calls': { path: TEXT, errcode: NUMBER, from: TEXT, contains: TEXT, ...WAITED },
  'GET /deliveries': {
    agentid: NUMBER,
    userid: TEXT,
    state: { type: 'string', enum: ['received', 'failed'] },
    contains: TEXT,
    'message.MsgType': TEXT,
    'message.Event': TEXT,
    ...WAITED,
  },
};

const REFUSED = { description: 'A mistake in the request; `error` names it' };

/** Collects the routes that are registered from now on, and serves them as OpenAPI. */
export function addOpenapi(server: FastifyInstance): void {
  const paths: Record<string, Record<string, object>> = {};
  server.addHook('onRoute', (route) => {
    const path = route.url.replace(/^\/_sandbox/, '') || '/';
    for (const method of [route.method].flat()) {
      const key = `${method} ${path}`;
      if (method !== 'HEAD')
        note(paths, key, path.replace('*', '{path}').replace(/:(\w+)/g, '{$1}'), method.toLowerCase(), route);
    }
  });
  server.get('/openapi.json', () => ({
    openapi: '3.1.0',
    info: { title: 'wechat-enterprise-sandbox', version: '1.0.0', description: 'The levers of an offline WeCom' },
    servers: [{ url: '/_sandbox' }],
    paths,
  }));
}

function note(paths: Record<string, object>, key: string, path: string, method: string, route: RouteOptions): void {
  const { body } = Object(route.schema);
  const summary = SUMMARIES[key] ?? key;
  const parameters = [
    ...[...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({ name, in: 'path', required: true, schema: TEXT })),
    ...Object.entries(QUERIES[key] ?? {}).map(([name, schema]) => ({ name, in: 'query', schema })),
  ];
  const responses = {
    200: { description: 'Done; JSON', content: { 'application/json': {} } },
    400: REFUSED,
    ...(QUERIES[key] && { 408: { description: 'Nothing fitted in time; `error` lists what came' } }),
  };
  const operation = {
    summary,
    ...(parameters.length > 0 && { parameters }),
    ...(body && { requestBody: { content: { 'application/json': { schema: body } } } }),
    responses,
  };
  paths[path] = { ...paths[path], [method]: operation };
}
